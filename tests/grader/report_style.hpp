#pragma once
#include <string_view>

namespace grader {

/// The style sheet of report.html: system fonts, light and dark by the
/// reader's setting, black on white in print. All text has a contrast of at
/// least 4.5 against its background.
inline constexpr std::string_view report_style = R"(
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1d2129;
  --soft: #565e6c; --line: #d5d9e0; --panel: #f4f5f7; --held: #17693a;
  --not-held: #a8201a; --not-run: #565e6c; --mark: #fbe9e7; }
@media (prefers-color-scheme: dark) { :root { --paper: #15181d;
  --ink: #e4e7ec; --soft: #a5adba; --line: #363c47; --panel: #1e2229;
  --held: #6fcf97; --not-held: #ff9b8f; --not-run: #a5adba;
  --mark: #3a2422; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem 4rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; padding-top: 1rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
a { color: inherit; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.held { color: var(--held); }
.not-held { color: var(--not-held); }
.not-run { color: var(--not-run); }
table { width: 100%; border-collapse: collapse; margin: .75rem 0; }
th, td { padding: .3rem .5rem .3rem 0; text-align: left;
  vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td.verdict, th.verdict { width: 8.5rem; overflow-wrap: normal; }
th.number, td.number { width: 4.5rem; }
.number { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.story { background: var(--panel); border-radius: .4rem;
  padding: .75rem 1rem; margin: .75rem 0; break-inside: avoid; }
.story ol { margin: .25rem 0; padding-left: 2rem; }
.story li.wrong { background: var(--mark); font-weight: 600; }
.story time { display: inline-block; min-width: 5.5rem;
  color: var(--soft); font-variant-numeric: tabular-nums; }
.story dl { display: grid; grid-template-columns: max-content 1fr;
  gap: .1rem .75rem; margin: .5rem 0 0; }
.story dt { color: var(--soft); }
.story dd { margin: 0; }
.diagnosis { margin: .5rem 0 0; padding-left: .75rem;
  border-left: 3px solid var(--not-held); }
dd, td, li, .story pre, .diagnosis { overflow-wrap: anywhere; }
pre { overflow-x: auto; margin: .25rem 0;
  font: .9rem/1.45 ui-monospace, monospace; }
.story pre { white-space: pre-wrap; }
@media (max-width: 30rem) { td.verdict, th.verdict { width: 6rem; } }
@media print { pre { white-space: pre-wrap; } :root { --paper: #ffffff; --ink: #000000;
  --soft: #444444; --line: #999999; --panel: #ffffff; --held: #000000;
  --not-held: #000000; --not-run: #444444; --mark: #ffffff; }
  body { max-width: none; padding: 0; }
  .story { border: 1px solid var(--line); }
  h2, h3 { break-after: avoid; } }
)";

}  // namespace grader
