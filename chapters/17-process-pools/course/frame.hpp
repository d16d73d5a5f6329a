/// @file
/// @brief Messages on a stream of bytes: a length, then that many bytes.
#pragma once

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace course {

namespace asio = boost::asio;

/// The most bytes that a frame holds unless somebody says otherwise. A
/// length is believed only up to here: four stray bytes must not make the
/// reader ask for 4 GB.
inline constexpr std::size_t largest_frame = std::size_t{64} * 1024 * 1024;

/// The stream ended in the middle of a frame: who wrote it died.
struct FrameTruncated : std::runtime_error {
  FrameTruncated()
      : std::runtime_error("the stream ended in the middle of a frame") {}
};

/// A frame is longer than the reader or the writer allows.
struct FrameTooLarge : std::length_error {
  explicit FrameTooLarge(std::size_t size)
      : std::length_error("a frame of " + std::to_string(size) +
                          " bytes is too large") {}
};

/// Adds a frame with these contents to `out`. The length is four bytes in
/// the byte order of this machine, because both ends are on it.
///
/// @throws FrameTooLarge  if `contents` are more than `limit` bytes
inline void append_frame(std::string& out, std::string_view contents,
                         std::size_t limit = largest_frame) {
  if (contents.size() > limit || contents.size() > UINT32_MAX) {
    throw FrameTooLarge(contents.size());
  }
  const auto size = static_cast<std::uint32_t>(contents.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out += contents;
}

/// Cuts a stream into frames, wherever its pieces begin and end. It does no
/// reading of its own, so that a coroutine, a blocking loop and a test can
/// all feed it: `prepare` a place, read into it, `commit`, and then take
/// frames with `next` until there is none.
class FrameDecoder {
 public:
  /// @param limit  longer frames are refused, in bytes
  explicit FrameDecoder(std::size_t limit = largest_frame)
      : limit_(limit) {}

  /// A place for the next bytes of the stream. What next() returned before
  /// is no longer valid.
  asio::mutable_buffer prepare() {
    std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
              bytes_.begin() + static_cast<std::ptrdiff_t>(end_),
              bytes_.begin());
    end_ -= begin_;
    begin_ = 0;
    if (bytes_.size() - end_ < smallest_read) {
      // A long frame grows as it comes, not as it says it will.
      bytes_.resize(std::max(end_ + smallest_read, 2 * end_));
    }
    return {bytes_.data() + end_, bytes_.size() - end_};
  }

  /// So many bytes were read into the place.
  void commit(std::size_t size) { end_ += size; }

  /// The next whole frame, or nothing if more bytes are needed first. It is
  /// valid until prepare() is called.
  ///
  /// @throws FrameTooLarge  as soon as the length is read
  // [process-frame-next]
  std::optional<std::string_view> next() {
    std::uint32_t size = 0;
    if (end_ - begin_ < sizeof size) {
      return std::nullopt;
    }
    std::memcpy(&size, bytes_.data() + begin_, sizeof size);
    if (size > limit_) {
      throw FrameTooLarge(size);
    }
    if (end_ - begin_ - sizeof size < size) {
      return std::nullopt;
    }
    const std::string_view frame(bytes_.data() + begin_ + sizeof size,
                                 size);
    begin_ += sizeof size + size;
    return frame;
  }
  // [process-frame-next]

  /// True if the last bytes are the beginning of a frame.
  bool in_the_middle() const noexcept { return begin_ != end_; }

 private:
  static constexpr std::size_t smallest_read = std::size_t{64} * 1024;

  std::string bytes_;
  std::size_t begin_ = 0;  ///< of what no frame was made of yet
  std::size_t end_ = 0;    ///< of what has been read
  std::size_t limit_;
};

/// Reads the next frame of a stream.
///
/// @return  the contents, valid until the next call; nothing if the stream
///          has ended between two frames
/// @throws FrameTruncated  if it has ended in the middle of one
/// @throws FrameTooLarge   if a frame is longer than the decoder allows;
///                         the rest of the stream is then worthless
/// @throws boost::system::system_error  for other errors of the stream;
///         `operation_aborted` if cancelled, and then no byte is lost
///
/// Lifetime: `stream` and `decoder` live until it has ended.
// [process-read-frame]
template <typename Stream>
asio::awaitable<std::optional<std::string_view>> read_frame(
    Stream& stream, FrameDecoder& decoder) {
  for (;;) {
    if (const auto frame = decoder.next()) {
      co_return frame;
    }
    const auto [error, size] = co_await stream.async_read_some(
        decoder.prepare(), asio::as_tuple(asio::use_awaitable));
    decoder.commit(size);
    if (error == asio::error::eof) {
      if (decoder.in_the_middle()) {
        throw FrameTruncated();
      }
      co_return std::nullopt;
    }
    if (error) {
      throw boost::system::system_error(error);
    }
  }
}
// [process-read-frame]

}  // namespace course
