/** The whole style of the page. It names no address, and no font that a system does not have. */
export const style = `
:root { color-scheme: light dark; --page: #fdfdfc; --ink: #1d2126; --soft: #565e68; --rule: #d9dce0; --box: #ffffff; --good: #1a6b3c; --bad: #a8261c; --warn: #835200; --bar: #44688f; }
@media (prefers-color-scheme: dark) {
  :root { --page: #15181c; --ink: #e4e7ea; --soft: #a3abb5; --rule: #353b43; --box: #1c2026; --good: #76c795; --bad: #f29488; --warn: #e0b060; --bar: #7ea6d2; }
}
* { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; -webkit-text-size-adjust: 100%; }
body { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 650; margin: 0 0 .35rem; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; line-height: 1.3; font-weight: 650; margin: 0 0 .9rem; }
h3 { font-size: 1rem; font-weight: 650; margin: 1.6rem 0 .4rem; }
p { margin: 0 0 .8rem; max-width: 46rem; }
section { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--rule); }
.outcome { font-size: 1.125rem; margin: 0 0 1.5rem; }
.outcome::before { content: ""; display: inline-block; width: .65em; height: .65em; border-radius: 50%; margin-right: .5em; background: currentColor; }
.outcome.open::before { background: none; border: 2px solid currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .open { color: var(--warn); }
.note, .how, .made { color: var(--soft); }
.made { font-size: .9375rem; }
dl.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1.25rem 1.5rem; margin: 0 0 1.75rem; }
dl.totals dt { color: var(--soft); font-size: .875rem; }
dl.totals dd { margin: 0; font-size: 1.5rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }
nav a { display: inline-block; padding: .25rem 0; }
a { color: inherit; text-underline-offset: .2em; text-decoration-color: var(--soft); }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .25rem .5rem; }
.scroll { overflow-x: auto; margin: 0 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem 1.25rem .4rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
tr > :last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: .875rem; white-space: nowrap; }
th.figure, td.figure { text-align: right; white-space: nowrap; }
tbody th { font-weight: 500; }
td.text, tbody th { min-width: 6.5rem; }
code { font: .875em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
details { border-bottom: 1px solid var(--rule); }
summary { cursor: pointer; padding: .55rem 0; }
summary .what { font-weight: 600; margin-right: .5rem; }
details[open] > summary { margin-bottom: .75rem; }
ul { padding-left: 1.2rem; margin: 0; }
svg { display: block; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
svg text { fill: var(--ink); } svg .tick, svg .line.same { fill: var(--soft); }
svg .name { font-weight: 600; }
.table rect { fill: var(--box); stroke: var(--rule); stroke-width: 1.25; }
.table.added rect { stroke: var(--good); stroke-width: 2; } .table.removed rect { stroke: var(--bad); stroke-dasharray: 5 4; } .table.changed rect { stroke: var(--warn); }
svg .added { fill: var(--good); } svg .removed { fill: var(--bad); } svg .changed { fill: var(--warn); }
span.added { color: var(--good); } span.removed { color: var(--bad); } span.changed { color: var(--warn); }
svg path.reference { fill: none; stroke: var(--soft); stroke-width: 1.25; } svg path.reference.added { stroke: var(--good); stroke-width: 2; } svg path.reference.removed { stroke: var(--bad); stroke-dasharray: 5 4; }
svg path.grid { fill: none; } .tip { fill: var(--soft); } .bar { fill: var(--bar); } .grid { stroke: var(--rule); }
.knot { fill: var(--soft); } .link { fill: none; stroke: var(--bar); stroke-width: 1.5; } .link.possible { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 4; }
@media (max-width: 40rem) { body { padding-top: 1.5rem; } h1 { font-size: 1.5rem; } section { margin-top: 2.25rem; } }
@media print {
  :root { color-scheme: light; --page: #fff; --ink: #000; --soft: #444; --rule: #bbb; --box: #fff; --good: #14532d; --bad: #8a1c14; --warn: #6b4400; --bar: #33557c; }
  html { font-size: 10.5pt; } body { max-width: none; padding: 0; } nav { display: none; }
  .scroll { overflow: visible; } svg { max-width: 100%; height: auto; }
  h2, h3, caption { break-after: avoid; } tr, svg { break-inside: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}
`;
