import { labelsOf } from '../world/labels.ts';
import type { Repository } from '../world/records.ts';
import type { CommentView, HappenedView, IssueView } from '../world/views.ts';
import { belongTogether, happened, type Telling } from './happened.ts';
import { type Html, html } from './html.ts';
import { rendered } from './markdown.ts';
import { avatar, isBot, reactionBar, stateBadge, when, who } from './parts.ts';
import { sidebar } from './sidebar.ts';
import { pathOf, type Visit } from './visit.ts';

interface Written {
  readonly anchor: string;
  readonly author: string;
  readonly body: string;
  readonly at: number;
  readonly edited: boolean;
  readonly pinned: boolean;
  readonly reactions: CommentView['reactions'];
}

const box = (one: Written, home: string): Html => html`
<article class="comment${isBot(one.author) ? ' by-bot' : ''}" id="${one.anchor}">
  ${avatar(one.author, 'large')}
  <div class="box grow">
    <header>${who(one.author)} <span class="quiet">${when(one.at)}${one.edited ? ' · edited' : ''}</span>
    ${one.pinned ? html`<span class="mark pin">📌 pinned</span>` : null}</header>
    <div class="text">${one.body.trim() === '' ? html`<p class="quiet"><em>No description provided.</em></p>` : rendered(one.body, home)}</div>
    ${reactionBar(one.reactions)}
  </div>
</article>`;

const written = (comment: CommentView): Written => ({
  anchor: `issuecomment-${comment.id}`,
  author: comment.author,
  body: comment.body,
  at: comment.createdAt,
  edited: comment.edits > 0,
  pinned: comment.isPinned,
  reactions: comment.reactions,
});

/** Comments and happenings in the order in which they came, labels of one moment in one line. */
function thread(visit: Visit, issue: IssueView, telling: Telling): Html[] {
  type Item = { at: number; place: number; comment?: CommentView; happening?: HappenedView };
  const items: Item[] = [
    ...issue.comments.map((comment) => ({
      at: comment.createdAt,
      place: visit.order.of('comments', comment.id),
      comment,
    })),
    ...issue.timeline.map((happening) => ({
      at: happening.at,
      place: visit.order.of('events', happening.id),
      happening,
    })),
  ];
  items.sort((a, b) => a.at - b.at || a.place - b.place);
  const told: Html[] = [];
  let group: HappenedView[] = [];
  const tell = (): void => {
    const line = happened(group, telling);
    if (line) told.push(line);
    group = [];
  };
  for (const { comment, happening } of items) {
    const last = group.at(-1);
    if (!happening || (last && !belongTogether(last, happening))) tell();
    if (happening) group.push(happening);
    if (comment?.isPinned) told.push(pointer(comment));
    else if (comment) told.push(box(written(comment), telling.home));
  }
  tell();
  return told;
}

/** Where a pinned comment was written; it is shown on top, once. */
const pointer = (comment: CommentView): Html => html`
<div class="happened"><span class="sign" aria-hidden="true">📌</span>
<span>${avatar(comment.author)} ${who(comment.author)} wrote the <a href="#issuecomment-${comment.id}">pinned comment</a> above <span class="quiet">${when(comment.createdAt)}</span></span></div>`;

function commentForm(visit: Visit, issue: IssueView): Html | null {
  if (visit.person === null) return null;
  const isOpen = issue.state === 'open';
  return html`
<form method="post" class="comment write" id="write">
  ${avatar(visit.person, 'large')}
  <div class="box grow pad">
    <label for="body" class="quiet">Comment as <strong>${visit.person}</strong>. A command stands at the start of a line: <code>/help</code>, <code>/ack</code>, <code>/ic</code>, <code>/sev 1</code>, <code>/update …</code>, <code>/resolve …</code></label>
    <textarea id="body" name="body" rows="4">
${visit.typed.get('body') ?? ''}</textarea>
    <p class="end">
      <button name="act" value="${isOpen ? 'close' : 'reopen'}">${isOpen ? 'Close issue' : 'Reopen issue'}</button>
      <button name="act" value="comment" class="primary">Comment</button>
    </p>
  </div>
</form>`;
}

/** An issue with all that happened on it, and what can be done about it. */
export function issuePage(visit: Visit, repository: Repository, issue: IssueView): Html {
  const home = pathOf(repository);
  const { tables } = visit.world.store;
  const colors = new Map(labelsOf(tables, repository).map((one) => [one.name, one.color]));
  const telling = { home, colorOf: (name: string) => colors.get(name) ?? 'ededed' };
  const record = tables.issues.get(issue.id);
  const pinned = issue.comments.find((comment) => comment.isPinned);
  const opening: Written = {
    anchor: 'opening',
    author: issue.author,
    body: issue.body,
    at: issue.createdAt,
    edited: (record?.edits.length ?? 0) > 0,
    pinned: false,
    reactions: (record?.reactions ?? []).map(({ content, user }) => ({
      content,
      by: visit.world.store.get('accounts', user).login,
    })),
  };
  return html`
<section>
<p class="crumbs"><a href="${home}/issues">${repository.fullName}</a></p>
<h1>${issue.title} <span class="quiet">#${issue.number}</span></h1>
<p class="sub">${stateBadge(issue.state)} ${issue.isPinned ? html`<span class="mark">📌 pinned to the repository</span>` : null}
<span class="quiet">${who(issue.author)} opened this ${when(issue.createdAt)} · ${issue.comments.length} comments</span></p>
<div class="columns">
  <div class="thread">
    ${box(opening, home)}
    ${pinned ? box(written(pinned), home) : null}
    ${thread(visit, issue, telling)}
    ${commentForm(visit, issue)}
  </div>
  ${sidebar(visit, repository, issue)}
</div>
</section>`;
}
