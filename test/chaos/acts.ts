import { ON_CALL } from '../../src/sandbox/services.ts';
import type { Act } from './scenario.ts';
import type { Theatre } from './theatre.ts';

export const HOME = 'acme/shop';
const SHOP = { owner: 'acme', repo: 'shop' };
/** Whatever declares it, it is the first issue of the repository. */
const INCIDENT = { ...SHOP, issue_number: 1 };
const FORM = 'incident.yml';

/** Does one thing as a person does it; answers the status of GitHub's answer, which is a no at times. */
export async function carryOut(theatre: Theatre, act: Act): Promise<number> {
  try {
    await doIt(theatre, act);
    return 200;
  } catch (error) {
    if (error instanceof Error && 'status' in error && typeof error.status === 'number')
      return error.status;
    throw error;
  }
}

async function doIt(theatre: Theatre, act: Act): Promise<unknown> {
  if (act.does === 'answer-pager') return answerPager(theatre);
  const { issues, repos } = theatre.as(act.by).rest;
  switch (act.does) {
    case 'open':
      return issues.create({ ...SHOP, title: act.title, labels: [...act.labels] });
    case 'fill-form':
      return theatre.sandbox.world.openForm(HOME, FORM, {
        by: act.by,
        title: act.title,
        answers: { 'What is broken?': 'One in three payments fails.', Severity: act.severity },
      });
    case 'dispatch': {
      const { title, key, severity } = act;
      const client_payload = { title, key, severity };
      return repos.createDispatchEvent({ ...SHOP, event_type: 'incident', client_payload });
    }
    case 'say':
      return issues.createComment({ ...INCIDENT, body: act.text });
    case 'edit':
      return issues.updateComment({ ...lastBy(theatre, act.by), body: act.text });
    case 'delete':
      return issues.deleteComment(lastBy(theatre, act.by));
    case 'delete-label':
      return issues.deleteLabel({ ...SHOP, name: act.label });
    case 'call-duplicate': {
      const other = theatre.sandbox.world.issues(HOME).find(({ title }) => title === act.title);
      return issues.createComment({ ...INCIDENT, body: `/duplicate #${other?.number ?? 999}` });
    }
    case 'label':
      return issues.addLabels({ ...INCIDENT, labels: [act.label] });
    case 'unlabel':
      return issues.removeLabel({ ...INCIDENT, name: act.label });
    case 'assign':
      return issues.addAssignees({ ...INCIDENT, assignees: [act.who] });
    case 'unassign':
      return issues.removeAssignees({ ...INCIDENT, assignees: [act.who] });
    case 'close':
      return issues.update({ ...INCIDENT, state: 'closed' });
    case 'reopen':
      return issues.update({ ...INCIDENT, state: 'open' });
    case 'rename':
      return issues.update({ ...INCIDENT, title: act.title });
    case 'close-postmortem':
      return closePostmortem(theatre, act.by);
  }
}

const lastBy = ({ sandbox }: Theatre, login: string) => {
  const { comments } = sandbox.world.issue(HOME, INCIDENT.issue_number);
  return { ...SHOP, comment_id: comments.findLast(({ author }) => author === login)?.id ?? 0 };
};

/** Whoever has none to close closes nothing. */
async function closePostmortem(theatre: Theatre, by: string): Promise<unknown> {
  const postmortem = theatre.sandbox.world
    .issues(HOME)
    .find(({ labels }) => labels.some(({ name }) => name === 'postmortem'));
  if (!postmortem) return null;
  const { number: issue_number } = postmortem;
  return theatre.as(by).rest.issues.update({ ...SHOP, issue_number, state: 'closed' });
}

async function answerPager({ services }: Theatre): Promise<unknown> {
  const alert = services.pagerDuty.incidents.findLast(({ status }) => status === 'triggered');
  return alert && services.pagerDuty.acknowledge(alert.key, ON_CALL);
}
