#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <course/worker.hpp>
#include <course/worker_process.hpp>

#include "answer_work.hpp"
#include "message.hpp"
#include "worker_port.hpp"

namespace task_server {

namespace {

class WorkerProcessPort : public WorkerPort {
 public:
  explicit WorkerProcessPort(const asio::any_io_executor& executor)
      : process_(std::make_shared<course::WorkerProcess>(executor)) {}
  ~WorkerProcessPort() override { process_->end_now(); }

  long id() const override { return process_->id(); }
  void send(std::string_view message) override { process_->send(message); }
  void close() override { process_->close(); }
  void kill() override { process_->kill(); }

  asio::awaitable<std::optional<std::string>> read() override {
    try {
      const auto frame = co_await process_->read();
      co_return frame ? std::optional(std::string(*frame)) : std::nullopt;
    } catch (const course::FrameTruncated&) {
      co_return std::nullopt;  // it died while it wrote
    } catch (const boost::system::system_error& error) {
      if (error.code() != asio::error::connection_reset) {
        throw;
      }
      co_return std::nullopt;  // it died before it read what it was sent
    }
  }

  asio::awaitable<std::string> ended() override {
    co_return to_string(co_await process_->wait());
  }

 private:
  std::shared_ptr<course::WorkerProcess> process_;
};

}  // namespace

std::unique_ptr<WorkerPort> start_worker_process(
    asio::any_io_executor executor) {
  return std::make_unique<WorkerProcessPort>(executor);
}

//! [server-worker]
int run_worker() {
  return course::run_worker(
      pack_message(Ready{}), [](std::string_view frame) {
        return answer_work(frame, course::send_to_parent);
      });
}
//! [server-worker]

}  // namespace task_server
