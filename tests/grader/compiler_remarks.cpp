#include "compiler_remarks.hpp"

#include <algorithm>
#include <cctype>

#include "words.hpp"

namespace grader {

namespace {

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// What stands between two marks, or an empty text.
std::string_view between(std::string_view text, std::string_view before,
                         std::string_view after) {
  auto begin = text.find(before);
  if (begin == std::string_view::npos)
    return {};
  text.remove_prefix(begin + before.size());
  auto end = text.find(after);
  return end == std::string_view::npos ? std::string_view{}
                                       : text.substr(0, end);
}

/// The longest C++ name, with its namespaces, that a text begins with.
std::string leading_name(std::string_view text) {
  auto end = std::find_if(text.begin(), text.end(), [](unsigned char c) {
    return !std::isalnum(c) && c != '_' && c != ':';
  });
  return std::string(text.begin(), end);
}

/// A mark in the text, then an awaitable in the same line.
bool awaitable_after(std::string_view line, std::string_view mark) {
  auto at = line.find(mark);
  return at != std::string_view::npos && has(line.substr(at), "awaitable<");
}

bool names_awaitable(std::string_view text) {
  return has(text, "awaitable<");
}

/// "int" of "... 'asio::awaitable<int>' ...", in nested brackets too.
std::string argument_of(std::string_view text, std::string_view mark) {
  auto at = text.find(mark);
  if (at == std::string_view::npos)
    return {};
  std::string type;
  int depth = 0;
  for (char c : text.substr(at + mark.size())) {
    if (depth == 0 && (c == '>' || c == ','))
      return type;
    depth += c == '<' ? 1 : c == '>' ? -1 : 0;
    type += c;
  }
  return {};
}

std::string awaited_type(std::string_view text) {
  return argument_of(text, "awaitable<");
}

std::string not_in_a_coroutine(std::string_view error, std::string_view) {
  if (has(error, "cannot be used in the handler of a try block"))
    return tr(
        "A catch block cannot wait. Remember in it what happened (a "
        "flag, a std::exception_ptr) and use co_await after the "
        "block.");
  if (has(error, "in a function with a deduced return type"))
    return tr(
        "A lambda that uses co_await has to name its return type: "
        "[] -> asio::awaitable<int> { … }, with the type it "
        "co_returns in place of int.");
  if (has(error, "cannot be used in the 'main' function"))
    return tr(
        "main is no coroutine. Put the co_await into a function that "
        "returns asio::awaitable<void>, give that to asio::co_spawn, "
        "and run the io_context.");
  if (has(error, "this function cannot be a coroutine")) {
    std::string type = argument_of(error, "coroutine_traits<");
    return tr(
        "A function with co_await or co_return is a coroutine and has "
        "to say so in its return type: asio::awaitable<{}>, also in "
        "its declaration.",
        type.empty() ? "void" : type);
  }
  return {};
}

std::string plain_return(std::string_view error,
                         std::string_view same_line) {
  if (has(error, "function does not return a value"))
    return tr(
        "If the function is meant as a coroutine: it is one only if "
        "co_await or co_return stands in it. One without a result that "
        "never waits ends with co_return;");
  constexpr std::string_view words = "return statement not allowed in";
  if (has(error, words) || has(same_line, words))
    return tr("A coroutine ends with co_return, not with return.");
  if (has(error, "from returned value of type") &&
      has(error, "to function return type") && names_awaitable(error))
    return tr(
        "The function returns an awaitable but is no coroutine yet: "
        "write co_return in place of return.");
  return {};
}

std::string copied_awaitable(std::string_view error,
                             std::string_view same_line) {
  bool deleted = has(error, "deleted constructor of") ||
                 has(error, "deleted copy constructor") ||
                 has(error, "construct_at") ||
                 has(same_line, "deleted constructor of");
  if (has(error, "std::function target must be copy-constructible"))
    return tr(
        "std::function copies the function it holds, but this lambda "
        "has captured something that can only be moved, such as an "
        "awaitable. Capture what the awaitable is made from, and make "
        "it inside the lambda.");
  if (!deleted || !(names_awaitable(error) || names_awaitable(same_line)))
    return {};
  return tr(
      "An awaitable is one run of a coroutine: it can be moved, not "
      "copied, and awaited once. Write co_await std::move(a) or "
      "std::move(a) as the argument, `auto&` in a loop over them, and "
      "push_back in place of a list in braces, which copies.");
}

std::string awaitable_as_value(std::string_view error,
                               std::string_view same_line) {
  if (!names_awaitable(error))
    return {};
  std::string first(error.substr(0, error.find('\n')));
  auto both = [](std::string_view text) {
    auto operands = text.find("invalid operands to binary");
    if (operands == std::string_view::npos)
      return false;
    text = text.substr(operands, text.find('\n', operands) - operands);
    return text.find("awaitable<") != text.rfind("awaitable<");
  };
  if (both(first) || both(same_line))
    return tr(
        "Awaitables are combined by && and || only with #include "
        "<boost/asio/experimental/awaitable_operators.hpp> and using "
        "namespace asio::experimental::awaitable_operators.");
  constexpr std::string_view uses[] = {
      "no viable conversion from",    "cannot initialize",
      "invalid operands to binary",   "no member named",
      "contextually convertible",     "indirection requires",
      "does not provide a subscript", "cannot decompose",
      "invalid range expression",     "invalid argument type"};
  bool used_as_value =
      std::any_of(std::begin(uses), std::end(uses),
                  [&](auto use) { return awaitable_after(first, use); });
  bool argument =
      has(error, "no known conversion from 'asio::awaitable<") ||
      has(error, "no known conversion from 'boost::asio::awa") ||
      has(error, "no known conversion from 'awaitable<");
  bool to_awaitable = has(first, "to 'asio::awaitable<") ||
                      has(first, "to 'boost::asio::awaitable<");
  if (to_awaitable || has(first, "awaitable_frame") ||
      !(argument || used_as_value))
    return {};
  std::string type = awaited_type(error);
  return tr(
      "co_await is missing: calling a coroutine only makes it. Its "
      "result, of type {}, comes from co_await f(…).",
      type);
}

std::string wrong_result(std::string_view error, std::string_view) {
  if (has(error, "no member named 'return_value' in"))
    return tr(
        "The coroutine is declared as asio::awaitable<void>, so "
        "co_return takes no value. Change one of the two.");
  if (has(error, "no member named 'return_void' in"))
    return tr(
        "The coroutine has promised a value: co_return needs one of "
        "type {}.",
        argument_of(error, "awaitable_frame<"));
  if (has(error, ">::return_value<") &&
      !has(error, "from 'boost::asio::awai"))
    return tr(
        "What stands after co_return does not fit the type that the "
        "coroutine promises in its asio::awaitable<…>.");
  if (has(error, "of type 'void'") &&
      (has(error, "cannot initialize") || has(error, "variable has")))
    return tr(
        "There is no value here: co_await of an asio::awaitable<void> "
        "only waits.");
  return {};
}

std::string wrong_token(std::string_view error, std::string_view) {
  if (has(error, "no matching constructor") && has(error, "co_spawn_entry"))
    return tr(
        "co_spawn needs a result type with a default constructor; "
        "std::optional<T> has one.");
  if (has(error, "'await_transform'") && has(error, "detached_t"))
    return tr(
        "With asio::detached nobody can wait for the operation. To "
        "co_await it, give asio::use_awaitable.");
  // completion_token_for<(lambda at …), void (std::exception_ptr, int)>
  std::string handler;
  if (has(error, "' evaluated to false"))
    handler = between(between(error, "completion_token_for<(lambda", "'"),
                      ", void (", ")>");
  if (!handler.empty())
    return tr(
        "The handler does not fit. It is called as void ({}): take "
        "these parameters, or give asio::use_awaitable and co_await "
        "the operation.",
        handler);
  bool call =
      has(error, "call to 'async_") || has(error, "call to 'co_spawn'");
  if (call && has(error, "default_completion_token"))
    return tr(
        "The last argument is missing, the one that says what happens "
        "at the end: asio::use_awaitable to co_await it, "
        "asio::detached to forget it, or a handler.");
  if (!has(error, "call to 'co_spawn'"))
    return {};
  if (has(error, "awaitable_signature<"))
    return tr(
        "What is given to co_spawn has to return an awaitable: "
        "[]() -> asio::awaitable<void> { … }.");
  if (has(error, "result_of<") && has(error, " ()>"))
    return tr(
        "co_spawn takes an awaitable, f(1), or a function that it can "
        "call without arguments, [] { return f(1); }.");
  if (has(error, "result_of<"))
    return tr(
        "co_spawn takes an awaitable, so call the coroutine: f(1), "
        "not f.");
  return {};
}

std::string unknown_name(std::string_view error, std::string_view) {
  std::string_view meant = between(error, "did you mean '", "'");
  if (meant.starts_with("boost::"))
    meant.remove_prefix(7);
  std::string asio;
  if (meant.starts_with("asio::"))
    asio = leading_name(meant.substr(6));
  if (!asio.empty())
    return tr("The name belongs to Asio: write asio::{}.", asio);
  std::string standard;
  if (has(error, "' in namespace 'std"))
    standard = leading_name(between(error, "named '", "'"));
  if (standard.empty())
    return {};
  std::string_view header = header_of(standard);
  if (header.empty())
    return {};
  return tr(
      "std::{} is declared in a header that is not included: "
      "#include <{}>.",
      standard, header);
}

std::string number_without_unit(std::string_view error, std::string_view) {
  if (!has(error, "std::chrono::") ||
      !has(error, "no known conversion from 'int'"))
    return {};
  return tr(
      "A duration needs its unit: 3ms or std::chrono::milliseconds(3), "
      "not 3.");
}

}  // namespace

std::string remark_for(std::string_view error, std::string_view same_line) {
  // The more special ones come first.
  for (auto* known :
       {not_in_a_coroutine, plain_return, copied_awaitable, wrong_result,
        wrong_token, awaitable_as_value, unknown_name, number_without_unit})
    if (std::string remark = known(error, same_line); !remark.empty())
      return remark;
  return {};
}

}  // namespace grader
