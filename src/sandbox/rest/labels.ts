import {
  addLabels,
  createLabel,
  deleteLabel,
  editLabel,
  labelNamed,
  labelsOf,
  removeLabels,
  setLabels,
} from '../world/labels.ts';
import type { Issue, Label, Repository } from '../world/records.ts';
import {
  type Answer,
  type Asked,
  created,
  demand,
  type Handler,
  issueOf,
  lookOf,
  newLookOf,
  noContent,
  ok,
  repositoryOf,
} from './asked.ts';
import { required, text, textOrNull, texts, within } from './body.ts';
import { LABEL_NAME, labelsAsked } from './issue-fields.ts';
import { paged } from './pages.ts';
import { invalid, notFound } from './refusal.ts';
import { labelShape } from './shapes.ts';

const DESCRIPTION = { resource: 'Label', field: 'description', length: 100 } as const;

function labelOf(asked: Asked, repository: Repository, name = asked.params.name ?? ''): Label {
  const label = labelNamed(asked.tables, repository, name);
  if (!label) throw notFound();
  return label;
}

function colorAsked(asked: Asked): string | undefined {
  const color = text(asked.body, 'color');
  if (color === undefined || /^[0-9a-f]{6}$/i.test(color)) return color?.toLowerCase();
  throw invalid({ resource: 'Label', field: 'color', code: 'invalid' });
}

function demandFree(asked: Asked, repository: Repository, name: string): void {
  within(LABEL_NAME, name);
  if (!labelNamed(asked.tables, repository, name)) return;
  throw invalid({ resource: 'Label', field: 'name', code: 'already_exists' });
}

const postLabel: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'write');
  const name = required(asked.body, 'Label', 'name');
  demandFree(asked, repository, name);
  const description = textOrNull(asked.body, 'description') ?? null;
  within(DESCRIPTION, description);
  const color = colorAsked(asked);
  const made = { name, description, ...(color === undefined ? {} : { color }) };
  const label = createLabel(asked.hub.world.store, repository, by, made);
  return created(labelShape(newLookOf(asked), label));
};

const patchLabel: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'write');
  const label = labelOf(asked, repository);
  const name = text(asked.body, 'new_name') ?? label.name;
  if (name.toLowerCase() !== label.name.toLowerCase()) demandFree(asked, repository, name);
  const stated = textOrNull(asked.body, 'description');
  within(DESCRIPTION, stated);
  const edited = editLabel(asked.hub.world.store, label, by, {
    name,
    color: colorAsked(asked) ?? label.color,
    description: stated === undefined ? label.description : stated,
  });
  return ok(labelShape(newLookOf(asked), edited));
};

const removeLabel: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'write');
  deleteLabel(asked.hub.world.store, labelOf(asked, repository), by);
  return noContent;
};

/** What these routes all answer: the labels that the issue has now. */
function labelsNow(asked: Asked, issue: Issue): Answer {
  const { store } = asked.hub.world;
  const { labels } = store.get('issues', issue.id);
  return ok(labels.map((id) => labelShape(newLookOf(asked), store.get('labels', id))));
}

const change =
  (act: typeof addLabels): Handler =>
  (asked) => {
    const repository = repositoryOf(asked);
    const issue = issueOf(asked, repository);
    const by = demand(asked, repository, 'triage');
    const names = texts(asked.body, 'labels') ?? [];
    act(asked.hub.world.store, issue, by, labelsAsked(asked, repository, by, names));
    return labelsNow(asked, issue);
  };

const takeOff: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const issue = issueOf(asked, repository);
  const by = demand(asked, repository, 'triage');
  const label = labelNamed(asked.tables, repository, asked.params.name ?? '');
  if (!label || !issue.labels.includes(label.id)) throw notFound('Label does not exist');
  removeLabels(asked.hub.world.store, issue, by, [label]);
  return labelsNow(asked, issue);
};

const takeOffAll: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const issue = issueOf(asked, repository);
  const by = demand(asked, repository, 'triage');
  setLabels(asked.hub.world.store, issue, by, []);
  return noContent;
};

const listLabels: Handler = (asked) =>
  paged(asked, labelsOf(asked.tables, repositoryOf(asked)), (label) =>
    labelShape(lookOf(asked), label),
  );

const listOnIssue: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const { labels } = issueOf(asked, repository);
  const all = labelsOf(asked.tables, repository).filter((label) => labels.includes(label.id));
  return paged(asked, all, (label) => labelShape(lookOf(asked), label));
};

export const labelRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/labels': listLabels,
  'POST /repos/{owner}/{repo}/labels': postLabel,
  'GET /repos/{owner}/{repo}/labels/{name}': (asked) =>
    ok(labelShape(lookOf(asked), labelOf(asked, repositoryOf(asked)))),
  'PATCH /repos/{owner}/{repo}/labels/{name}': patchLabel,
  'DELETE /repos/{owner}/{repo}/labels/{name}': removeLabel,
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels': listOnIssue,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels': change(addLabels),
  'PUT /repos/{owner}/{repo}/issues/{issue_number}/labels': change(setLabels),
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels': takeOffAll,
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': takeOff,
};
