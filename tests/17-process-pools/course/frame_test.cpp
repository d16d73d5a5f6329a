#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <course/frame.hpp>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using Socket = asio::local::stream_protocol::socket;
using Texts = std::vector<std::string>;

std::string framed(const Texts& texts) {
  std::string bytes;
  for (const std::string& text : texts) {
    course::append_frame(bytes, text);
  }
  return bytes;
}

void feed(course::FrameDecoder& decoder, std::string_view bytes) {
  const auto place = decoder.prepare();
  decoder.commit(asio::buffer_copy(place, asio::buffer(bytes)));
}

/// The frames that come out of `bytes`, fed `step` bytes at a time.
Texts cut(const std::string& bytes, std::size_t step) {
  course::FrameDecoder decoder;
  Texts frames;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    feed(decoder, std::string_view(bytes).substr(at, step));
    while (const auto frame = decoder.next()) {
      frames.emplace_back(*frame);
    }
  }
  return frames;
}

/// Both ends of a stream.
struct Pair {
  Socket here;
  Socket there;
  explicit Pair(asio::io_context& loop) : here(loop), there(loop) {
    asio::local::connect_pair(here, there);
  }
};

/// Which error a frame that is read from the other end meets.
asio::awaitable<std::string> error_of_reading(Socket& socket,
                                              std::size_t limit) {
  course::FrameDecoder decoder(limit);
  try {
    const auto frame = co_await course::read_frame(socket, decoder);
    co_return frame ? "a frame" : "the end";
  } catch (const course::FrameTruncated&) {
    co_return "truncated";
  } catch (const course::FrameTooLarge&) {
    co_return "too large";
  }
}

}  // namespace

TEST(Frames, ComeOutWhereverTheStreamIsCut) {
  const Texts texts{"one", "", "three", std::string(200'000, 'x'), "five"};
  const std::string bytes = framed(texts);
  for (const std::size_t step : {1U, 3U, 4U, 7U, 1000U, 60'000U}) {
    EXPECT_EQ(cut(bytes, step), texts) << step;
  }
}

TEST(Frames, KnowThatTheyAreInTheMiddle) {
  course::FrameDecoder decoder;
  EXPECT_FALSE(decoder.in_the_middle());
  feed(decoder, framed({"one"}).substr(0, 2));
  EXPECT_FALSE(decoder.next());
  EXPECT_TRUE(decoder.in_the_middle());
  feed(decoder, framed({"one"}).substr(2));
  EXPECT_EQ(decoder.next(), "one");
  EXPECT_FALSE(decoder.in_the_middle());
}

TEST(Frames, AreRefusedAtTheirLengthWhenTooLarge) {
  course::FrameDecoder decoder(10);
  feed(decoder, framed({std::string(10, 'x')}));
  EXPECT_TRUE(decoder.next());
  feed(decoder, framed({std::string(11, 'x')}).substr(0, 4));
  EXPECT_THROW(decoder.next(), course::FrameTooLarge);
}

TEST(Frames, AreNotWrittenWhenTooLarge) {
  std::string out = "as it was";
  EXPECT_THROW(course::append_frame(out, std::string(11, 'x'), 10),
               course::FrameTooLarge);
  EXPECT_EQ(out, "as it was");
}

CO_TEST(ReadFrame, TellsTheEndFromAnEndInTheMiddle) {
  Pair whole(loop());
  whole.there.close();
  expect_equal(co_await error_of_reading(whole.here, 100), "the end",
               "what is read from a stream that ends");
  for (const std::size_t size : {1U, 4U, 6U}) {
    Pair part(loop());
    const std::string bytes = framed({"one"}).substr(0, size);
    co_await asio::async_write(part.there, asio::buffer(bytes),
                               asio::use_awaitable);
    part.there.close();
    expect_equal(co_await error_of_reading(part.here, 100), "truncated",
                 "what is read from a stream that breaks");
  }
}

CO_TEST(ReadFrame, RefusesALengthBeforeTheBytesCome) {
  Pair pair(loop());
  co_await asio::async_write(
      pair.there, asio::buffer("\377\377\377\377", 4), asio::use_awaitable);
  expect_equal(co_await error_of_reading(pair.here, 100), "too large",
               "what is read from four stray bytes");
}

CO_TEST(ReadFrame, LosesNothingWhenItIsCancelled) {
  Pair pair(loop());
  course::FrameDecoder decoder;
  const std::string bytes = framed({"one"});
  co_await asio::async_write(pair.there, asio::buffer(bytes, 5),
                             asio::use_awaitable);
  asio::cancellation_signal stop;
  bool cancelled = false;
  asio::co_spawn(
      loop(),
      [&]() -> asio::awaitable<void> {
        co_await course::read_frame(pair.here, decoder);
      },
      asio::bind_cancellation_slot(
          stop.slot(),
          [&](std::exception_ptr error) { cancelled = error != nullptr; }));
  co_await pause(10ms);
  stop.emit(asio::cancellation_type::all);
  co_await pause(10ms);
  expect(cancelled, expected("the reader is cancelled"), seen("it is not"));
  co_await asio::async_write(pair.there, asio::buffer(bytes.substr(5)),
                             asio::use_awaitable);
  const auto frame = co_await course::read_frame(pair.here, decoder);
  expect_equal(frame.value_or("the end"), "one", "the frame");
}
