// A std::thread that nobody joins takes the program down.
// recorded: fails
#include <chrono>
#include <course/say.hpp>
#include <thread>

using namespace std::chrono_literals;

//! [threads-not-joined]
void ask() {
  std::this_thread::sleep_for(1s);
  course::say("hill has answered");
}

int main() {
  std::thread hill(ask);
  course::say("hill is asked");
}  // neither hill.join() nor hill.detach()
//! [threads-not-joined]
