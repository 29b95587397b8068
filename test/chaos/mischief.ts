import type { Fault } from '../../src/sandbox/trouble.ts';
import type { Fate } from '../../src/sandbox/webhooks/mishaps.ts';
import type { CallMishap, RequestMishap, Trial, WebhookMishap } from './disturbances.ts';
import type { Tally } from './tally.ts';
import type { Theatre } from './theatre.ts';

/** Lets what a trial says befall a theatre from now on, and counts it. */
export function begin(theatre: Theatre, trial: Trial | null, tally: Tally): void {
  const { trouble } = theatre.sandbox;
  let [requests, webhooks] = [0, 0];
  trouble.decide(() => {
    requests += 1;
    tally.requests += 1;
    const mishap = trial?.requests.get(requests);
    return mishap ? faultOf(theatre, mishap, tally) : null;
  });
  trouble.webhooks.decide(() => {
    webhooks += 1;
    tally.webhooks += 1;
    const mishap = trial?.webhooks.get(webhooks);
    return mishap ? fateOf(theatre, mishap, tally) : inTurn(theatre);
  });
  for (const call of trial?.calls ?? []) arm(theatre, call, tally);
}

/** Each server has its turn. */
function inTurn({ sandbox, fleet }: Theatre): null {
  sandbox.deliverTo(fleet.nextUrl());
  return null;
}

function faultOf(theatre: Theatre, mishap: RequestMishap, tally: Tally): Fault | null {
  const { fleet, sandbox } = theatre;
  switch (mishap.is) {
    case 'refused':
      tally.failed += 1;
      return { status: mishap.status, headers: patienceFor(mishap.status), performs: false };
    case 'done in silence':
      tally.failed += 1;
      return { status: mishap.status, headers: {}, performs: true };
    case 'never arrived':
      tally.failed += 1;
      return { status: 0, headers: {}, performs: false };
    case 'stale':
      tally.stale += mishap.reads;
      sandbox.trouble.lag(mishap.writes, mishap.reads);
      return null;
    case 'killed':
      fleet.kill(mishap.server);
      // Of several it is mostly another one that asked: it is answered as ever.
      if (fleet.size > 1) return null;
      return { status: 0, headers: {}, performs: mishap.when === 'after' };
  }
}

/** GitHub asks for patience where it limits. */
const patienceFor = (status: number): Readonly<Record<string, string>> =>
  status === 429 || status === 403 ? { 'retry-after': '1' } : {};

function fateOf(theatre: Theatre, mishap: WebhookMishap, tally: Tally): Fate {
  inTurn(theatre);
  switch (mishap) {
    case 'kills':
      // It is on its way to a server that dies of it; GitHub hears nothing.
      setImmediate(() => setImmediate(() => theatre.fleet.kill(tally.webhooks)));
      return 'sent';
    case 'dropped':
      tally.lost += 1;
      return 'dropped';
    case 'sent twice':
      tally.doubled += 1;
      return mishap;
    case 'held':
      tally.delayed += 1;
      return mishap;
  }
}

function arm(theatre: Theatre, { at, is }: CallMishap, tally: Tally): void {
  const { pagerDuty, mail, webhooks, slack } = theatre.services;
  const kill = (): void => theatre.fleet.kill(tally.requests);
  const when = is === 'killed after' ? 'after' : 'before';
  tally.calls += 1;
  if (at === 'mail') {
    if (is === 'refused') mail.trouble.refuse('451 4.3.0 Try again later');
    else if (is === 'answer lost') mail.trouble.loseAnswer();
    else mail.trouble.interrupt(kill, when);
    return;
  }
  const { trouble } = { pager: pagerDuty, hook: webhooks, chat: slack }[at];
  const on = at === 'pager' ? { on: '/v2/enqueue' } : {};
  if (is === 'refused') trouble.fail({ status: 500 }, on);
  else if (is === 'answer lost') trouble.loseAnswer(on);
  else trouble.interrupt(kill, when, on);
}

/** What was held arrives, and from now on every webhook does as it should. */
export function letArrive(theatre: Theatre): void {
  const { webhooks } = theatre.sandbox.trouble;
  webhooks.decide(() => inTurn(theatre));
  webhooks.release();
}

/** Requests and calls are answered as they should be again. */
export function end({ sandbox, services }: Theatre): void {
  sandbox.trouble.decide(() => null);
  sandbox.trouble.lag(0, 0);
  services.pagerDuty.trouble.clear();
  services.webhooks.trouble.clear();
  services.slack.trouble.clear();
}
