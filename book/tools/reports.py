"""Makes what compilers and sanitizers say the same on every machine."""

import re

DIAGNOSTIC = re.compile(r"^(?P<file>[^\s:]+):\d+:\d+: (?P<kind>fatal error|error|warning|note): ")
MODULE = r"(?: \([^()]*\+0x[0-9a-f]+\))?(?: \(BuildId: \w+\))?"
FRAME = re.compile(r"^\s*#\d+ (?:0x[0-9a-f]+ in )?(?P<name>.+) (?P<place>\S+:\d+(?::\d+)?)"
                   + MODULE + r"\s*$")
STRING = re.compile(r"std::(?:__cxx11::)?basic_string<char, std::char_traits<char>, "
                    r"std::allocator<char>\s?>")
LONGEST_NAME, SHORT_INSIDE = 60, 12
LIBRARY_LINE = re.compile(r"\S*/lib/python3\.\d+/(\S+?\.py):\d+")
TELLING = re.compile(
    r"(ERROR|WARNING): \w+Sanitizer|^(READ|WRITE) of size|is located|"
    r"^(freed|previously allocated|allocated) by|^SUMMARY:|runtime error:|"
    r"^  (Previous )?(atomic )?(read|write) of size|^  Location is|"
    r"^  Thread T\d+ .*created by", re.I)
PYTHON_FRAME = re.compile(r'^  File "(?P<file>[^"]+)", line \d+')
PLACE = re.compile(r"\S*/chapters/[^/]+/(?:programs/)?(\S+)")


def _short(text):
    """Files of the chapters without the folders above them."""
    return PLACE.sub(r"\1", text)


def _folded(name, opening, closing):
    """A function's name with what fills its outermost brackets left out."""
    kept, depth, start = [], 0, 0
    for n, character in enumerate(name):
        if character == opening:
            depth += 1
            if depth == 1:
                kept.append(name[start:n + 1])
                start = n + 1
        elif character == closing and depth:
            depth -= 1
            if depth == 0:
                inside = name[start:n]
                kept.append(inside if len(inside) < SHORT_INSIDE else "…")
                start = n
    return "".join(kept) + name[start:]


def _readable(name):
    """Long names of functions as one would say them."""
    name = STRING.sub("std::string", name)
    if len(name) > LONGEST_NAME:
        name = _folded(name, "<", ">")
    if len(name) > LONGEST_NAME:
        name = _folded(name, "(", ")")
    return name


def sanitizer(text):
    """A report with addresses and the frames of libraries left out.

    What the program printed before stays as it is; "…" stands for what is
    left out.
    """
    kept, inside = [], False
    for line in text.splitlines():
        if re.fullmatch(r"={10,}", line.strip()):
            inside = not inside  # ThreadSanitizer draws a line below, too
            continue
        if not inside and "runtime error:" not in line:
            kept.append(line)
            continue
        frame = FRAME.match(line)
        if frame and "/chapters/" in frame["place"]:
            kept.append(f"    {_short(frame['place'])} in {_readable(frame['name'])}")
        elif TELLING.search(line):
            line = re.sub(r"==\d+==| \(pid=\d+\)| \(tid=\d+, \w+\)", "", line)
            line = re.sub(r" at pc 0x.*$", "", line)
            line = re.sub(r" \[0x[^)]*\)", "", line)
            line = re.sub(r" \(\S+\+0x[0-9a-f]+\)| \(BuildId: \w+\)", "", line)
            line = STRING.sub("std::string", line)
            kept.append(_short(re.sub(r"0x[0-9a-f]+", "0x…", line)))
        elif inside and line.strip() and kept and kept[-1] != "    …":
            kept.append("    …")
        if line.startswith("SUMMARY: ") and "ThreadSanitizer" not in line:
            break  # the program has ended; after a data race it goes on
    return "\n".join(kept) + "\n"


def traceback(text, folder):
    """Python's tracebacks with the program's own frames only.

    The frames of the standard library lie elsewhere on each machine.
    """
    kept, dropping = [], False
    for line in text.splitlines():
        frame = PYTHON_FRAME.match(line)
        if frame:
            dropping = not frame["file"].startswith(f"{folder}/")
            if dropping and kept[-1:] != ["  …"]:
                kept.append("  …")
        elif not line.startswith("    "):
            dropping = False
        if not dropping:
            kept.append(line)
    return "\n".join(kept) + ("\n" if text.endswith("\n") else "")


def without_addresses(text):
    """Addresses in memory differ from run to run, lines of Python's library
    from version to version."""
    return LIBRARY_LINE.sub(r"\1", re.sub(r"0x[0-9a-f]{6,}", "0x…", text))


def _blocks(text):
    """The compiler's diagnostics, each with the lines that belong to it."""
    blocks = []
    for line in text.splitlines():
        if DIAGNOSTIC.match(line):
            blocks.append([line])
        elif blocks and not line.startswith("In file included") and "generated" not in line:
            blocks[-1].append(line)
    return blocks


def first_error(text, program):
    """The compiler's first error; where it lies in a library, also the first
    note that points into the program."""
    blocks = _blocks(text)
    own = [DIAGNOSTIC.match(b[0])["file"].endswith(program) for b in blocks]
    for n, block in enumerate(blocks):
        if "error" in DIAGNOSTIC.match(block[0])["kind"]:
            shown = list(block)
            if not own[n]:
                notes = [b for b, mine in zip(blocks[n + 1:], own[n + 1:]) if mine]
                shown += notes[0] if notes else []
            text = "\n".join(_short(line) for line in shown)
            return text.replace("/usr/include/", "") + "\n"
    return None


def shape(text):
    """A measured output without its figures: what must not change."""
    text = re.sub(r"\d+(?:[.,]\d+)*", "#", text)
    text = re.sub(r"([^\w\s#])\1{2,}", r"\1\1\1", text)
    return "\n".join(re.sub(r"[ \t]+", " ", line).rstrip() for line in text.splitlines())


def trace_shape(text):
    """A measured timeline without its times: which task does what."""
    rows = {tuple(line.split(",")[:2]) for line in text.splitlines() if line}
    return "\n".join(",".join(row) for row in sorted(rows))
