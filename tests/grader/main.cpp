#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdio>
#include <functional>

#include "error.hpp"
#include "instructor.hpp"
#include "interrupt.hpp"
#include "student.hpp"
#include "words.hpp"

namespace {

using namespace grader;

/// The command that was chosen; empty: the map.
using Command = std::function<int(const Course&)>;

void add_student_commands(CLI::App& app, Command& command) {
  static CheckCommand check_command;
  auto* check = app.add_subcommand("check", tr("check your file"));
  check->add_option("NAME", check_command.exercise,
                    tr("an exercise, or capstone; default: the next one"));
  check->add_option("--file", check_command.file,
                    tr("check this file in place of the exercise's own"));
  check->add_flag("--timeline", check_command.timeline,
                  tr("draw your timeline above the expected one"));
  check->add_flag("--all", check_command.all,
                  tr("tell every check that did not hold, in full"));
  check->add_flag("--json", check_command.json, tr("print JSON"));
  check->add_option(
      "--command", check_command.command,
      tr("capstone: check the server that this starts, with {port} and "
         "{workers} in it"));
  check->callback([&] {
    command = [](auto& course) {
      return grader::check(course, check_command);
    };
  });

  static std::string exercise;
  auto* watch =
      app.add_subcommand("watch", tr("check again whenever you save"));
  watch->add_option("NAME", exercise, tr("default: the next one"));
  watch->callback([&] {
    command = [](auto& course) { return grader::watch(course, exercise); };
  });

  auto* hint = app.add_subcommand("hint", tr("show the next hint"));
  hint->add_option("NAME", exercise, tr("default: the next one"));
  hint->callback([&] {
    command = [](auto& course) { return grader::hint(course, exercise); };
  });

  static SolutionCommand solution_command;
  auto* solution = app.add_subcommand(
      "solution", tr("show the solution, once yours holds"));
  solution->add_option("NAME", solution_command.exercise,
                       tr("default: the next one"));
  solution->add_flag("--anyway", solution_command.anyway,
                     tr("also before yours holds"));
  solution->callback([&] {
    command = [](auto& course) {
      return grader::solution(course, solution_command);
    };
  });

  auto* reset = app.add_subcommand(
      "reset", tr("put the stub back; your file is kept as .bak"));
  reset->add_option("NAME", exercise, tr("an exercise"))->required();
  reset->callback([&] {
    command = [](auto& course) { return grader::reset(course, exercise); };
  });

  static RunCommand run_command;
  auto* run = app.add_subcommand("run", tr("run a program of a chapter"));
  run->add_option("PROGRAM", run_command.program,
                  tr("NAME, or NAME.py for the Python one"))
      ->required();
  run->add_option("ARGUMENTS", run_command.arguments,
                  tr("passed to the program"));
  run->add_flag("--virtual", run_command.virtual_time,
                tr("on virtual time: waiting takes no time"));
  run->add_flag("--watch-blocking", run_command.watch_blocking,
                tr("name the places that block the event loop"));
  run->callback([&] {
    command = [](auto& course) {
      return grader::run_program(course, run_command);
    };
  });

  static CLI::App* serve =
      app.add_subcommand("serve",
                         tr("run the task server; see serve --help"))
          ->prefix_command();
  serve->set_help_flag();
  serve->callback([&] {
    command = [](auto& course) {
      return grader::serve(course, serve->remaining());
    };
  });

  auto* open = app.add_subcommand("open", tr("open the book's page"));
  open->add_option("NAME", exercise,
                   tr("an exercise or a chapter; default: the next one"));
  open->callback([&] {
    command = [](auto& course) {
      return grader::open_page(course, exercise);
    };
  });

  // For the launcher, after it has built the grader.
  app.add_subcommand("prepare", tr("build what the next check needs"))
      ->group("")
      ->callback([&] {
        command = [](auto& course) { return grader::prepare(course); };
      });

  app.add_subcommand("doctor", tr("look for what is missing"))
      ->callback([&] {
        command = [](auto& course) { return grader::doctor(course); };
      });
}

void add_instructor_commands(CLI::App& app, Command& command) {
  static GradeOptions grade_options;
  auto* grade = app.add_subcommand("grade", tr("grade submissions"));
  grade
      ->add_option("PATH", grade_options.paths,
                   tr("a student's folder, a folder of such folders, zips"))
      ->required();
  grade
      ->add_option("--out", grade_options.out, tr("folder for the results"))
      ->required();
  grade->add_option("-j,--jobs", grade_options.jobs,
                    tr("jobs at a time; default: one for each processor"));
  grade
      ->add_option("--exercises", grade_options.exercises,
                   tr("only these: NAME,NAME"))
      ->delimiter(',');
  grade
      ->add_option("--student,--students", grade_options.students,
                   tr("only these: NAME,NAME"))
      ->delimiter(',');
  grade->add_flag("--again", grade_options.again,
                  tr("grade anew what an earlier run has finished"));
  grade->add_flag("--json", grade_options.json, tr("print JSON"));
  grade->callback([&] {
    command = [](auto& course) {
      return grader::grade(course, grade_options);
    };
  });

  static SyncOptions sync_options;
  auto* sync =
      app.add_subcommand("sync", tr("write the stubs from the solutions"));
  sync->add_option("NAME", sync_options.exercises, tr("default: all"));
  sync->add_flag("--check", sync_options.check,
                 tr("only compare, write nothing"));
  sync->callback([&] {
    command = [](auto& course) {
      return grader::sync(course, sync_options);
    };
  });

  static VerifyOptions verify_options;
  auto* verify = app.add_subcommand("verify", tr("test the tests"));
  verify->add_option("NAME", verify_options.exercises, tr("default: all"));
  verify->add_option(
      "-j,--jobs", verify_options.jobs,
      tr("jobs at a time; default: one more than processors"));
  verify->add_flag("--quick", verify_options.quick,
                   tr("few repetitions, while you are writing"));
  verify->add_flag("--show", verify_options.show,
                   tr("print the verdict of every mistake"));
  verify->callback([&] {
    command = [](auto& course) {
      return grader::verify(course, verify_options);
    };
  });

  static std::string new_name;
  auto* scaffold =
      app.add_subcommand("new", tr("make the files of a new exercise"));
  scaffold->add_option("CHAPTER/NAME", new_name)->required();
  scaffold->callback([&] {
    command = [](auto& course) {
      return grader::scaffold(course, new_name);
    };
  });

  static ExportOptions export_options;
  auto* copy =
      app.add_subcommand("export", tr("make a copy without the answers"));
  copy->add_option("--student", export_options.student,
                   tr("the folder to make"))
      ->required();
  copy->callback([&] {
    command = [](auto& course) {
      return grader::export_course(course, export_options);
    };
  });

  static BenchOptions bench_options;
  auto* bench =
      app.add_subcommand("bench", tr("measure the way to a verdict"));
  bench->add_option("SUITE", bench_options.suite,
                    tr("what to measure; default: foundation"));
  bench
      ->add_option("--exercises", bench_options.exercises,
                   tr("only these: NAME,NAME"))
      ->delimiter(',');
  bench->add_option("--runs", bench_options.runs, tr("runs of each"));
  bench->add_flag("--json", bench_options.json, tr("print JSON"));
  bench->callback([&] {
    command = [](auto& course) {
      return grader::bench(course, bench_options);
    };
  });
}

/// CLI11 knows that a name is wrong, but not which one was meant.
std::string unknown_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* each : app.get_subcommands({}))
    names.push_back(each->get_name());
  std::string near = nearest_name(word, names);
  return tr("there is no command {}{}", word,
            near.empty() ? tr("; ./course --help lists them")
                         : tr("; did you mean {}?", near));
}

int complain(const std::string& what) {
  std::fprintf(stderr, "course: %s\n", what.c_str());
  return wrong_use;
}

int run(int argc, char** argv) {
  CLI::App app(
      tr("A course on asynchronous C++ for those who know asyncio. "
         "Without a command: the map of the course."),
      "./course");
  app.set_help_flag("-h,--help", tr("show this help"));
  app.require_subcommand(0, 1);
  bool ignored = false;  // the launcher's option
  app.add_flag("--yes", ignored,
               tr("install missing packages without asking"));
  Command command = [](const Course& course) { return show_map(course); };
  add_student_commands(app, command);
  add_instructor_commands(app, command);
  // The launcher does these; they are here for the help and the nearest
  // name.
  app.add_subcommand("book", tr("build the book"));
  app.add_subcommand("test", tr("build and test everything"));
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    bool unknown = app.get_subcommands().empty() && argc > 1;
    return complain(unknown && argv[1][0] != '-'
                        ? unknown_command(app, argv[1])
                        : error.what());
  }
  const char* root = std::getenv("COURSE_ROOT");
  return command(load_course(find_root(root && *root ? root : ".")));
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_ALL, "");
  // Numbers in files and reports are written with a point everywhere.
  std::setlocale(LC_NUMERIC, "C");
  grader::watch_interrupts();
  try {
    return run(argc, argv);
  } catch (const grader::Interrupted&) {
    std::fprintf(stderr, "\n%s\n", grader::tr("interrupted").c_str());
    return grader::interrupted;
  } catch (const grader::InputError& error) {
    return complain(error.what());
  } catch (const std::exception& error) {
    return complain(error.what());
  }
}
