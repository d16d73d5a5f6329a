#include "fake_worker.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "pause.hpp"
#include "story.hpp"

namespace capstone_test {

class FakePort : public WorkerPort {
 public:
  explicit FakePort(std::shared_ptr<FakeWorker> worker)
      : worker_(std::move(worker)) {}
  ~FakePort() override { worker_->alive = false; }

  long id() const override { return worker_->number; }

  void send(std::string_view message) override {
    if (!worker_->alive) {
      return;  // as with a socket: that it is lost is told by read()
    }
    const Work work = unpack_work(message);
    worker_->received.push_back(work);
    ++worker_->computing_;
    asio::co_spawn(
        worker_->executor,
        [](std::shared_ptr<FakeWorker> worker,
           Work work) -> asio::awaitable<void> {
          co_await worker->behaviour_(*worker, std::move(work));
          --worker->computing_;
          worker->end_if_idle();
        }(worker_, work),
        asio::detached);
  }

  asio::awaitable<std::optional<std::string>> read() override {
    return worker_->messages_.get();
  }

  void close() override {
    worker_->told_to_end = true;
    worker_->end_if_idle();
  }

  void kill() override {
    if (worker_->last_words) {
      asio::co_spawn(worker_->executor, die_slowly(worker_),
                     asio::detached);
    } else {
      worker_->die();
    }
  }

  asio::awaitable<std::string> ended() override { co_return worker_->how_; }

 private:
  static asio::awaitable<void> die_slowly(
      std::shared_ptr<FakeWorker> worker) {
    co_await pause(std::chrono::milliseconds(1));
    course::testing::step(
        "worker {} is killed, and has just written its outcome",
        worker->number);
    worker->say(*worker->last_words);
    worker->die();
  }

  std::shared_ptr<FakeWorker> worker_;
};

FakeWorker::FakeWorker(const asio::any_io_executor& loop, long its_number,
                       Behaviour behaviour)
    : executor(loop),
      number(its_number),
      behaviour_(std::move(behaviour)),
      messages_(loop) {
  messages_.try_put(pack_message(Ready{}));
}

void FakeWorker::say(const Progress& progress) {
  if (alive) {
    messages_.try_put(pack_message(progress));
  }
}

void FakeWorker::say(const Outcome& outcome) {
  if (alive) {
    messages_.try_put(pack_message(outcome));
  }
}

void FakeWorker::die(std::string how) {
  if (std::exchange(alive, false)) {
    how_ = std::move(how);
    messages_.try_put(std::nullopt);
  }
}

void FakeWorker::end_if_idle() {
  if (told_to_end && computing_ == 0) {
    die("exit status 0");
  }
}

StartWorker FakeWorkers::start() {
  return [this](const asio::any_io_executor& executor)
             -> std::unique_ptr<WorkerPort> {
    if (failures > 0) {
      --failures;
      throw std::runtime_error("no more processes");
    }
    started_.push_back(std::make_shared<FakeWorker>(
        executor, static_cast<long>(started_.size()) + 1, behaviour_));
    return std::make_unique<FakePort>(started_.back());
  };
}

std::size_t FakeWorkers::alive() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(started_, &FakeWorker::alive));
}

}  // namespace capstone_test
