/** The look of the page: light or dark as the reader's system is, no fonts or images of anybody's. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1f2328; --quiet: #5c6670; --ground: #ffffff; --band: #f5f7f9; --line: #d5dbe1; --link: #0a5bc4;
  --primary: #1c7f45; --bot: #e9f1fb; --bot-line: #b9d0ec; --code: #eceff2;
  --open: #1c7f45; --closed: #7a4fc9;
  --note: #0a5bc4; --tip: #1c7f45; --important: #7a4fc9; --warning: #9a6700; --caution: #c4262e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #dde3ea; --quiet: #929da8; --ground: #11161c; --band: #1a2129; --line: #323c47; --link: #6cb0ff;
    --primary: #24804a; --bot: #182636; --bot-line: #2c4765; --code: #262f39;
    --open: #4cc274; --closed: #b290f5;
    --note: #6cb0ff; --tip: #4cc274; --important: #b290f5; --warning: #dba53b; --caution: #ff7b78;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
h1 { font-size: 26px; font-weight: 500; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
main { max-width: 1180px; margin: 0 auto; padding: 20px 24px 80px; }
section + section { margin-top: 40px; }
.narrow { max-width: 760px; margin: 0 auto; }
.quiet { color: var(--quiet); font-weight: 400; }
.grow { flex: 1; min-width: 0; }
.inline { display: inline-flex; align-items: center; gap: 8px; margin: 0; }
.bar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px 28px; align-items: center;
  padding: 10px 24px; background: var(--band); border-bottom: 1px solid var(--line); }
.bar .home { font-weight: 600; color: var(--ink); }
.bar .clock { flex: 1; flex-wrap: wrap; font-variant-numeric: tabular-nums; }
.bar label { color: var(--quiet); }
button, .button, select { font: inherit; color: var(--ink); background: var(--band); border: 1px solid var(--line);
  border-radius: 6px; padding: 4px 12px; cursor: pointer; }
.bar button, .bar select { background: var(--ground); padding: 3px 10px; }
button:hover, .button:hover { border-color: var(--quiet); text-decoration: none; }
button:focus-visible, a:focus-visible, select:focus-visible, input:focus-visible, textarea:focus-visible {
  outline: 2px solid var(--link); outline-offset: 1px; }
.primary { background: var(--primary); border-color: transparent; color: #fff; font-weight: 500; }
.joined { display: inline-flex; }
.joined button { border-radius: 0; white-space: nowrap; padding: 3px 8px; margin-left: -1px; }
.joined button:first-child { border-radius: 6px 0 0 6px; }
.joined button:last-child { border-radius: 0 6px 6px 0; }
.bare { border: 0; background: none; color: var(--quiet); padding: 0 6px; line-height: 1; }
.refusal { border: 1px solid var(--caution); border-radius: 6px; padding: 10px 16px; margin: 0 0 20px; }
.box { border: 1px solid var(--line); border-radius: 6px; background: var(--ground); }
.pad { padding: 14px 16px; }
.head { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; margin-bottom: 14px; }
.rows { list-style: none; margin: 0; padding: 0; }
.row { display: flex; gap: 12px; padding: 10px 16px; align-items: baseline; }
.row + .row { border-top: 1px solid var(--line); }
.row p { margin: 2px 0 0; font-size: 12px; }
.row .title { font-weight: 600; font-size: 16px; color: var(--ink); margin-right: 4px; }
.count { white-space: nowrap; }
.dot.open { color: var(--open); } .dot.closed { color: var(--closed); }
.mark { font-size: 12px; color: var(--quiet); border: 1px solid var(--line); border-radius: 99px; padding: 0 7px; white-space: nowrap; }
.chip { display: inline-block; margin-right: 2px; border-radius: 99px; padding: 0 9px; font-size: 12px; font-weight: 500; line-height: 20px;
  white-space: nowrap; box-shadow: inset 0 0 0 1px rgb(128 128 128 / .25); }
.state { border-radius: 99px; padding: 4px 12px; color: #fff; font-weight: 500; margin-right: 6px; }
.state.open { background: #1c7f45; } .state.closed { background: #7a4fc9; }
.crumbs { margin: 0 0 4px; }
.sub { margin: 10px 0 0; padding-bottom: 16px; border-bottom: 1px solid var(--line); }
.columns { display: flex; gap: 28px; margin-top: 22px; align-items: flex-start; }
.thread { flex: 1; min-width: 0; }
aside { width: 250px; flex: none; position: sticky; top: 72px; }
aside h2 { font-size: 12px; color: var(--quiet); margin: 0 0 6px; }
aside > * + h2 { margin-top: 16px; padding-top: 14px; border-top: 1px solid var(--line); }
aside ul { list-style: none; margin: 0; padding: 0; }
.outside li { font-size: 12px; line-height: 1.4; }
.outside-act button { width: 100%; margin-top: 6px; text-align: left; font-size: 12px; }
aside li { margin: 4px 0; overflow-wrap: anywhere; } aside p { margin: 0; }
.add { margin-top: 6px; display: flex; }
.add select { flex: 1; min-width: 0; }
.avatar { display: inline-grid; place-items: center; border-radius: 50%; font-weight: 600; color: #fff; flex: none;
  background: hsl(var(--hue) 42% 42%); width: 20px; height: 20px; font-size: 11px; line-height: 1; vertical-align: middle; }
.avatar.large { width: 40px; height: 40px; font-size: 18px; }
.avatar.bot { border-radius: 6px; background: var(--bot); border: 1px solid var(--bot-line); }
.comment { display: flex; gap: 14px; margin: 0 0 16px; scroll-margin-top: 70px; }
.comment header { display: flex; gap: 8px; align-items: center; padding: 7px 16px; background: var(--band);
  border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; }
.by-bot header { background: var(--bot); }
.by-bot .box, .by-bot header { border-color: var(--bot-line); }
.comment .pin { margin-left: auto; }
.comment > .box > .text { padding: 14px 16px; }
.reactions { margin: 0; padding: 0 16px 12px; }
.reactions span { border: 1px solid var(--line); border-radius: 99px; padding: 1px 9px; font-size: 12px; }
.happened { display: flex; gap: 12px; align-items: baseline; margin: 0 0 16px 54px; line-height: 1.7; }
.sign { width: 20px; text-align: center; color: var(--quiet); flex: none; }
.write { border-top: 2px solid var(--line); padding-top: 18px; }
.end { display: flex; justify-content: flex-end; gap: 8px; margin: 10px 0 0; }
.field { margin: 16px 0; }
.field > label { font-weight: 600; display: block; }
.must { color: var(--caution); }
.by { margin: 0; }
textarea, input:not([type]) { width: 100%; font: inherit; color: inherit; background: var(--band); border: 1px solid var(--line);
  border-radius: 6px; padding: 7px 10px; margin-top: 6px; }
textarea { resize: vertical; }
.field select { width: 100%; margin-top: 6px; padding: 6px 8px; }
.check { display: block; }
.text { overflow-wrap: break-word; }
.text > :first-child { margin-top: 0; } .text > :last-child { margin-bottom: 0; }
.text p, .text ul, .text ol, .text table, .text pre, .text blockquote, .text details { margin: 0 0 14px; }
.text ul, .text ol { padding-left: 26px; }
.text h1, .text h2, .text h3 { font-weight: 600; line-height: 1.3; margin: 20px 0 10px; }
.text h1 { font-size: 22px; } .text h2 { font-size: 19px; border-bottom: 1px solid var(--line); padding-bottom: 4px; } .text h3 { font-size: 16px; }
.text hr { border: 0; border-top: 3px solid var(--line); margin: 18px 0; }
.text code, .quiet code { background: var(--code); border-radius: 4px; padding: 1px 5px; font: 12.5px/1.4 ui-monospace, monospace; }
.text pre { background: var(--code); border-radius: 6px; padding: 12px; overflow: auto; }
.text pre code { padding: 0; background: none; }
.text table { border-collapse: collapse; display: block; overflow: auto; }
.text th, .text td { border: 1px solid var(--line); padding: 5px 12px; text-align: left; }
.text blockquote { border-left: 4px solid var(--line); padding-left: 14px; color: var(--quiet); }
.text blockquote > :last-child, .alert > :last-child { margin-bottom: 0; }
.text summary { cursor: pointer; font-weight: 600; }
.text summary + * { margin-top: 8px; }
.alert { border-left: 4px solid var(--kind); padding: 6px 14px; margin: 0 0 14px; border-radius: 0 6px 6px 0;
  background: color-mix(in srgb, var(--kind) 8%, transparent); }
.alert p { margin: 0 0 8px; }
.alert .alert-title { color: var(--kind); font-weight: 600; margin-bottom: 2px; }
.alert-note { --kind: var(--note); } .alert-tip { --kind: var(--tip); } .alert-important { --kind: var(--important); }
.alert-warning { --kind: var(--warning); } .alert-caution { --kind: var(--caution); }
@media (max-width: 800px) { .columns { flex-direction: column; } aside { width: 100%; position: static; } .avatar.large { display: none; }
  .happened { margin-left: 0; } }
`;
