#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <course/wait.hpp>
#include <stdexcept>

#include "application.hpp"
#include "pause.hpp"

namespace task_server {

using namespace std::chrono_literals;

asio::awaitable<void> Application::cleanup() {
  // Nothing new, what runs, the sentinels, what is left.
  throw std::logic_error("graceful_cleanup is not written yet");
}

}  // namespace task_server
