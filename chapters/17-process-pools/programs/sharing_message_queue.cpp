// Boost's message queue has a name, and outlives whoever made it.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/interprocess/ipc/message_queue.hpp>
#include <iostream>
#include <string>

namespace interprocess = boost::interprocess;
using interprocess::message_queue;

//! [sharing-message-queue]
void first_run(const std::string& name) {
  message_queue orders(interprocess::create_only, name.c_str(), 10, 64);
  orders.send("bread", 5, 0);
  std::cout << "first run: an order is sent" << std::endl;
  ::_exit(1);  // a crash: nobody takes the name away
}

void second_run(const std::string& name) {
  try {
    message_queue orders(interprocess::create_only, name.c_str(), 10, 64);
  } catch (const interprocess::interprocess_exception& error) {
    std::cout << "second run: " << error.what() << std::endl;
  }
  message_queue orders(interprocess::open_only, name.c_str());
  std::cout << "orders of the first run: " << orders.get_num_msg()
            << std::endl;
  message_queue::remove(name.c_str());
}
//! [sharing-message-queue]

int main() {
  const std::string name = "course-orders-" + std::to_string(::getpid());
  if (::fork() == 0) {
    first_run(name);
  }
  ::wait(nullptr);
  second_run(name);
}
