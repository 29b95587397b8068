import { received } from '../received.ts';
import type { Services } from '../services.ts';
import { ON_CALL } from '../services.ts';
import { type Html, html } from './html.ts';
import { when } from './parts.ts';
import { Refused } from './refused.ts';
import type { Visit } from './visit.ts';

/** So many of the last things are shown. */
const MOST = 8;

const button = (visit: Visit, what: string, says: Html): Html => html`
<form method="post" action="/-/outside" class="outside-act"><input type="hidden" name="back" value="${visit.here}">
<button name="what" value="${what}">${says}</button></form>`;

/** What came to the services outside GitHub, what can be done there, and how the pager is. */
export function outside(visit: Visit): Html {
  const { pagerDuty } = visit.services;
  const last = received(visit.services).slice(-MOST).reverse();
  const ringing = pagerDuty.incidents.filter(({ status }) => status === 'triggered');
  const { isDown } = pagerDuty.trouble;
  return html`
<h2 id="outside">Outside GitHub</h2>
${last.length === 0 ? html`<p class="quiet">Nobody has been called elsewhere yet</p>` : null}
<ul class="outside">${last.map(
    ({ at, by, what }) =>
      html`<li><strong>${by}</strong> ${what} <span class="quiet">${when(at)}</span></li>`,
  )}</ul>
${ringing.map(({ key, summary }) =>
  button(visit, `acknowledge ${key}`, html`📟 Acknowledge as ${ON_CALL.name}: ${summary}`),
)}
${
  isDown
    ? button(visit, 'up', html`PagerDuty is <strong>down</strong>: bring it back`)
    : button(visit, 'down', html`PagerDuty is well: take it down`)
}`;
}

/** Does there what was posted. Rejects with `Refused` where it cannot be meant. */
export async function actOutside({ pagerDuty }: Services, what: string): Promise<void> {
  const [act, key = ''] = what.split(' ');
  if (act === 'down' || act === 'up') {
    pagerDuty.trouble.isDown = act === 'down';
    return;
  }
  const isRinging = pagerDuty.incidents.some(
    (one) => one.key === key && one.status === 'triggered',
  );
  if (act !== 'acknowledge' || !isRinging) throw new Refused(422, 'Nothing rings under that name.');
  await pagerDuty.acknowledge(key, ON_CALL);
}
