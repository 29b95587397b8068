import { fileURLToPath } from 'node:url';
import type { Effect, Receipt } from '../../src/core/effects.ts';
import { withOurs } from '../../src/core/issue-body.ts';
import { POSTMORTEM_ACT } from '../../src/core/postmortem.ts';
import type { Act, Actor, Snapshot } from '../../src/core/snapshot.ts';
import type { Instant } from '../../src/core/time.ts';
import { receiptOf } from '../../src/effects/channels.ts';
import { createRenderer, loadTemplates } from '../../src/render/templates.ts';
import { aComment, aPostmortemIssue, tocsin } from '../support/builders.ts';

/** Something that somebody does to the issue. What is so already makes GitHub note nothing. */
export type Deed =
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: string }
  | { readonly kind: 'assigned' | 'unassigned'; readonly login: string }
  | { readonly kind: 'closed'; readonly reason?: 'not-planned' | 'duplicate' }
  | { readonly kind: 'reopened' }
  /** Somebody deletes or renames it in the repository: every issue loses it. */
  | { readonly kind: 'loses-label'; readonly label: string }
  | { readonly kind: 'closes-postmortem' }
  | { readonly kind: 'closes-action' | 'reopens-action'; readonly number: number };

const POSTMORTEM = 2;
const renderer = createRenderer(
  loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url))),
);

/** GitHub after a deed, and with the trace of it that a read shows. */
export function after(snapshot: Snapshot, deed: Deed, by: { actor: Actor; at: Instant }): Snapshot {
  const { issue, comments, acts, postmortem } = snapshot;
  const { actor, at } = by;
  if (deed.kind === 'says') {
    const id = 100 + comments.length;
    return { ...snapshot, comments: [...comments, aComment(deed.text, { id, author: actor, at })] };
  }
  if (deed.kind === 'loses-label') return withoutLabel(snapshot, deed.label);
  if (deed.kind === 'closes-postmortem')
    return postmortem?.open
      ? { ...snapshot, postmortem: { ...postmortem, open: false, closedAt: at } }
      : snapshot;
  if ('number' in deed) {
    const open = deed.kind === 'reopens-action';
    const items = (snapshot.items ?? []).map((item) =>
      item.number === deed.number && item.open !== open
        ? { ...item, open, closedAt: open ? null : at }
        : item,
    );
    return { ...snapshot, items };
  }
  const act: Act = { id: `A${String(acts.length).padStart(3, '0')}`, at, actor, ...deed };
  const done = { ...snapshot, acts: [...acts, act] };
  if ('label' in deed) {
    const has = issue.labels.includes(deed.label);
    if (has === (deed.kind === 'labeled')) return snapshot;
    return { ...done, issue: { ...issue, labels: toggled(issue.labels, deed.label) } };
  }
  if ('login' in deed) {
    const has = issue.assignees.includes(deed.login);
    if (has === (deed.kind === 'assigned')) return snapshot;
    return { ...done, issue: { ...issue, assignees: toggled(issue.assignees, deed.login) } };
  }
  const open = deed.kind === 'reopened';
  return open === issue.open ? snapshot : { ...done, issue: { ...issue, open } };
}

/** GitHub after one of our effects, and the receipt where there is one. */
export function carriedOut(
  snapshot: Snapshot,
  effect: Effect,
  at: Instant,
): { readonly snapshot: Snapshot; readonly receipt: Receipt | null } {
  const { repository, issue, postmortem, items = [] } = snapshot;
  const by = { actor: tocsin, at };
  const plain = (changed: Snapshot) => ({ snapshot: changed, receipt: null });
  const ref = 5_000 + Object.keys(snapshot.found).length;
  switch (effect.kind) {
    case 'create-label': {
      const labels = [...repository.labels, effect.name];
      return plain({ ...snapshot, repository: { ...repository, labels } });
    }
    case 'add-label':
      return plain(after(snapshot, { kind: 'labeled', label: effect.name }, by));
    case 'remove-label':
      return plain(after(snapshot, { kind: 'unlabeled', label: effect.name }, by));
    case 'add-assignee':
      return plain(after(snapshot, { kind: 'assigned', login: effect.login }, by));
    case 'remove-assignee':
      return plain(after(snapshot, { kind: 'unassigned', login: effect.login }, by));
    case 'rename-issue':
      return {
        snapshot: { ...snapshot, issue: { ...issue, title: effect.title } },
        receipt: { at, ref: null, failed: null },
      };
    case 'close-issue':
      return plain(after(snapshot, { kind: 'closed' }, by));
    case 'reopen-issue':
      return plain(after(snapshot, { kind: 'reopened' }, by));
    case 'pin-issue':
      return {
        snapshot: {
          ...snapshot,
          issue: { ...issue, pinned: true },
          repository: { ...repository, pinned: [...repository.pinned, issue.number] },
        },
        receipt: { at, ref: null, failed: null },
      };
    case 'unpin-issue':
      return plain({
        ...snapshot,
        issue: { ...issue, pinned: false },
        repository: {
          ...repository,
          pinned: repository.pinned.filter((number) => number !== issue.number),
        },
      });
    case 'tell-incident':
      return { snapshot, receipt: { at, ref: effect.issue, failed: null } };
    case 'edit-comment': {
      const spare = snapshot.spareCards.filter((id) => id !== effect.comment);
      return plain({ ...snapshot, spareCards: spare });
    }
    case 'pin-card':
      return { snapshot, receipt: { at, ref: null, failed: null } };
    case 'react':
      return plain({
        ...snapshot,
        comments: snapshot.comments.map((comment) =>
          comment.id === effect.comment
            ? { ...comment, reactions: [...comment.reactions, effect.content] }
            : comment,
        ),
      });
    case 'create-milestone': {
      const { title, due: dueOn } = effect;
      const number = repository.milestones.length + 1;
      const milestone = { number, title, dueOn, open: true, openIssues: 0 };
      const milestones = [...repository.milestones, milestone];
      return plain({ ...snapshot, repository: { ...repository, milestones } });
    }
    case 'close-milestone': {
      const milestones = repository.milestones.map((milestone) =>
        milestone.number === effect.number ? { ...milestone, open: false } : milestone,
      );
      return plain({ ...snapshot, repository: { ...repository, milestones } });
    }
    case 'set-milestone': {
      const wanted = repository.milestones.find(({ number }) => number === effect.milestone);
      const milestone = wanted ? { number: wanted.number, dueOn: wanted.dueOn } : null;
      return plain({ ...snapshot, postmortem: postmortem && { ...postmortem, milestone } });
    }
    case 'edit-issue': {
      const body = withOurs(postmortem?.body ?? '', effect.ours);
      return plain({ ...snapshot, postmortem: postmortem && { ...postmortem, body } });
    }
    case 'place-action': {
      const parent = effect.parent === POSTMORTEM ? (postmortem?.id ?? null) : issue.id;
      const placed = items.map((item) => (item.id === effect.child ? { ...item, parent } : item));
      return { snapshot: { ...snapshot, items: placed }, receipt: { at, ref: null, failed: null } };
    }
    case 'add-sub-issue':
      return plain({ ...snapshot, postmortem: postmortem && { ...postmortem, parent: 1 } });
    case 'assign-issue': {
      const { login } = effect;
      if (effect.issue !== POSTMORTEM) {
        const assigned = items.map((item) =>
          item.number === effect.issue ? { ...item, assignees: [...item.assignees, login] } : item,
        );
        return {
          snapshot: { ...snapshot, items: assigned },
          receipt: { at, ref: null, failed: null },
        };
      }
      const assigned = postmortem && {
        ...postmortem,
        assignees: [...postmortem.assignees, login],
      };
      return {
        snapshot: { ...snapshot, postmortem: assigned },
        receipt: { at, ref: null, failed: null },
      };
    }
    case 'comment': {
      renderer.render(effect.parts);
      const found = { ...snapshot.found, [effect.once]: ref };
      return { snapshot: { ...snapshot, found }, receipt: { at, ref, failed: null } };
    }
    case 'open-issue': {
      if (effect.once !== POSTMORTEM_ACT) {
        renderer.render(effect.parts);
        const number = 10 + items.length;
        const item = {
          repository: effect.in ?? null,
          number,
          id: 900 + number,
          title: effect.title,
          open: true,
          closedAt: null,
          assignees: [],
          parent: null,
        };
        const found = { ...snapshot.found, [effect.once]: number };
        return {
          snapshot: { ...snapshot, items: [...items, item], found },
          receipt: { at, ref: number, failed: null },
        };
      }
      const opened = aPostmortemIssue({
        number: POSTMORTEM,
        body: renderer.render(effect.parts),
        parent: null,
        assignees: [],
      });
      const found = { ...snapshot.found, [effect.once]: POSTMORTEM };
      return {
        snapshot: { ...snapshot, postmortem: opened, found },
        receipt: { at, ref: POSTMORTEM, failed: null },
      };
    }
    case 'keep-channel': {
      const { archive: archived, todo: done } = effect.wanted;
      const channel = { id: 'C1', name: 'incident-1', url: 'https://slack.example/C1', archived };
      const kept = { channel, card: '1', done, strangers: [], because: null };
      return { snapshot, receipt: receiptOf(effect.wanted, kept, at) };
    }
    case 'page':
    case 'notify':
      return { snapshot, receipt: { at, ref: null, failed: null, how: 'accepted' } };
    default:
      return unknown(effect);
  }
}

/** As after a renaming: no event tells of it, and the issue wears the label under its new name. */
const withoutLabel = (snapshot: Snapshot, label: string): Snapshot => {
  const renamed = (names: readonly string[]): readonly string[] =>
    names.map((name) => (name === label ? `${label}, as it was` : name));
  const { issue, repository } = snapshot;
  return {
    ...snapshot,
    issue: { ...issue, labels: renamed(issue.labels) },
    repository: { ...repository, labels: renamed(repository.labels) },
  };
};

const toggled = (names: readonly string[], name: string): readonly string[] =>
  names.includes(name) ? names.filter((other) => other !== name) : [...names, name];

function unknown(effect: never): never {
  throw new Error(`This GitHub cannot do ${JSON.stringify(effect)}`);
}
