import type { CardRecord, Happening } from './record.ts';

/**
 * An abstract GitHub with one issue: writes are only ever appended, and a read may miss the last few.
 * Time is whole seconds, as GitHub's times are.
 */

type Actor = 'app' | 'ana';

type Body =
  | { readonly says: 'command'; readonly severity: number }
  | { readonly says: 'reply'; readonly to: string }
  | { readonly says: 'card'; readonly record: CardRecord };

interface Comment {
  readonly id: string;
  readonly at: number;
  readonly body: Body;
}

export interface LabelEvent extends Happening {
  readonly by: Actor;
}

/** One answer of GitHub. Labels are severities; the incident label is left out, as nothing here touches it. */
export interface View {
  readonly comments: readonly Comment[];
  readonly timeline: readonly LabelEvent[];
  readonly labels: ReadonlySet<number>;
}

interface Page {
  readonly id: string;
  readonly mayBeRepeat: boolean;
}

type Part = 'comments' | 'timeline' | 'labels';

export interface Staleness {
  /** How many of the newest writes a read may miss. */
  readonly writes: number;
  /** A write this many seconds old is seen by everybody. */
  readonly lasts: number;
  /** Which answers come from a lagging replica. */
  readonly reads: 'every' | 'odd' | 'even';
  /** Which parts of an answer lag; the others are fresh. */
  readonly parts: 'all' | Part;
}

type Write =
  | { readonly at: number; readonly comment: Comment }
  | { readonly at: number; readonly label: LabelEvent };

/** The issue, and the pagers that were reached because of it. */
export class World {
  now = 0;
  readonly pages: Page[] = [];
  private readonly writes: Write[] = [];
  private readonly staleness: Staleness;
  private reads = 0;
  private made = 0;

  constructor(staleness: Staleness) {
    this.staleness = staleness;
  }

  /** Number of writes and pages so far: unchanged means that nothing was done. */
  get size(): number {
    return this.writes.length + this.pages.length;
  }

  get written(): number {
    return this.writes.length;
  }

  comment(body: Body): string {
    const id = this.newId('comment');
    this.writes.push({ at: this.now, comment: { id, at: this.now, body } });
    return id;
  }

  edit(id: string, body: Body): void {
    this.writes.push({ at: this.now, comment: { id, at: this.now, body } });
  }

  /** Adding a label that is there, or removing one that is not, leaves no trace, as on GitHub. */
  label(kind: 'labeled' | 'unlabeled', severity: number, by: Actor): void {
    if (this.labels().has(severity) === (kind === 'labeled')) return;
    const id = this.newId('event');
    this.writes.push({ at: this.now, label: { id, at: this.now, kind, severity, by } });
  }

  /** Takes the newest write back, as if still on its way; the answer, called often, lets it arrive in time. */
  holdNewest(seconds: number): () => void {
    const due = this.now + seconds;
    let held = this.writes.pop();
    return () => {
      if (held === undefined || this.now < due) return;
      this.writes.push({ ...held, at: this.now });
      held = undefined;
    };
  }

  labels(): ReadonlySet<number> {
    return this.labelsUpTo(this.writes.length);
  }

  truth(): View {
    const all = this.writes.length;
    return this.upTo({ comments: all, timeline: all, labels: all });
  }

  read(): View {
    this.reads += 1;
    const { reads, parts } = this.staleness;
    const lags = reads === 'every' || (this.reads % 2 === 1) === (reads === 'odd');
    const all = this.writes.length;
    const late = lags ? all - this.missed() : all;
    const cut = (part: Part): number => (parts === 'all' || parts === part ? late : all);
    return this.upTo({
      comments: cut('comments'),
      timeline: cut('timeline'),
      labels: cut('labels'),
    });
  }

  private newId(kind: string): string {
    this.made += 1;
    return `${kind}-${String(this.made).padStart(3, '0')}`;
  }

  /** Writes stand in the order of their times: the newest ones are asked until one is old enough. */
  private missed(): number {
    const { writes, lasts } = this.staleness;
    let missed = 0;
    while (missed < writes && (this.writes.at(-1 - missed)?.at ?? 0) > this.now - lasts)
      missed += 1;
    return missed;
  }

  // Asked some million times: plain loops, and nothing made that nobody asked for.
  private upTo(cut: Record<Part, number>): View {
    const comments = new Map<string, Comment>();
    const timeline: LabelEvent[] = [];
    for (const write of this.writes.slice(0, cut.comments))
      if ('comment' in write) comments.set(write.comment.id, write.comment);
    for (const write of this.writes.slice(0, cut.timeline))
      if ('label' in write) timeline.push(write.label);
    return { comments: [...comments.values()], timeline, labels: this.labelsUpTo(cut.labels) };
  }

  private labelsUpTo(cut: number): Set<number> {
    const labels = new Set<number>();
    for (const write of this.writes.slice(0, cut)) {
      if (!('label' in write)) continue;
      if (write.label.kind === 'labeled') labels.add(write.label.severity);
      else labels.delete(write.label.severity);
    }
    return labels;
  }
}
