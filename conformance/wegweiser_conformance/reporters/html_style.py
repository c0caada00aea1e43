"""Style and the few lines of script of the HTML report, inline so that the file stands alone."""

from __future__ import annotations

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f4f5f7; --line: #d5d9de;
  --quiet: #59636e;
  --good: #12703a; --bad: #b3191f; --warn: #8a5a00; --odd: #6f3fb0; --open: #1c5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14171b; --soft: #1e2329;
  --line: #39414a;
  --quiet: #9aa5b1; --good: #54c583; --bad: #ff7b76; --warn: #e6b450; --odd: #bf9bf5; --open: #77b3f2; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 0 1.25rem 4rem; color: var(--ink);
  background: var(--paper);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
header { border-left: .6rem solid var(--tone); margin: 2rem 0; padding: .25rem 0 .25rem 1.5rem; }
h1 { color: var(--tone); font-size: 2.6rem; line-height: 1.15; margin: .1rem 0; }
h1::first-letter { text-transform: uppercase; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
.kind { color: var(--quiet); margin: 0; } .meaning { font-size: 1.15rem; margin: .25rem 0 1rem; }
header dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.5rem;
  margin: 0; }
dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; }
th { overflow-wrap: normal; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; } th, td { padding: .4rem .6rem;
  border-bottom: 1px solid var(--line);
  text-align: left; vertical-align: top; } thead th { color: var(--quiet); font-size: .85rem;
  font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .wide {
  overflow-x: auto; }
.quiet { color: var(--quiet); font-weight: 400; font-size: .9rem; } .url {
  font-family: ui-monospace, monospace; font-size: .85rem; }
article { border: 1px solid var(--line); border-left: .35rem solid var(--tone); border-radius: .3rem;
  padding: 1rem 1.25rem;
  margin: 1rem 0; break-inside: avoid; }
.sentence { margin: 0 0 .75rem; font-size: 1.05rem; } .evidence { background: var(--soft);
  border-radius: .3rem;
  padding: .75rem 1rem; margin: .75rem 0; }
.pairs { margin: 0; } .pairs > div { display: grid; grid-template-columns: 9rem 1fr; gap: .75rem;
  padding: .15rem 0; }
.badge { display: inline-block; border: 1px solid var(--tone); color: var(--tone); border-radius: 1rem;
  padding: 0 .6rem;
  font-size: .85rem; font-weight: 600; white-space: nowrap; }
.found { color: var(--bad); } pre, code, samp { font-family: ui-monospace, "Liberation Mono", monospace;
  font-size: .88rem; }
pre { white-space: pre-wrap; margin: 0; } details { margin: 1rem 0; } .evidence details {
  margin: .5rem 0 0; }
summary { cursor: pointer; color: var(--open); } details pre { max-height: 24rem; overflow: auto;
  margin-top: .5rem; }
button { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line);
  border-radius: 1rem;
  padding: .1rem .8rem; margin: 0 .35rem .35rem 0; cursor: pointer; }
button[aria-pressed=true] { border-color: var(--open); color: var(--open); }
:focus-visible { outline: 3px solid var(--open); outline-offset: 2px; }
[hidden] { display: none !important; }
.conformant, .conformant-with-waivers, .s-passed { --tone: var(--good); }
.not-conformant, .s-failed { --tone: var(--bad); }
.suite-fault, .s-error, .s-suspected { --tone: var(--odd); }
.not-fully-checked, .s-not-tested { --tone: var(--open); }
.s-warning { --tone: var(--warn); } .s-note, .s-waived, .s-not-applicable { --tone: var(--quiet); }
@media (max-width: 40rem) { .pairs > div { grid-template-columns: 1fr; gap: 0; } h1 { font-size: 2rem; } }
@media print { body { max-width: none; font-size: 10pt; } .filter { display: none; } header {
  margin-top: 0; } }
"""

SCRIPT = """
for (const filter of document.querySelectorAll(".filter")) {
  filter.hidden = false;
  const section = filter.parentElement;
  filter.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const other of filter.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other
  === button));
    for (const one of section.querySelectorAll("[data-status]"))
      one.hidden = button.dataset.show !== "" && one.dataset.status !== button.dataset.show;
  });
}
"""
