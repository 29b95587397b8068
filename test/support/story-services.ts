import { z } from 'zod';
import { ON_CALL } from '../../src/sandbox/services.ts';
import type { StandInTrouble } from '../../src/sandbox/stand-ins/stand-in.ts';
import type { Scene } from './story-scene.ts';
import { alone, count, type Sentence, sentence } from './story-sentence.ts';

const trouble = (scene: Scene): StandInTrouble => scene.stage.services.pagerDuty.trouble;
/** The alert that was opened last. */
const alert = ({ stage }: Scene): string => stage.services.pagerDuty.incidents.at(-1)?.key ?? '';

/** What happens outside GitHub: pagers and chats, and what the server says of itself. */
export const services: readonly Sentence[] = [
  sentence(/^PagerDuty is down$/, alone, (scene) => {
    trouble(scene).isDown = true;
  }),
  sentence(/^PagerDuty is well again$/, alone, (scene) => trouble(scene).clear()),
  sentence(
    /^PagerDuty answers the next (?:(?<count>\d+) )?events? with (?<status>\d{3})$/,
    z.union([z.null(), z.record(z.string(), z.string())]),
    (scene, words, headers) =>
      trouble(scene).fail(
        { status: Number(words.status), headers: headers ?? {} },
        { times: count(words), on: '/v2/enqueue' },
      ),
  ),
  sentence(/^PagerDuty never answers the next (?:(?<count>\d+) )?events?$/, alone, (scene, words) =>
    trouble(scene).hang({ times: count(words), on: '/v2/enqueue' }),
  ),
  sentence(/^PagerDuty accepts events and rings nobody$/, alone, ({ stage }) =>
    stage.services.pagerDuty.swallow(true),
  ),
  sentence(
    /^PagerDuty's schedule (?<id>\w+) is$/,
    z.array(z.strictObject({ who: z.string(), from: z.string(), until: z.string() })),
    ({ stage }, { id = '' }, shifts) =>
      stage.services.pagerDuty.addSchedule({
        id,
        name: 'Primary',
        shifts: shifts.map(({ who, from, until }) => ({
          person: { id: `P${who.toUpperCase()}`, name: who, email: `${who}@example.com` },
          from: Date.parse(`${from.replace(' ', 'T')}:00Z`),
          until: Date.parse(`${until.replace(' ', 'T')}:00Z`),
        })),
      }),
  ),
  sentence(/^PagerDuty tells the app what is done there$/, alone, ({ stage, home }) =>
    stage.subscribe(home.split('/')[0] ?? ''),
  ),
  sentence(/^PagerDuty does not say who is on call$/, alone, (scene) =>
    trouble(scene).fail({ status: 403 }, { times: 1_000, on: '/oncalls' }),
  ),
  sentence(
    /^Slack's user group (?<id>\w+) is$/,
    z.array(z.string()),
    ({ stage }, { id = '' }, members) => stage.services.slack.world.userGroups.set(id, members),
  ),
  sentence(
    /^the mail server answers the next recipient with$/,
    z.string(),
    ({ stage }, _words, answer) => stage.services.mail.trouble.refuse(answer),
  ),
  sentence(
    /^the app is killed when (?<service>PagerDuty|the mail server) hears of it, (?<when>before|after) it is taken$/,
    alone,
    ({ stage }, { service, when }) => {
      const moment = when === 'after' ? 'after' : 'before';
      const { pagerDuty, mail } = stage.services;
      if (service === 'PagerDuty')
        pagerDuty.trouble.interrupt(stage.crash, moment, { on: '/v2/enqueue' });
      else mail.trouble.interrupt(stage.crash, moment);
    },
  ),
  sentence(/^Slack is down$/, alone, ({ stage }) => {
    stage.services.slack.trouble.isDown = true;
  }),
  sentence(/^Slack is well again$/, alone, ({ stage }) => stage.services.slack.trouble.clear()),
  sentence(/^(?<who>\w+) is in Slack$/, alone, ({ stage }, { who = '' }) =>
    stage.services.slack.world.addMember(who),
  ),
  sentence(
    /^somebody made the channel$/,
    z.strictObject({ name: z.string(), purpose: z.string() }),
    ({ stage }, _words, { name, purpose }) => {
      stage.services.slack.world.addRoom(name, 'U0STRANGER').purpose = purpose;
    },
  ),
  sentence(
    /^the app is killed when Slack hears of (?<method>[\w.]+), (?<when>before|after) it is done$/,
    alone,
    ({ stage }, { method, when }) =>
      stage.services.slack.trouble.interrupt(stage.crash, when === 'after' ? 'after' : 'before', {
        on: `/api/${method}`,
      }),
  ),
  sentence(/^the (?<what>mail server|webhook) is down$/, alone, ({ stage }, { what }) => {
    const { mail, webhooks } = stage.services;
    (what === 'webhook' ? webhooks : mail).trouble.isDown = true;
  }),
  sentence(/^the (?<what>mail server|webhook) is well again$/, alone, ({ stage }, { what }) => {
    const { mail, webhooks } = stage.services;
    (what === 'webhook' ? webhooks : mail).trouble.isDown = false;
  }),
  sentence(/^ben acknowledges in PagerDuty$/, alone, (scene) =>
    scene.stage.services.pagerDuty.acknowledge(alert(scene), ON_CALL),
  ),
  sentence(/^the server says that it lacks: (?<lack>.+)$/, alone, async (scene, { lack }) => {
    const response = await fetch(`${scene.stage.url()}/readyz`);
    const { notReady } = z
      .object({ notReady: z.array(z.object({ what: z.string() })) })
      .parse(await response.json());
    const told = notReady.map(({ what }) => what).join(', ') || 'nothing';
    if (told !== lack) throw new Error(`/readyz says that it lacks ${told}.`);
  }),
];
