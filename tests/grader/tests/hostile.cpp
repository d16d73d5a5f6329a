// A stand-in for a test host that does what student code might do. Its
// check is named after what it does: hostile --check=Hostile.Fork
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <new>
#include <string>
#include <thread>
#include <vector>

namespace {

int report = -1;
std::string nonce;
std::string check_name;

void send(const std::string& line) {
  std::string whole = line + "\n";
  [[maybe_unused]] auto size = ::write(report, whole.data(), whole.size());
}

void record(const std::string& fields) {
  send("{\"nonce\":\"" + nonce + "\"," + fields + "}");
}

void end(const std::string& verdict) {
  record("\"event\":\"end\",\"check\":\"" + check_name +
         "\",\"verdict\":\"" + verdict + "\"");
}

void connect() {
  const char* variable = std::getenv("COURSE_REPORT_FD");
  if (!variable)
    return;
  char* rest = nullptr;
  report = static_cast<int>(std::strtol(variable, &rest, 10));
  int source = static_cast<int>(std::strtol(rest + 1, nullptr, 10));
  char text[32];
  if (::read(source, text, sizeof text) == sizeof text)
    nonce.assign(text, sizeof text);
  ::close(source);
  ::fcntl(report, F_SETFD, FD_CLOEXEC);
  record("\"event\":\"begin\",\"check\":\"" + check_name +
         "\",\"base\":\"0x0\"");
}

[[noreturn]] void daemon() {
  if (::fork() > 0)
    ::_exit(0);
  ::setsid();
  if (::fork() > 0)
    ::_exit(0);
  for (;;)
    ::pause();
}

// Bounded, so that a hole in the limit does not take the machine: at most
// 64 processes.
/// A fork bomb that burns out by itself: a limit that fails must not take
/// the machine with it.
void fork_bomb() {
  constexpr int most_forks = 200;
  void* shared =
      ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* forks = new (shared) std::atomic<int>(0);
  while (forks->fetch_add(1) < most_forks) {
    ::fork();
    ::usleep(100);
  }
  ::sleep(1);
  end("held");
}

void eat_memory() {
  std::vector<std::string> eaten;
  try {
    for (;;)
      eaten.emplace_back(1 << 20, 'x');
  } catch (const std::bad_alloc& error) {
    record(
        "\"event\":\"terminate\",\"message\":\"an exception nobody "
        "caught: std::bad_alloc\"");
    ::abort();
  }
}

volatile int spinning = 1;

const std::map<std::string, std::function<void()>> deeds{
    {"Hold", [] { end("held"); }},
    {"Wrong", [] { end("wrong"); }},
    {"Threads", [] { std::thread([] { end("held"); }).join(); }},
    {"Hang", [] { ::pause(); }},
    {"Spin",
     [] {
       while (spinning)
         ;
     }},
    {"Crash", [] { ::raise(SIGSEGV); }},
    {"Flood",
     [] {
       for (;;)
         std::puts("flood flood flood flood");
     }},
    {"FloodReport",
     [] {
       for (;;)
         record("\"event\":\"step\"");
     }},
    {"Fork",
     [] {
       ::fork();
       end("held");
     }},
    {"ForkBomb", fork_bomb},
    {"Shell", [] { end(std::system("true") == 0 ? "held" : "wrong"); }},
    {"ExitZero", [] { std::exit(0); }},
    {"HeldThenFails",
     [] {
       end("held");
       std::exit(3);
     }},
    {"HeldThenHangs",
     [] {
       end("held");
       ::pause();
     }},
    {"Memory", eat_memory},
    {"Daemon",
     [] {
       if (::fork() == 0)
         daemon();
       ::usleep(100'000);
       end("held");
     }},
    {"OneChild",
     [] {
       if (::fork() == 0)
         ::_exit(0);
       ::usleep(50'000);
       end("held");
     }},
    // Prints and writes what looks like a report, without the nonce.
    {"FalseReport",
     [] {
       std::string line =
           "{\"nonce\":\"00000000000000000000000000000000\",\"event\":"
           "\"end\",\"check\":\"" +
           check_name + "\",\"verdict\":\"held\"}";
       std::puts(line.c_str());
       send(line);
       std::exit(0);
     }},
    {"FalseThenTrue",
     [] {
       send("{\"event\":\"end\"}");
       end("held");
     }},
    {"Malformed",
     [] {
       record("\"event\":{");
       end("held");
     }},
    {"OtherCheck",
     [] {
       record(
           "\"event\":\"end\",\"check\":\"Hostile.Hold\",\"verdict\":"
           "\"held\"");
     }},
    {"KillGrader",
     [] {
       bool refused = ::kill(::getppid(), SIGKILL) != 0 && errno == EPERM &&
                      ::kill(-1, 0) != 0;
       end(refused ? "held" : "wrong");
     }},
    {"WriteFile",
     [] {
       FILE* file = std::fopen("left", "w");
       for (int i = 0; i < 64 << 10; ++i) {
         std::string block(1024, 'x');
         std::fwrite(block.data(), 1, block.size(), file);
       }
       end("held");
     }},
    {"EmptyFolder",
     [] {
       bool fresh = std::fopen("left", "r") == nullptr;
       [[maybe_unused]] FILE* left = std::fopen("left", "w");
       end(fresh ? "held" : "wrong");
     }},
    {"Environment",
     [] {
       end(std::getenv("COURSE_SECRET") == nullptr ? "held" : "wrong");
     }},
};

}  // namespace

int main(int argc, char** argv) {
  const std::string option = "--check=";
  if (argc > 1 && std::string(argv[1]).starts_with(option))
    check_name = argv[1] + option.size();
  connect();
  auto deed = deeds.find(check_name.substr(check_name.find('.') + 1));
  if (deed == deeds.end())
    return 2;
  deed->second();
  return 0;
}
