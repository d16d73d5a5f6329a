#!/usr/bin/env python3
"""Looks at the task server's page in a headless browser.

look_at_dashboard.py SERVER: starts the server, gives it tasks, and opens its
page at two widths, light and dark. The page must show what GET /status and
GET /tasks say, with nothing wider than the window, all text readable, no
error on the console and no request to another host.
"""

import argparse
import contextlib
import json
import pathlib
import subprocess
import sys
import urllib.request

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "book" / "tools"
sys.path.insert(0, str(TOOLS))

# pylint: disable=wrong-import-position
from browser import Browser  # noqa: E402
from errors import Problems, told  # noqa: E402
from look import HEIGHT, SCHEMES, WIDTHS, expect, listen_at, survey  # noqa: E402

WORKERS = 2
WAITING = 3
# The texts of a table's rows.
ROWS = ("(id => [...document.getElementById(id).rows].map(row =>"
        " [...row.cells].map(cell => cell.textContent)))")
# The progress bar of a task: what it says, and how far it is drawn.
BAR = """((id) => {
  const row = [...document.getElementById("tasks").rows]
      .find((row) => row.cells[0].textContent === id);
  const bar = row?.querySelector("[role=progressbar]");
  const whole = bar?.getBoundingClientRect().width;
  return bar ? [Number(bar.ariaValueNow),
                100 * bar.firstChild.getBoundingClientRect().width / whole]
             : null;
})"""


@contextlib.contextmanager
def running(program):
    """The server, and the address of its page."""
    with subprocess.Popen([program, "--port", "0", "--workers", str(WORKERS),
                           "--drain", "0", "--log", "error"],
                          stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server, server.stdout.readline().split()[0]
        finally:
            server.terminate()


def ask(address, body=None):
    """A GET, or a POST of the task `body`."""
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data)) as answer:
        return json.load(answer)


def post(home, **task):
    return ask(home + "task", task)["task_id"]


def wait_in_page(tab, condition):
    """Waits in the page until a JavaScript expression is true.

    What it waits for must stay true. The page has as much time as the
    browser has for any answer.
    """
    tab.ask(f"new Promise((done) => {{ const look = () => {{ if ({condition}) done(true);"
            " else setTimeout(look, 20); }; look(); })")


def fill(home):
    """Two tasks that run for an hour or five seconds, and some that wait."""
    done = post(home, kind="noop")
    endless = post(home, kind="sleep", ms=3_600_000)
    slow = post(home, kind="sleep", ms=5_000)
    waiting = [post(home, kind="noop") for _ in range(WAITING)]
    return done, endless, slow, waiting


def examine_words(tab, home, tasks, problems):
    """Queue depth, workers and tasks as the server tells them."""
    done, endless, slow, waiting = tasks
    where = "what the page shows"
    wait_in_page(tab, f"{ROWS}('tasks').length === {3 + len(waiting)} &&"
                      f" {ROWS}('workers').some((row) => row[1] === '{endless}') &&"
                      f" {ROWS}('tasks').some((row) => row[0] === '{done}' &&"
                      " row[2] === 'completed')")
    status = ask(home + "status")
    shown = {tuple(row[:2]) for row in tab.ask(f"{ROWS}('workers')")}
    told_by_server = {(str(w["pid"]), w["task_id"] or "idle") for w in status["workers"]}
    expect((str([w["pid"] for w in status["workers"]
                 if w["task_id"] == endless][0]), endless) in shown,
           where, f"the workers are {shown}, not {told_by_server}", problems)
    expect({row[0] for row in shown} == {row[0] for row in told_by_server},
           where, f"the workers are {shown}, not {told_by_server}", problems)
    rows = {row[0]: row for row in tab.ask(f"{ROWS}('tasks')")}
    expect(set(rows) == {done, endless, slow, *waiting}, where,
           f"the tasks are {sorted(rows)}", problems)
    expect(rows[done][1:3] == ["noop", "completed"], where,
           f"the task that is done is {rows[done]}", problems)
    expect(rows[endless][1:3] == ["sleep", "running"], where,
           f"the task that runs is {rows[endless]}", problems)
    said, drawn = tab.ask(f"{BAR}('{done}')")
    expect(said == 100 and drawn > 95, where,
           f"the progress of what is done is {said}, drawn as {drawn}", problems)
    # It has begun, so sooner or later a tenth of it is over.
    wait_in_page(tab, f"{BAR}('{slow}')[0] >= 10")
    said, drawn = tab.ask(f"{BAR}('{slow}')")
    expect(abs(said - drawn) < 5, where, f"a progress of {said} is drawn as {drawn}", problems)


def examine_depth(tab, home, problems):
    """The numbers above the tables, when nothing moves any more."""
    where = "the numbers"
    endless = post(home, kind="sleep", ms=3_600_000)
    # Both workers are busy with what lasts an hour: what comes now waits.
    wait_in_page(tab, f"{ROWS}('workers').filter((row) => row[1] === '{endless}').length === 1")
    for _ in range(WAITING):
        post(home, kind="noop")
    status = ask(home + "status")
    expect(status["pending"] == WAITING, where, f"the server says {status}", problems)
    counts = ("Object.fromEntries([...document.querySelectorAll('#counts li')].map((item) =>"
              " [item.lastChild.textContent, Number(item.firstChild.textContent)]))")
    wait_in_page(tab, f"({counts}).pending === {WAITING}")
    shown = tab.ask(counts)
    states = ("pending", "running", "completed", "failed", "cancelled")
    expect(shown == {state: status[state] for state in states}, where,
           f"they are {shown}", problems)


def look(program, shots):
    problems, texts = Problems(), 0
    with running(program) as (server, home), Browser() as browser, browser.page() as tab:
        tasks = fill(home)
        for width in WIDTHS:
            for scheme in SCHEMES:
                where = f"the dashboard at {width}, {scheme}"
                tab.size(width, HEIGHT)
                tab.prefer(scheme)
                tab.visit(home)
                wait_in_page(tab, "document.getElementById('tasks').rows.length > 0")
                texts += survey(tab, where, problems)
                listen_at(tab, home, where, problems)
                if shots:
                    (shots / f"dashboard-{width}-{scheme}.png").write_bytes(
                        tab.photograph(whole=True))
        examine_words(tab, home, tasks, problems)
        examine_depth(tab, home, problems)
        listen_at(tab, home, "the dashboard", problems)
        server.kill()
        server.wait()
        # From here on the console has every reason to complain.
        wait_in_page(tab, "!document.getElementById('lost').hidden")
    problems.raise_if_any()
    return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("server", help="the program")
    parser.add_argument("--shots", type=pathlib.Path, help="keep a picture of every view here")
    options = parser.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)

    def work():
        texts = look(options.server, options.shots)
        print(f"dashboard: {texts} texts, nothing to complain about")

    return told("dashboard", work)


if __name__ == "__main__":
    sys.exit(main())
