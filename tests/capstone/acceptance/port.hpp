#pragma once

namespace acceptance {

/// A port on which nothing listens, for a server to come. Others that look
/// for one at the same time get another one.
class Port {
 public:
  /// @throws std::runtime_error  if there is none
  Port();
  ~Port();
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  unsigned short number() const { return number_; }

  /// True if a server could listen on it now.
  bool is_free() const;

 private:
  unsigned short number_ = 0;
  int claim_ = -1;
};

}  // namespace acceptance
