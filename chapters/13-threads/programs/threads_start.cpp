// Two threads that sleep, started and joined.
#include <chrono>
#include <course/say.hpp>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using std::chrono::seconds;

//! [threads-start]
void ask(std::string shop, seconds answer) {
  course::say("ask {}", shop);
  std::this_thread::sleep_for(answer);  // a call that blocks
  course::say("{} has answered", shop);
}

void two_shops() {
  std::jthread hill(ask, "hill", 2s);
  std::this_thread::sleep_for(100ms);
  std::jthread lake(ask, "lake", 1s);
  std::this_thread::sleep_for(100ms);
  course::say("both are asked");
}  // joins lake, then hill
//! [threads-start]

int main() {
  two_shops();
  course::say("both have answered");
}
