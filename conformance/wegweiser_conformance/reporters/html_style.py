"""Style and the few lines of script of the HTML report, inline so that the file stands alone."""

from __future__ import annotations

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f4f5f7; --line: #d5d9de;
  --quiet: #59636e; --good: #12703a; --bad: #b3191f; --warn: #8a5a00; --odd: #6f3fb0; --open: #1c5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14171b; --soft: #1e2329;
  --line: #39414a; --quiet: #9aa5b1; --good: #54c583; --bad: #ff7b76; --warn: #e6b450; --odd: #bf9bf5;
  --open: #77b3f2; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1.25rem 4rem; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
header { border-left: .6rem solid var(--tone); margin: 1.5rem 0; padding: .1rem 0 .1rem 1.25rem; }
header p { margin: .15rem 0; }
h1 { color: var(--tone); font-size: 2.6rem; line-height: 1.15; margin: .1rem 0; }
h1::first-letter { text-transform: uppercase; }
h2 { font-size: 1.3rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
h4 { font-size: .95rem; margin: 1rem 0 .25rem; }
a { color: var(--open); }
.kind { color: var(--quiet); } .whom { font-weight: 600; } .meaning { font-size: 1.1rem; }
.screen { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2.5rem; }
.screen h2 { margin-top: .5rem; } .screen section { min-width: 0; }
@media (min-width: 60rem) { .screen { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); } }
.screen ol { padding-left: 1.4rem; margin: 0; } .screen li p { margin: 0 0 .15rem; }
.screen ol > li { margin-bottom: .9rem; } .screen h3 { margin-top: 1.25rem; color: var(--warn); }
.escapes { margin-top: .6rem; } .escapes h3 { color: var(--warn); margin: 0; }
.beside { margin: 0; padding-left: 1.4rem; }
.screen table { font-size: .95rem; } .screen td, .screen th { padding: .3rem .5rem .3rem 0; }
.counts { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 .9rem;
  font-size: .85rem; font-variant-numeric: tabular-nums; }
.counts li { color: var(--tone); white-space: nowrap; }
.counts .s-passed, .counts .s-not-applicable { color: var(--quiet); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.5rem;
  margin: 1.5rem 0 0; padding: .75rem 1rem; background: var(--soft); border-radius: .3rem;
  font-size: .92rem; }
dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
thead th { color: var(--quiet); font-size: .85rem; font-weight: 600; }
th { overflow-wrap: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.wide { overflow-x: auto; } details .wide td { min-width: 4.5rem; }
.quiet { color: var(--quiet); font-weight: 400; font-size: .9rem; }
.url { font-family: ui-monospace, monospace; font-size: .85rem; }
article { border: 1px solid var(--line); border-left: .35rem solid var(--tone); border-radius: .3rem;
  padding: 1rem 1.25rem; margin: 1rem 0; }
.sentence { margin: 0 0 .6rem; font-size: 1.05rem; }
.sentence .quiet { display: block; }
.evidence { background: var(--soft); border-radius: .3rem; padding: .75rem 1rem; margin: .6rem 0; }
.pairs { margin: 0; }
.pairs > div { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); gap: .75rem;
  padding: .15rem 0; }
.badge { display: inline-block; border: 1px solid var(--tone); color: var(--tone); border-radius: 1rem;
  padding: 0 .6rem; font-size: .82rem; font-weight: 600; white-space: nowrap; }
.found { color: var(--bad); }
pre, code, samp { font-family: ui-monospace, "Liberation Mono", monospace; font-size: .88rem; }
pre { white-space: pre-wrap; margin: 0; }
details { margin: .75rem 0; } .evidence details { margin: .5rem 0 0; } .other { margin: .35rem 0; }
.other[open] { border-left: 2px solid var(--line); padding-left: .9rem; }
summary { cursor: pointer; color: var(--open); } .other > .sentence { margin-top: .5rem; }
details pre { max-height: 24rem; overflow: auto; margin-top: .5rem; }
.names { color: var(--quiet); font-size: .85rem; margin: .25rem 0 0; }
.filter p { margin: .5rem 0; }
input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet);
  border-radius: .3rem; padding: .25rem .6rem; width: min(100%, 22rem); }
button { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line);
  border-radius: 1rem; padding: .1rem .8rem; margin: 0 .35rem .35rem 0; cursor: pointer; }
button[aria-pressed=true] { border-color: var(--open); color: var(--open); }
:focus-visible { outline: 3px solid var(--open); outline-offset: 2px; }
[hidden] { display: none !important; }
.conformant, .conformant-with-waivers, .s-passed { --tone: var(--good); }
.not-conformant, .s-failed { --tone: var(--bad); }
.suite-fault, .s-error, .s-suspected { --tone: var(--odd); }
.not-fully-checked, .s-not-tested { --tone: var(--open); }
.s-warning { --tone: var(--warn); } .s-note, .s-waived, .s-not-applicable { --tone: var(--quiet); }
@media (max-width: 40rem) { body { padding: 0 .9rem 3rem; } h1 { font-size: 2rem; }
  .pairs > div { grid-template-columns: minmax(0, 1fr); gap: 0; } article { padding: .8rem .9rem; }
  .screen thead { display: none; } .screen tr { display: grid; grid-template-columns: 1fr auto;
  border-bottom: 1px solid var(--line); padding: .3rem 0; } .screen td, .screen th { border: 0;
  padding: .1rem 0; } .screen td:last-child { grid-column: 1 / -1; } }
@media print { :root { --ink: #000; --paper: #fff; --soft: #f4f5f7; --line: #bbb; --quiet: #444;
  --good: #12703a; --bad: #b3191f; --warn: #8a5a00; --odd: #6f3fb0; --open: #1c5fa8; }
  :root { font-size: 9.5pt; } body { max-width: none; padding: 0; } .filter { display: none; }
  header { margin-top: 0; } h1 { font-size: 24pt; } a { color: inherit; text-decoration: none; }
  article, .evidence, .facts { break-inside: avoid; } h2, h3 { break-after: avoid; }
  details:not([open], .other) { display: none; } details pre { max-height: none; } }
"""

SCRIPT = """
const filter = document.querySelector(".filter");
if (filter) {
  const box = filter.querySelector("input"), count = filter.querySelector("output");
  const all = [...filter.parentElement.querySelectorAll("article")];
  const texts = new Map(all.map((one) => [one, one.textContent.toLowerCase()]));
  let show = "";
  const apply = () => {
    const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const one of all)
      one.hidden = (show !== "" && one.dataset.status !== show)
        || !words.every((word) => texts.get(one).includes(word));
    const left = all.filter((one) => !one.hidden).length;
    count.textContent = left < all.length ? `${left}/${all.length} ${count.dataset.word}` : "";
  };
  const reset = () => { box.value = ""; press(filter.querySelector("button")); };
  const press = (button) => {
    show = button.dataset.show;
    for (const one of filter.querySelectorAll("button"))
      one.setAttribute("aria-pressed", String(one === button));
    apply();
  };
  filter.hidden = false;
  box.addEventListener("input", apply);
  filter.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) press(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== box) { event.preventDefault(); box.focus(); }
    if (event.key === "Escape") reset();
  });
  addEventListener("hashchange", reset);
}
const reveal = () => {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = one; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (one) one.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
"""
