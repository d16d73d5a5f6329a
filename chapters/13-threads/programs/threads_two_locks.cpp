// Two threads, two mutexes, and each thread waits for the other.
// recorded: fails
#include <chrono>
#include <course/say.hpp>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

//! [threads-two-locks]
struct Account {
  int euros = 100;
  std::mutex mutex;
};

void transfer(Account& from, Account& to, int euros) {
  const std::scoped_lock both(from.mutex, to.mutex);
  std::this_thread::sleep_for(100ms);  // the ledger is slow
  from.euros -= euros;
  to.euros += euros;
}

void transfer_badly(Account& from, Account& to, int euros) {
  const std::lock_guard first(from.mutex);
  std::this_thread::sleep_for(100ms);  // the ledger is slow
  const std::lock_guard second(to.mutex);
  from.euros -= euros;
  to.euros += euros;
}
//! [threads-two-locks]

/// Ends the program after `patience`; nobody else can do that any more.
void watch(std::chrono::seconds patience) {
  std::this_thread::sleep_for(patience);
  course::say("nothing has happened since; the watchdog gives up");
  std::_Exit(1);
}

void there_and_back(auto function) {
  Account ada, bob;
  {
    std::jthread there([&] { function(ada, bob, 30); });
    std::jthread back([&] { function(bob, ada, 20); });
  }
  course::say("ada has {}, bob has {}", ada.euros, bob.euros);
}

int main() {
  std::thread(watch, 60s).detach();
  course::say("both mutexes at once");
  there_and_back(transfer);
  course::say("one mutex after the other");
  there_and_back(transfer_badly);
}
