// variant: two pipes, one with the items and one with the free places
// The kernel is the lock, the memory and the place to sleep.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstddef>
#include <optional>
#include <system_error>
#include <type_traits>

template <typename T>
  requires std::is_trivially_copyable_v<T>
class MpQueue {
 public:
  explicit MpQueue(std::size_t maxsize) {
    for (std::size_t i = 0; i < maxsize; ++i) {
      places_.write('p');
    }
  }

  void put(const T& item) {
    (void)places_.template read<char>();
    items_.write(Message{.is_end = false, .item = item});
  }

  std::optional<T> get() {
    const auto message = items_.template read<Message>();
    if (message.is_end) {
      items_.write(message);  // for the next one
      return std::nullopt;
    }
    places_.write('p');
    return message.item;
  }

  void close() { items_.write(Message{.is_end = true, .item = T{}}); }

 private:
  struct Message {
    bool is_end;
    T item;
  };
  // Up to this size a pipe writes and reads a message in one piece.
  static_assert(sizeof(Message) <= PIPE_BUF);

  class Pipe {
   public:
    Pipe() {
      if (::pipe(ends_) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
      }
    }
    ~Pipe() {
      ::close(ends_[0]);
      ::close(ends_[1]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    template <typename Value>
    void write(const Value& value) {
      while (::write(ends_[1], &value, sizeof value) < 0 &&
             errno == EINTR) {
      }
    }
    template <typename Value>
    Value read() {
      Value value{};
      while (::read(ends_[0], &value, sizeof value) < 0 && errno == EINTR) {
      }
      return value;
    }

   private:
    int ends_[2] = {-1, -1};
  };

  Pipe items_;
  Pipe places_;
};
