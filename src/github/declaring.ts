import { z } from 'zod';
import { INCIDENT_LABEL } from '../core/adoption.ts';
import { type AnyLetter, type DeclaringLetter, isCommand } from '../core/letters.ts';
import type { Delivery } from './delivery.ts';
import { readForm } from './issue-form.ts';

const account = z.object({ login: z.string(), type: z.string().optional() });
const about = {
  repository: z.object({ private: z.boolean() }),
  issue: z.object({
    id: z.number(),
    node_id: z.string(),
    number: z.number(),
    title: z.string(),
    html_url: z.string(),
    state: z.literal('open'),
    body: z.string().nullish(),
    created_at: z.string(),
    updated_at: z.string(),
    user: account.nullable(),
    labels: z.array(z.object({ name: z.string() })),
    pull_request: z.undefined().optional(),
  }),
};
const declaration = z.object({
  ...about,
  action: z.enum(['opened', 'labeled']),
  sender: account,
  label: z.object({ name: z.string() }).optional(),
});
const sight = z.object(about);

/**
 * What of a webhook goes into the post: a command with what was said of its issue, else what declares an incident.
 * Null where nothing does.
 */
export function letterFor(told: AnyLetter | null, delivery: Delivery): AnyLetter | null {
  if (!told) return declaringIn(delivery);
  // What is confirmed was declared before: it has a card, and a record.
  if (!isCommand(told) || told.confirms) return told;
  const read = sight.safeParse(delivery.payload);
  if (!read.success) return told;
  const { repository, issue } = read.data;
  return { ...told, seen: { private: repository.private, issue: issueIn(issue) } };
}

/**
 * What a webhook says of the incident that it declares, or null where it declares none: an issue opened with our
 * form or our label, or the label put on it just then.
 */
export function declaringIn({ id, at, name, payload }: Delivery): DeclaringLetter | null {
  const read = name === 'issues' ? declaration.safeParse(payload) : null;
  if (!read?.success) return null;
  const { action, sender, repository, label, issue } = read.data;
  const labels = issue.labels.map((one) => one.name);
  const form = readForm(issue.body ?? '');
  const isLabelled = labels.includes(INCIDENT_LABEL);
  const declares =
    action === 'opened' ? isLabelled || form !== null : label?.name === INCIDENT_LABEL;
  if (!declares) return null;
  return {
    kind: 'declaring',
    id: `declaring:${id}`,
    at,
    by: actor(sender),
    private: repository.private,
    labelledAt: isLabelled
      ? Date.parse(action === 'opened' ? issue.created_at : issue.updated_at)
      : null,
    issue: issueIn(issue),
  };
}

const issueIn = (issue: z.infer<typeof about.issue>): DeclaringLetter['issue'] => ({
  id: issue.id,
  node: issue.node_id,
  number: issue.number,
  title: issue.title,
  url: issue.html_url,
  createdAt: Date.parse(issue.created_at),
  author: actor(issue.user),
  labels: issue.labels.map(({ name }) => name),
  form: readForm(issue.body ?? ''),
});

/** As a read would name them: logins small, a bot's without what REST adds to it. */
const actor = (given: z.infer<typeof account> | null): DeclaringLetter['by'] => ({
  login: (given?.login ?? 'ghost').toLowerCase().replace(/\[bot\]$/, ''),
  bot: given?.type === 'Bot',
  ours: false,
});
