import { dateOf } from '../../core/time.ts';
import { labelsOf } from '../world/labels.ts';
import type { Repository } from '../world/records.ts';
import type { IssueView } from '../world/views.ts';
import { type Html, html } from './html.ts';
import { outside } from './outside.ts';
import { avatar, chip } from './parts.ts';
import { peopleOf } from './shell.ts';
import { pathOf, type Visit } from './visit.ts';

const act = (name: string, what: string, content: Html): Html =>
  html`<form method="post" class="inline"><input type="hidden" name="act" value="${name}"><input type="hidden" name="what" value="${what}">${content}</form>`;

const takeOff = (name: string, what: string): Html =>
  act(
    name,
    what,
    html`<button class="bare" title="Remove ${what}" aria-label="Remove ${what}">×</button>`,
  );

function add(name: string, says: string, choices: readonly string[]): Html | null {
  if (choices.length === 0) return null;
  return html`<form method="post" class="inline add"><input type="hidden" name="act" value="${name}">
<select name="what" aria-label="${says}">${choices.map((one) => html`<option>${one}</option>`)}</select>
<button>${says}</button></form>`;
}

function assignees(visit: Visit, issue: IssueView): Html {
  const free = peopleOf(visit).filter((login) => !issue.assignees.includes(login));
  return html`
<h2>Assignees</h2>
${issue.assignees.length === 0 ? html`<p class="quiet">No one</p>` : null}
<ul>${issue.assignees.map(
    (login) => html`<li>${avatar(login)} ${login} ${takeOff('unassign', login)}</li>`,
  )}</ul>
${add('assign', 'Assign', free)}`;
}

function labels(visit: Visit, repository: Repository, issue: IssueView): Html {
  const worn = issue.labels.map(({ name }) => name);
  const free = labelsOf(visit.world.store.tables, repository)
    .map(({ name }) => name)
    .filter((name) => !worn.includes(name));
  return html`
<h2>Labels</h2>
${worn.length === 0 ? html`<p class="quiet">None yet</p>` : null}
<ul>${issue.labels.map((label) => html`<li>${chip(label)} ${takeOff('unlabel', label.name)}</li>`)}</ul>
${add('label', 'Add', free)}`;
}

function related(visit: Visit, repository: Repository, number: number): Html {
  const issue = visit.world.issue(repository.fullName, number);
  const sign = issue.state === 'open' ? '◉' : '✓';
  return html`<li><span class="dot ${issue.state}">${sign}</span> <a href="${pathOf(repository)}/issues/${number}">${issue.title}</a> <span class="quiet">#${number}</span></li>`;
}

function relatives(
  visit: Visit,
  repository: Repository,
  { parent, subIssues }: IssueView,
): Html | null {
  if (parent === null && subIssues.length === 0) return null;
  return html`
${parent === null ? null : html`<h2>Parent issue</h2><ul>${related(visit, repository, parent)}</ul>`}
${
  subIssues.length === 0
    ? null
    : html`<h2>Sub-issues</h2><ul>${subIssues.map((number) => related(visit, repository, number))}</ul>`
}`;
}

/** What stands beside an issue: who has it, its labels, its milestone, its relatives; all to be changed. */
export const sidebar = (visit: Visit, repository: Repository, issue: IssueView): Html => html`
<aside>
${assignees(visit, issue)}
${labels(visit, repository, issue)}
<h2>Milestone</h2>
${
  issue.milestone === null
    ? html`<p class="quiet">No milestone</p>`
    : html`<p>${issue.milestone.title}${
        issue.milestone.dueOn === null
          ? null
          : html`<br><span class="quiet">due by ${dateOf(issue.milestone.dueOn)}</span>`
      }</p>`
}
${relatives(visit, repository, issue)}
${outside(visit)}
</aside>`;
