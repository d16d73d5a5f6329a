"""What is kept of the words of compilers and sanitizers."""

import unittest

from tests import sample  # noqa: F401  (finds the tools)

import reports

SANITIZER = """hello
=================================================================
==4711==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010 at pc 0x55 bp 0x7f
READ of size 4 at 0x602000000010 thread T0
    #0 0x55d0c1 in boost::asio::detail::thing() /usr/include/boost/asio/impl.hpp:10:5
    #1 0x55d0c2 in order(int&) (.resume) /home/x/course/chapters/02-a/programs/late.cpp:14:3
    #2 0x55d0c3 in main /home/x/course/chapters/02-a/programs/late.cpp:30:1
    #3 0x7f in __libc_start_main ../sysdeps/x86/libc-start.h:58:16

0x602000000010 is located 0 bytes inside of 4-byte region [0x602000000010,0x602000000014)
freed by thread T0 here:
    #0 0x55 in operator delete(void*) (/home/x/course/build/late+0xf) (BuildId: abc)
SUMMARY: AddressSanitizer: heap-use-after-free /home/x/course/chapters/02-a/programs/late.cpp:14:3 in order
Shadow bytes around the buggy address:
==4711==ABORTING
"""
RACE = """==================
WARNING: ThreadSanitizer: data race (pid=6913)
  Write of size 4 at 0x55de8b1fc3b8 by thread T2:
    #0 count() /home/x/chapters/13-a/programs/race.cpp:14:12 (race+0x13a23b) (BuildId: c6e0)
    #1 void std::__invoke_impl<void>() /usr/include/c++/12/bits/invoke.h:61:14 (race+0x13) (BuildId: c6e0)
    #2 <null> <null> (libstdc++.so.6+0xd44a2) (BuildId: 289e)

  Previous write of size 4 at 0x55de8b1fc3b8 by thread T1:
    #0 count() /home/x/chapters/13-a/programs/race.cpp:14:12 (race+0x13a23b) (BuildId: c6e0)

  Location is global 'visitors' of size 4 at 0x55de8b1fc3b8 (race+0x15323b8)

  Thread T2 (tid=6916, running) created by main thread at:
    #0 pthread_create <null> (race+0xaa4f1) (BuildId: c6e0)
    #1 main /home/x/chapters/13-a/programs/race.cpp:19:15 (race+0x13a29b) (BuildId: c6e0)

SUMMARY: ThreadSanitizer: data race /home/x/chapters/13-a/programs/race.cpp:14:12 in count()
==================
2 visitors
ThreadSanitizer: reported 1 warnings
"""
COMPILER = """In file included from /home/x/chapters/02-a/programs/wrong.cpp:1:
/usr/include/boost/asio/awaitable.hpp:120:8: warning: not this one [-Wx]
  120 | int;
/usr/include/boost/asio/awaitable.hpp:121:8: error: static assertion failed
  121 |   static_assert(false);
      |   ^
/home/x/chapters/02-a/programs/wrong.cpp:9:12: note: requested here
    9 |   co_await work();
/home/x/chapters/02-a/programs/wrong.cpp:12:1: error: a second error
1 warning and 2 errors generated.
"""


class Reports(unittest.TestCase):
    def test_a_sanitizers_report_names_the_programs_lines_only(self):
        self.assertEqual(reports.sanitizer(SANITIZER), (
            "hello\n"
            "ERROR: AddressSanitizer: heap-use-after-free on address 0x…\n"
            "READ of size 4 at 0x… thread T0\n"
            "    …\n"
            "    late.cpp:14:3 in order(int&) (.resume)\n"
            "    late.cpp:30:1 in main\n"
            "    …\n"
            "0x… is located 0 bytes inside of 4-byte region\n"
            "freed by thread T0 here:\n"
            "    …\n"
            "SUMMARY: AddressSanitizer: heap-use-after-free late.cpp:14:3 in order\n"))

    def test_a_report_of_a_data_race_and_what_the_program_says_after_it(self):
        self.assertEqual(reports.sanitizer(RACE), (
            "WARNING: ThreadSanitizer: data race\n"
            "  Write of size 4 at 0x… by thread T2:\n"
            "    race.cpp:14:12 in count()\n"
            "    …\n"
            "  Previous write of size 4 at 0x… by thread T1:\n"
            "    race.cpp:14:12 in count()\n"
            "  Location is global 'visitors' of size 4 at 0x…\n"
            "  Thread T2 created by main thread at:\n"
            "    …\n"
            "    race.cpp:19:15 in main\n"
            "SUMMARY: ThreadSanitizer: data race race.cpp:14:12 in count()\n"
            "2 visitors\n"
            "ThreadSanitizer: reported 1 warnings\n"))

    def test_a_compilers_first_error_with_the_note_in_the_program(self):
        self.assertEqual(reports.first_error(COMPILER, "wrong.cpp"), (
            "boost/asio/awaitable.hpp:121:8: error: static assertion failed\n"
            "  121 |   static_assert(false);\n"
            "      |   ^\n"
            "wrong.cpp:9:12: note: requested here\n"
            "    9 |   co_await work();\n"))

    def test_a_traceback_names_the_programs_lines_only(self):
        text = ('Traceback (most recent call last):\n'
                '  File "/x/programs/a.py", line 3, in <module>\n    asyncio.run(main())\n'
                '  File "/usr/lib/python3.11/asyncio/runners.py", line 190, in run\n'
                '    return runner.run(main)\n           ^^^^^^^\n'
                '  File "/usr/lib/python3.11/asyncio/base_events.py", line 9, in run\n    x\n'
                '  File "/x/programs/a.py", line 8, in main\n    1 / 0\n'
                'ZeroDivisionError: division by zero\n    kept\n')
        self.assertEqual(reports.traceback(text, "/x/programs"), (
            'Traceback (most recent call last):\n'
            '  File "/x/programs/a.py", line 3, in <module>\n    asyncio.run(main())\n  …\n'
            '  File "/x/programs/a.py", line 8, in main\n    1 / 0\n'
            'ZeroDivisionError: division by zero\n    kept\n'))

    def test_long_names_are_folded(self):
        string = ("std::__cxx11::basic_string<char, std::char_traits<char>, "
                  "std::allocator<char>>")
        self.assertEqual(reports._readable(f"remind({string} const&) (.resume)"),
                         "remind(std::string const&) (.resume)")
        self.assertEqual(reports._readable(
            f"void course::say<{string} const&>(fmt::format_string<{string}>, int, long, char)"),
            "void course::say<…>(…)")
        self.assertEqual(reports._readable("f(" + "a, " * 40 + "b)::operator()() (.resume)"),
                         "f(…)::operator()() (.resume)")

    def test_a_summary_in_a_library_names_no_file_of_this_machine(self):
        line = ("=" * 20 + "\nSUMMARY: AddressSanitizer: stack-use-after-return "
                "(/home/x/build/asan/lib/liba.so+0x1a2b) (BuildId: 9c7f) in data() const\n")
        self.assertEqual(reports.sanitizer(line),
                         "SUMMARY: AddressSanitizer: stack-use-after-return in data() const\n")

    def test_addresses_go(self):
        self.assertEqual(
            reports.without_addresses("/opt/py/lib/python3.11/asyncio/events.py:80: Warning"),
            "asyncio/events.py: Warning")
        self.assertEqual(reports.without_addresses("<main at 0x7f3a11b2> 0x1f"),
                         "<main at 0x…> 0x1f")

    def test_no_error_is_not_an_error(self):
        self.assertIsNone(reports.first_error("wrong.cpp:1:1: warning: careful\n", "wrong.cpp"))

    def test_the_shape_has_no_figures(self):
        self.assertEqual(reports.shape("4 jobs   1,203.5 ms  ======\n"),
                         reports.shape("4 jobs    17 ms ===========\n"))
        self.assertNotEqual(reports.shape("4 jobs done\n"), reports.shape("4 jobs failed\n"))

    def test_the_shape_of_a_trace_has_no_times(self):
        one = "task,kind,from_us,to_us\nA,exec,0,10\nA,exec,12,13\n"
        other = "task,kind,from_us,to_us\nA,exec,3,9\n"
        self.assertEqual(reports.trace_shape(one), reports.trace_shape(other))
        self.assertNotEqual(reports.trace_shape(one),
                            reports.trace_shape(other.replace("exec", "wait")))


if __name__ == "__main__":
    unittest.main()
