import type { Repository } from '../world/records.ts';
import type { IssueView } from '../world/views.ts';
import { formsOf } from './form-file.ts';
import { type Html, html } from './html.ts';
import { chip, when, who } from './parts.ts';
import { pathOf, type Visit } from './visit.ts';

function row(issue: IssueView, home: string): Html {
  const { number, title, labels, comments, isPinned, state } = issue;
  return html`
<li class="row">
  <span class="dot ${state}" title="${state}">${state === 'open' ? '◉' : '✓'}</span>
  <div class="grow">
    <a class="title" href="${home}/issues/${number}">${title}</a>
    ${isPinned ? html`<span class="mark">📌 pinned</span>` : null}
    ${labels.map(chip)}
    <p class="quiet">#${number} opened ${when(issue.createdAt)} by ${who(issue.author)}${
      issue.milestone ? html` · ${issue.milestone.title}` : null
    }</p>
  </div>
  <span class="quiet">${issue.assignees.length > 0 ? html`→ ${issue.assignees.join(', ')}` : null}</span>
  <span class="quiet count" title="comments">${comments.length} 💬</span>
</li>`;
}

/** A repository's issues: pinned ones first, then the open, then the closed, each newest first. */
export function issueList({ world }: Visit, repository: Repository): Html {
  const home = pathOf(repository);
  const rank = (issue: IssueView): number =>
    (issue.state === 'closed' ? 2 : 0) + (issue.isPinned ? 0 : 1);
  const issues = [...world.issues(repository.fullName)].sort(
    (a, b) => rank(a) - rank(b) || b.number - a.number,
  );
  return html`
<section>
<div class="head">
  <h1><a href="${home}/issues">${repository.fullName}</a></h1>
  <span class="mark">${repository.isPrivate ? 'private' : 'public'}</span>
  <span class="grow"></span>
  ${formsOf(repository).map(
    ({ file, name }) =>
      html`<a class="button primary" href="${home}/issues/new?template=${encodeURIComponent(file)}">Open: ${name}</a> `,
  )}
  <a class="button" href="${home}/issues/new">New issue</a>
</div>
${
  issues.length === 0
    ? html`<p class="box pad quiet">No issues yet. All is well.</p>`
    : html`<ul class="box rows">${issues.map((issue) => row(issue, home))}</ul>`
}
</section>`;
}
