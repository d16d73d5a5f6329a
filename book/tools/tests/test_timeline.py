"""Figures drawn from recorded runs."""

import pathlib
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from tests import sample  # noqa: F401  (finds the tools)

import timeline
from errors import BookError
from words import Words

WORDS = Words.load("en")
SVG = "{http://www.w3.org/2000/svg}"


def recorded(*rows):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
        file.write("\n".join(["task,kind,from_us,to_us", *rows]) + "\n")
    return pathlib.Path(file.name)


def run(*rows, label=""):
    path = recorded(*rows)
    try:
        return timeline.read(path, label)
    finally:
        path.unlink()


def drawings(*runs):
    """The wide and the narrow drawing, parsed."""
    text = timeline.draw(runs, "page-figure-1", "Two jobs", WORDS)
    xml = text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return list(ElementTree.fromstring(f"<both>{xml}</both>"))


class Timeline(unittest.TestCase):
    def test_tells_each_interval_in_words(self):
        wide, _ = drawings(run("A,exec,0,2500", "A,wait,2500,30000", "B,exec,4000,4000"))
        self.assertEqual(
            wide.find(f"{SVG}desc").text,
            "A: exec from 0 to 2.5 ms. A: wait from 2.5 to 30 ms. B: exec at 4 ms.")

    def test_bars_are_as_long_as_their_intervals(self):
        wide, _ = drawings(run("A,exec,0,10000", "A,wait,10000,30000"))
        bars = {g.find(f"{SVG}rect").get("class"): float(g.find(f"{SVG}rect").get("width"))
                for g in wide.findall(f"{SVG}g")}
        self.assertAlmostEqual(bars["wait"] / bars["exec"], 2, places=1)

    def test_a_moment_of_work_is_seen(self):
        wide, _ = drawings(run("A,exec,0,0", "A,wait,0,30000"))
        widths = [float(r.get("width")) for r in wide.iter(f"{SVG}rect")
                  if r.get("class") == "exec"]
        self.assertEqual(min(widths), 2)

    def test_rows_follow_the_time_at_which_tasks_begin(self):
        self.assertEqual(run("late,exec,5,6", "early,exec,0,1").tasks, ["early", "late"])

    def test_several_runs_share_one_axis(self):
        wide, _ = drawings(run("A,exec,0,10000", label="alone"),
                           run("A,exec,0,30000", label="with B"))
        bars = [g.find(f"{SVG}rect").get("width") for g in wide.findall(f"{SVG}g")]
        self.assertAlmostEqual(float(bars[1]) / float(bars[0]), 3, places=1)
        labels = [t.text for t in wide.iter(f"{SVG}text") if t.get("class") == "run"]
        self.assertEqual(labels, ["alone", "with B"])

    def test_every_id_begins_with_that_of_the_figure(self):
        ids = [e.get("id") for d in drawings(run("A,ready,0,5"))
               for e in d.iter() if e.get("id")]
        self.assertTrue(all(i.startswith("page-figure-1-") for i in ids))
        self.assertEqual(len(ids), len(set(ids)))

    def test_units_follow_the_length_of_the_run(self):
        for end, axis in ((900, "microseconds"), (30_000, "milliseconds"),
                          (5_000_000, "seconds")):
            wide, _ = drawings(run(f"A,exec,0,{end}"))
            texts = [t.text for t in wide.iter(f"{SVG}text")]
            self.assertIn(f"time in {axis}", texts)

    def test_lines_of_the_axis_are_round(self):
        for end, figures in ((1_400_000, ["0", "0.2", "0.4", "0.6", "0.8", "1", "1.2", "1.4"]),
                             (4_200_000, ["0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4"]),
                             (300_000, ["0", "50", "100", "150", "200", "250", "300"])):
            wide, _ = drawings(run(f"A,exec,0,{end}"))
            shown = [t.text for t in wide.iter(f"{SVG}text") if t.get("class") == "figure"]
            self.assertEqual(shown, figures)

    def test_names_of_tasks_are_escaped(self):
        text = timeline.draw([run("<b>,exec,0,5")], "f", "x < y", WORDS)
        self.assertNotIn("<b>", text)

    def test_rejects_what_is_no_recording(self):
        for row in ("A,sleep,0,1", "A,exec,2,1", "A,exec,zero,1", "A,exec"):
            with self.assertRaises(BookError):
                run(row)
        with self.assertRaises(BookError):
            run()


if __name__ == "__main__":
    unittest.main()
