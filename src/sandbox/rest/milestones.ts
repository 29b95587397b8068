import {
  createMilestone,
  deleteMilestone,
  editMilestone,
  type MilestoneFields,
  milestoneNumbered,
  milestonesOf,
} from '../world/milestones.ts';
import type { Milestone, Repository } from '../world/records.ts';
import {
  type Asked,
  created,
  demand,
  type Handler,
  lookOf,
  newLookOf,
  noContent,
  ok,
  repositoryOf,
} from './asked.ts';
import { required, text, textOrNull } from './body.ts';
import { paged } from './pages.ts';
import { invalid, notFound } from './refusal.ts';
import { milestoneShape } from './shapes.ts';

const STATES = { open: 'OPEN', closed: 'CLOSED' } as const;

function milestoneOf(asked: Asked, repository: Repository): Milestone {
  const number = Number(asked.params.milestone_number);
  const milestone = milestoneNumbered(asked.tables, repository, number);
  if (!milestone) throw notFound();
  return milestone;
}

function stateAsked(asked: Asked): 'OPEN' | 'CLOSED' | undefined {
  const state = text(asked.body, 'state');
  if (state === undefined) return undefined;
  if (state === 'open' || state === 'closed') return STATES[state];
  throw invalid({ resource: 'Milestone', field: 'state', code: 'invalid' });
}

function fieldsAsked(asked: Asked): MilestoneFields {
  const dueOn = textOrNull(asked.body, 'due_on');
  const at = typeof dueOn === 'string' ? Date.parse(dueOn) : dueOn;
  if (Number.isNaN(at)) {
    throw invalid({ resource: 'Milestone', field: 'due_on', code: 'invalid' });
  }
  const state = stateAsked(asked);
  const description = textOrNull(asked.body, 'description');
  return {
    ...(state === undefined ? {} : { state }),
    ...(at === undefined ? {} : { dueOn: at }),
    ...(description === undefined ? {} : { description }),
  };
}

/** Titles are unique in a repository. */
function demandFree(asked: Asked, repository: Repository, title: string, own?: Milestone): void {
  const taken = milestonesOf(asked.tables, repository).some(
    (one) => one.title === title && one.id !== own?.id,
  );
  if (taken) throw invalid({ resource: 'Milestone', field: 'title', code: 'already_exists' });
}

const listMilestones: Handler = (asked) => {
  const state = asked.query.get('state') ?? 'open';
  const all = milestonesOf(asked.tables, repositoryOf(asked)).filter(
    (one) => state === 'all' || one.state === state.toUpperCase(),
  );
  return paged(asked, all, (one) => milestoneShape(lookOf(asked), one));
};

const postMilestone: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'write');
  const title = required(asked.body, 'Milestone', 'title');
  demandFree(asked, repository, title);
  const { store } = asked.hub.world;
  const milestone = createMilestone(store, repository, by, { ...fieldsAsked(asked), title });
  return created(milestoneShape(newLookOf(asked), milestone));
};

const patchMilestone: Handler = (asked) => {
  const repository = repositoryOf(asked);
  demand(asked, repository, 'write');
  const milestone = milestoneOf(asked, repository);
  const title = text(asked.body, 'title') ?? milestone.title;
  demandFree(asked, repository, title, milestone);
  const { store } = asked.hub.world;
  const edited = editMilestone(store, milestone, { ...fieldsAsked(asked), title });
  return ok(milestoneShape(newLookOf(asked), edited));
};

const removeMilestone: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'write');
  deleteMilestone(asked.hub.world.store, milestoneOf(asked, repository), by);
  return noContent;
};

export const milestoneRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/milestones': listMilestones,
  'POST /repos/{owner}/{repo}/milestones': postMilestone,
  'GET /repos/{owner}/{repo}/milestones/{milestone_number}': (asked) =>
    ok(milestoneShape(lookOf(asked), milestoneOf(asked, repositoryOf(asked)))),
  'PATCH /repos/{owner}/{repo}/milestones/{milestone_number}': patchMilestone,
  'DELETE /repos/{owner}/{repo}/milestones/{milestone_number}': removeMilestone,
};
