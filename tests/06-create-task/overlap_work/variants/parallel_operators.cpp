// variant: the operator && of awaitable_operators
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <exception>
#include <utility>

#include "overlap_work.hpp"

namespace {

using namespace asio::experimental::awaitable_operators;

struct Others {
  std::string style;
  std::string script;
};

asio::awaitable<Others> style_and_script(const Fetch& fetch) {
  Others others;
  others.style = co_await fetch("style");
  others.script = co_await fetch("script");
  co_return others;
}

struct Page {
  std::string text;
  std::exception_ptr error;
};

asio::awaitable<Page> page_of(const Fetch& fetch) {
  Page page;
  try {
    page.text = co_await fetch("page");
  } catch (...) {
    page.error = std::current_exception();
  }
  co_return page;
}

}  // namespace

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto [page, others] =
      co_await (page_of(fetch) && style_and_script(fetch));
  if (page.error) {
    std::rethrow_exception(page.error);
  }
  co_return std::vector{page.text, others.style, others.script};
}
