import { iso } from '../../core/time.ts';
import { type Html, html, trusted } from './html.ts';
import { STYLE } from './style.ts';
import type { Visit } from './visit.ts';

/** How far the clock can be wound at once, in minutes, and what the button says. */
const WINDS: readonly (readonly [number, string])[] = [
  [1, '+1 min'],
  [5, '+5'],
  [15, '+15'],
  [30, '+30'],
  [60, '+1 h'],
  [1_440, '+1 day'],
];

/** Everybody who can be acted as: all people whom this world knows. */
export const peopleOf = ({ world }: Pick<Visit, 'world'>): readonly string[] =>
  [...world.store.tables.accounts.values()]
    .filter((account) => account.kind === 'User')
    .map((account) => account.login);

const back = (visit: Visit): Html => html`<input type="hidden" name="back" value="${visit.here}">`;

const personForm = (visit: Visit): Html => html`
<form method="post" action="/-/person" class="inline">${back(visit)}
  <label for="person">You are</label>
  <select id="person" name="person">${peopleOf(visit).map(
    (login) => html`<option${trusted(login === visit.person ? ' selected' : '')}>${login}</option>`,
  )}</select>
  <button>Change</button>
</form>`;

function clockForm(visit: Visit): Html {
  const day = new Date(visit.now).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return html`
<form method="post" action="/-/wind" class="inline clock">${back(visit)}
  <span>${day}, <strong>${iso(visit.now).slice(11, 16)}</strong> UTC</span>
  <span class="joined">${WINDS.map(
    ([minutes, says]) =>
      html`<button name="minutes" value="${minutes}" title="Wind the clock: everything that becomes due on the way happens">${says}</button>`,
  )}</span>
</form>`;
}

/** A whole page: the bar with who one is and what time it is, and what was refused, if anything. */
export const shell = (visit: Visit, title: string, content: Html): string =>
  `<!doctype html>${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<header class="bar">
  <a href="/" class="home">🔔 Sandbox</a>
  ${clockForm(visit)}
  ${visit.person === null ? null : personForm(visit)}
</header>
<main>
${visit.refusal === null ? null : html`<p class="refusal" role="alert">${visit.refusal}</p>`}
${content}
</main>
</body>
</html>`.markup
  }`;
