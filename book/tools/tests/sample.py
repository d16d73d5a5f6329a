"""A tiny course in a temporary folder, for the tests of the tools."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest.mock

TOOLS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOOLS))

INDEX = """# A sample {#mainpage}

| Chapter | Minutes |
| ------- | ------- |
| \\subpage bakery | \\minutes_of{bakery} |
"""
CHAPTER = """# Bread and water {#bakery}

\\minutes{5}

The question is answered by course::bake(), see \\ref bakery-dough.

## Dough with *yeast* {#bakery-dough}

\\pair{03-bakery/programs/bread.py,03-bakery/programs/bread.cpp,bakery-main}

\\output{03-bakery/recorded/bread.txt,./course run bread}

\\timeline{03-bakery/recorded/bread.csv,Two loaves, one oven.}

\\worked{A roll, then}

Text.

**`flour` first**, then water: "use `salt`, *then* stir" and 2 * 3 * 4.

\\hint

Look \\f$ x_i \\f$.

\\endhint

\\endworked

\\exercise{knead}
"""
FILES = {
    "chapters/index.md": INDEX,
    "chapters/03-bakery/chapter.md": CHAPTER,
    "chapters/03-bakery/programs/bread.py":
        "# Bakes.\n# [bakery-main]\nprint('bread')\n# [bakery-main]\n",
    "chapters/03-bakery/programs/bread.cpp":
        "// Bakes.\n#include <course/bake.hpp>\nnamespace {\n  //! [bakery-main]\n"
        "  int main() {\n    course::bake(2);\n  }\n  //! [bakery-main]\n}\n",
    "chapters/03-bakery/course/bake.hpp":
        "/// @file\n/// @brief An oven.\n#pragma once\n\n/// @brief The course library.\n"
        "namespace course {\n\n/// Bakes @p loaves.\n///\n/// @param loaves  how many\n"
        "/// @return minutes\nint bake(int loaves);\n\n}  // namespace course\n",
    "chapters/03-bakery/recorded/bread.txt": "<bread> & water\n",
    "chapters/03-bakery/recorded/bread.csv":
        "task,kind,from_us,to_us\nA,exec,0,10000\nA,wait,10000,30000\nB,ready,0,10000\n",
    "exercises/03-bakery/knead/README.md":
        "# Kneading\n\n**What you write.** `knead`, soft:\n\n    int knead(int a, int b)\n\n"
        "**How it behaves.**\n\n- Never.\n",
    "exercises/03-bakery/knead/exercise.toml":
        'edit = "knead.cpp"\nminutes = 1\ndifficulty = 2\nsection = "bakery-dough"\n',
}


@contextlib.contextmanager
def course():
    """The root of a sample course, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="course-book-test-") as name:
        root = pathlib.Path(name)
        for path, text in FILES.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        yield root


def edit(root, path, before, after):
    """Replaces a piece of a file that must be there."""
    text = (root / path).read_text(encoding="utf-8")
    assert before in text, f"{before!r} is not in {path}"
    (root / path).write_text(text.replace(before, after), encoding="utf-8")


def run(module, *arguments):
    """(status, stdout, stderr) of a tool's main function."""
    out, err = io.StringIO(), io.StringIO()
    with unittest.mock.patch.object(sys, "argv", [module.__name__, *map(str, arguments)]), \
            contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = module.main()
    return status, out.getvalue(), err.getvalue()
