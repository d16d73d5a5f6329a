#include <algorithm>
#include <array>
#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "fix_the_dangling.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using Texts = std::vector<std::string>;

std::string told(Texts texts) {
  std::ranges::transform(texts, texts.begin(), in_quotes);
  return listed(texts);
}

/// A bell and what it rang for.
class FixTheDangling : public Check {
 protected:
  Bell bell = [this](std::string text) {
    step("the bell rings for {}", in_quotes(text));
    rang.push_back(std::move(text));
    times.push_back(elapsed());
  };
  Texts rang;
  std::vector<std::chrono::nanoseconds> times;

  asio::any_io_executor executor() { return loop().get_executor(); }

  /// Waits until a reminder that was set just now has rung.
  asio::awaitable<void> hear() {
    co_await pause(ready_after + 1ms);
    if (rang.empty()) {
      step("the bell does not ring");
    }
  }

  template <std::same_as<Meaning>... Meanings>
  void expect_rang(const Texts& wanted, Meanings... meanings) {
    expect(rang == wanted, expected("the bell rings for {}", told(wanted)),
           seen("it rang for {}", told(rang)), meanings...);
  }
};

constexpr int overwritten_number = 0x5a5a5a5a;

/// Calls the function far down the stack, where nothing else comes by until
/// overwrite_the_stack() does: what dangles then reads 'Z', in each run.
[[gnu::noinline]] void call_deep(const std::function<void()>& function) {
  std::array<volatile char, 0x20000> above;  // NOLINT(*-member-init)
  above.front() = 'Z';
  function();
  above.back() = above.front();
}

/// What any other function does that is called next: it uses the stack.
[[gnu::noinline]] void overwrite_the_stack() {
  std::array<volatile char, 0x40000> below;  // NOLINT(*-member-init)
  for (volatile char& byte : below) {
    byte = 'Z';
  }
}

}  // namespace

CO_TEST_F(FixTheDangling, RemindsAGuest) {
  std::string notepad = "Ada";
  step("remind_guest is called with the notepad, which says \"Ada\"");
  call_deep([&] { remind_guest(executor(), notepad, bell); });
  overwrite_the_stack();
  expect_equal(elapsed(), 0ms, "the time when remind_guest returns");
  step("the notepad is wiped and says \"Zoe\"");
  notepad = "Zoe";
  co_await hear();
  expect_rang({"Ada"}, means("view-kept", rang == Texts{"Zoe"}));
  expect_equal(times.front(), ready_after, "the time when the bell rings");
}

CO_TEST_F(FixTheDangling, RemindsATable) {
  step("remind_table is called for table 7");
  call_deep([&] { remind_table(executor(), 7, bell); });
  expect_equal(elapsed(), 0ms, "the time when remind_table returns");
  step("the stack is used for other things");
  overwrite_the_stack();
  co_await hear();
  const Texts overwritten{"table " + std::to_string(overwritten_number)};
  expect_rang({"table 7"}, means("stack-memory-read", rang == overwritten));
}

CO_TEST_F(FixTheDangling, RemindsOfAnOrder) {
  Order order{.dish = "soup", .table = 7};
  step("the order, soup for table 7, is told to remind");
  call_deep([&] { order.remind(executor(), bell); });
  overwrite_the_stack();
  expect_equal(elapsed(), 0ms, "the time when remind returns");
  step("the order is changed to salad for table 9");
  order = {.dish = "salad", .table = 9};
  co_await hear();
  expect_rang({"soup for table 7"},
              means("this-kept", rang == Texts{"salad for table 9"}));
}

CO_TEST_F(FixTheDangling, MayBeSetBeforeTheLoopRuns) {
  asio::io_context kitchen;
  std::string notepad = "Ada";
  Order order{.dish = "soup", .table = 7};
  step("remind_guest is called for \"Ada\", on a loop that does not run");
  remind_guest(kitchen.get_executor(), notepad, bell);
  step("soup for table 7 is told to remind");
  order.remind(kitchen.get_executor(), bell);
  step("the notepad now says \"Zoe\", the order salad for table 9");
  notepad = "Zoe";
  order = {.dish = "salad", .table = 9};
  step("the loop begins to run");
  kitchen.poll();
  co_await pause(ready_after + 1ms);
  kitchen.poll();
  std::ranges::sort(rang);
  expect_rang({"Ada", "soup for table 7"},
              means("copied-too-late",
                    std::ranges::count(rang, "Zoe") +
                            std::ranges::count(rang, "salad for table 9") >
                        0));
}

CO_TEST_F(FixTheDangling, KeepsRemindersApart) {
  step("reminders are set for Ada, for table 7, for soup for table 7");
  remind_guest(executor(), "Ada", bell);
  remind_table(executor(), 7, bell);
  Order{.dish = "soup", .table = 7}.remind(executor(), bell);
  co_await pause(5ms);
  step("reminders are set for Zoe, for table 9, for salad for table 9");
  remind_guest(executor(), "Zoe", bell);
  remind_table(executor(), 9, bell);
  Order{.dish = "salad", .table = 9}.remind(executor(), bell);
  co_await pause(ready_after + 1ms);
  std::ranges::sort(rang);
  expect_rang({"Ada", "Zoe", "salad for table 9", "soup for table 7",
               "table 7", "table 9"},
              means("copy-shared",
                    rang.size() == 6 &&
                        std::ranges::adjacent_find(rang) != rang.end()));
}

CO_TEST_F(FixTheDangling, OutlivesItsCallers) {
  const std::string guest = "Ada Lovelace, Countess of Lovelace";
  const std::string dish = "soup with more words than fit into a string";
  step("reminders are set for a guest and an order");
  {
    const auto notepad = std::make_unique<std::string>(guest);
    remind_guest(executor(), *notepad, bell);
    const auto order = std::make_unique<Order>(dish, 7);
    order->remind(executor(), bell);
  }
  step("notepad and order are destroyed");
  co_await hear();
  std::ranges::sort(rang);
  expect_rang({guest, dish + " for table 7"});
}
