// An exception that leaves a thread's function ends the program.
// recorded: fails
#include <chrono>
#include <course/say.hpp>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;

//! [threads-error]
void ask() {
  throw std::runtime_error("hill is closed");
}

int main() {
  std::jthread hill(ask);
  std::this_thread::sleep_for(1s);
  course::say("main goes on");
}
//! [threads-error]
