"""Draws recorded runs as timelines: inline SVG that follows the theme.

A run is a CSV file (task,kind,from_us,to_us). exec is a full, solid bar; wait
is lower, pale and outlined; ready is hatched; blocked is crossed out and dark
at its edge: nothing hangs on colour alone. A figure is drawn twice, for wide
screens (and paper) and for phones; the style sheet shows one of them.
"""

import csv
import dataclasses
import html

from errors import BookError

KINDS = ("exec", "wait", "ready", "blocked")
SIZES = {"wide": (720, 10), "narrow": (354, 5)}  # width, most steps of the axis
RIGHT, ROW, BAR = 16, 40, 26
TOP_OF_ROWS, AXIS = 34, 44
CHARACTER = 7.4
UNITS = (("s", 1_000_000), ("ms", 1_000), ("us", 1))


@dataclasses.dataclass(frozen=True)
class Interval:
    task: str
    kind: str
    begin: int
    end: int


@dataclasses.dataclass(frozen=True)
class Run:
    """One recorded run, with a label where several are drawn together."""

    intervals: tuple
    label: str = ""

    @property
    def tasks(self):
        """The tasks, by the time of their first interval."""
        first = {}
        for interval in self.intervals:
            first.setdefault(interval.task, interval.begin)
            first[interval.task] = min(first[interval.task], interval.begin)
        order = list(first)
        return sorted(first, key=lambda task: (first[task], order.index(task)))


def read(path, label=""):
    """Reads a recorded CSV file."""
    intervals = []
    with open(path, newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                interval = Interval(row["task"], row["kind"],
                                    int(row["from_us"]), int(row["to_us"]))
            except (KeyError, TypeError, ValueError):
                raise BookError(
                    f"{path}:{number}: not a row of task,kind,from_us,to_us") from None
            if interval.kind not in KINDS or interval.end < interval.begin:
                raise BookError(f"{path}:{number}: not an interval: {dict(row)}")
            intervals.append(interval)
    if not intervals:
        raise BookError(f"{path}: the recorded timeline is empty")
    return Run(tuple(intervals), label)


def _unit(end):
    """The largest unit of which the run lasts at least one."""
    return next(((name, size) for name, size in UNITS if end >= size), UNITS[-1])


def _step(span, most):
    """A round distance between the lines of the axis."""
    tenths = 1
    while True:
        for factor in (1, 2, 5):
            if span * 10 / (tenths * factor) <= most:
                return tenths * factor / 10
        tenths *= 10


class _Drawing:
    def __init__(self, runs, identity, words, size):
        self.runs, self.words, self.form = runs, words, size
        self.id = f"{identity}-{size}"
        self.width, most = SIZES[size]
        self.end = max(1, max(i.end for run in runs for i in run.intervals))
        self.unit, self.size = _unit(self.end)
        self.step = _step(self.end / self.size, most)
        count = int(self.end / self.size / self.step + 1e-9)
        self.lines = [n * self.step for n in range(count + 1)]
        longest = max(len(task) for run in runs for task in run.tasks)
        self.left = round(longest * CHARACTER) + 18
        self.scale = (self.width - self.left - RIGHT) / self.end
        self.labelled = any(run.label for run in runs)

    def x(self, time):
        return self.left + time * self.scale

    def time(self, value):
        return f"{value / self.size:.3f}".rstrip("0").rstrip(".")

    def sentence(self, interval):
        form = "moment_" if interval.begin == interval.end else "interval_"
        return self.words(form + self.unit, task=interval.task,
                          kind=self.words(interval.kind),
                          begin=self.time(interval.begin), end=self.time(interval.end))

    def describe(self):
        """Every interval in words, for those who cannot see the figure."""
        parts = []
        for run in self.runs:
            told = ". ".join(self.sentence(i) for task in run.tasks
                             for i in run.intervals if i.task == task)
            parts.append(f"{run.label}: {told}." if run.label else f"{told}.")
        return " ".join(parts)

    def shape(self, kind, x, y, width, height):
        inset = 0 if kind in ("exec", "blocked") else height * 0.18
        fill = {"ready": f"url(#{self.id}-ready)", "blocked": f"url(#{self.id}-blocked)"}
        style = f' style="fill:{fill[kind]}"' if kind in fill else ""
        return (f'<rect class="{kind}"{style} x="{x:.1f}" y="{y + inset:.1f}" '
                f'width="{width:.1f}" height="{height - 2 * inset:.1f}" rx="2"/>')

    def bar(self, interval, y):
        x = self.x(interval.begin)
        width = max((interval.end - interval.begin) * self.scale, 2)
        word = self.words(interval.kind)
        text = ""
        if interval.kind in ("exec", "wait") and width > len(word) * CHARACTER + 8:
            text = (f'<text class="on-{interval.kind}" x="{x + width / 2:.1f}" '
                    f'y="{y + BAR / 2 + 4.5}">{html.escape(word)}</text>')
        return (f"<g><title>{html.escape(self.sentence(interval))}</title>"
                f"{self.shape(interval.kind, x, y, width, BAR)}{text}</g>")

    def legend(self):
        """The kinds that occur, each drawn as its bars are; rows as needed."""
        used = {i.kind for run in self.runs for i in run.intervals}
        parts, x, y = [], 0, 0
        for kind in (k for k in KINDS if k in used):
            words = self.words("legend_" + kind)
            width = 30 + len(words) * 6.6
            if x and x + width > self.width:
                x, y = 0, y + 22
            parts.append(self.shape(kind, x + 1, y + 2, 22, 14)
                         + f'<text class="legend" x="{x + 30:.1f}" y="{y + 14}">'
                         f"{html.escape(words)}</text>")
            x += width + 18
        return "".join(parts), y + TOP_OF_ROWS

    def rows(self, run, top):
        parts = []
        # Work is drawn over waits: a wait that ends in work shares its edge.
        order = {kind: n for n, kind in enumerate(("wait", "ready", "blocked", "exec"))}
        for n, task in enumerate(run.tasks):
            y = top + n * ROW + (ROW - BAR) / 2
            parts.append(f'<text class="task" x="{self.left - 10}" '
                         f'y="{y + BAR / 2 + 4.5}">{html.escape(task)}</text>')
            mine = [i for i in run.intervals if i.task == task]
            for interval in sorted(mine, key=lambda i: (order[i.kind], i.begin)):
                parts.append(self.bar(interval, y))
        return "".join(parts)

    def grid(self, top, bottom):
        return "".join(f'<path class="grid" d="M{self.x(n * self.size):.1f} {top}V{bottom}"/>'
                       for n in self.lines)

    def axis(self, y):
        figures = "".join(
            f'<text class="figure" x="{self.x(n * self.size):.1f}" y="{y + 18}">{n:g}</text>'
            for n in self.lines)
        middle = (self.left + self.width - RIGHT) / 2
        return figures + (f'<text class="axis" x="{middle:.1f}" y="{y + 38}">'
                          f'{self.words.html("axis_" + self.unit)}</text>')

    def patterns(self):
        return (f'<defs><pattern id="{self.id}-ready" width="7" height="7" '
                'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
                '<path class="hatch" d="M0 0V7"/></pattern>'
                f'<pattern id="{self.id}-blocked" width="8" height="8" '
                'patternUnits="userSpaceOnUse">'
                '<path class="cross" d="M0 0L8 8M8 0L0 8"/></pattern></defs>')

    def svg(self, caption):
        legend, y = self.legend()
        parts = []
        for run in self.runs:
            if self.labelled:
                parts.append(f'<text class="run" x="0" y="{y + 16}">'
                             f"{html.escape(run.label)}</text>")
                y += 24
            bottom = y + ROW * len(run.tasks)
            parts.append(self.grid(y, bottom + 4) + self.rows(run, y))
            y = bottom + (10 if self.labelled else 4)
        height = y + AXIS
        title = html.escape(self.words("timeline", caption=caption))
        return (f'<svg class="timeline {self.form}" viewBox="0 0 {self.width} {height}" role="img" '
                f'aria-labelledby="{self.id}-title {self.id}-desc">'
                f'<title id="{self.id}-title">{title}</title>'
                f'<desc id="{self.id}-desc">{html.escape(self.describe())}</desc>'
                f"{self.patterns()}{legend}{''.join(parts)}{self.axis(y)}</svg>")


def draw(runs, identity, caption, words):
    """One figure of one run or of several on the same axis.

    `identity` prefixes the ids inside, so that a page may hold many figures.
    """
    return "".join(_Drawing(runs, identity, words, size).svg(caption) for size in SIZES)
