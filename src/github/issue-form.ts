import type { FormAnswers } from '../core/form.ts';
import { loginIn } from '../core/login.ts';

/**
 * The labels of .github/ISSUE_TEMPLATE/incident.yml in the form's order. GitHub writes each as a heading into
 * the body, and neither the ids of the fields nor the name of the form.
 */
export const FORM_HEADINGS = {
  description: 'What is broken?',
  severity: 'Severity',
  startedAt: 'Impact started at',
  services: 'Affected services',
  links: 'Links to alerts or dashboards',
  commander: 'Incident commander',
} as const;

export const NOT_SURE = 'Not sure';

type Field = keyof typeof FORM_HEADINGS;

const fields: readonly Field[] = [
  'description',
  'severity',
  'startedAt',
  'services',
  'links',
  'commander',
];

const NO_ANSWER = /^(?:_No response_|None)?$/;

/** What the record keeps of an answer; the body holds the rest. */
const LONGEST_ANSWER = 2_000;

/**
 * The answers in an issue's body; null where it was not made with our form. Whether the policy has the severity
 * is not looked at.
 */
export function readForm(body: string): FormAnswers | null {
  const answers = answersIn(body.split(/\r\n?|\n/));
  if (!answers.has('description') || !answers.has('severity')) return null;
  const answer = (field: Field): string | null => answers.get(field) ?? null;
  const choice = answer('severity');
  const severity = severityIn(choice);
  const missing: string[] = [];
  if (answer('description') === null) missing.push(FORM_HEADINGS.description);
  if (severity === null && choice !== NOT_SURE) missing.push(FORM_HEADINGS.severity);
  return {
    description: answer('description'),
    severity,
    startedAt: answer('startedAt'),
    services: servicesIn(answer('services')),
    links: answer('links'),
    commander: loginIn(answer('commander') ?? ''),
    missing,
  };
}

/** Where a heading of ours stands. */
interface Heading {
  readonly field: Field;
  readonly at: number;
}

/** What stands below each heading, up to the next one of ours. */
function answersIn(lines: readonly string[]): Map<Field, string | null> {
  const found = chosen(headingsIn(lines));
  return new Map(
    found.map(({ field, at }, index) => {
      const text = lines.slice(at + 1, found[index + 1]?.at).join('\n');
      const answer = text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
      return [field, NO_ANSWER.test(answer.trim()) ? null : answer.slice(0, LONGEST_ANSWER)];
    }),
  );
}

/**
 * Everything outside of code that looks like a heading of ours, in the body's order. Typed by hand, its case
 * may differ and a colon may follow; its level may not: people use the others for headings of their own.
 */
function headingsIn(lines: readonly string[]): readonly Heading[] {
  const code = codeLines(lines);
  return lines.flatMap((line, at) => {
    const label = code.has(at) ? undefined : HEADING.exec(line.trimEnd())?.[1];
    const field = fields.find((one) => FORM_HEADINGS[one].toLowerCase() === label?.toLowerCase());
    return field ? [{ field, at }] : [];
  });
}

const HEADING = /^###[ \t]+(.*?):?$/;

/**
 * The headings that count. Where each stands once their order is a team's own. Where one stands twice, an
 * answer holds what looks like a heading, and it must not replace an answer above it: in the form's order each
 * is looked for behind the one before it, in any other order the first of each counts.
 */
function chosen(headings: readonly Heading[]): readonly Heading[] {
  const firsts = headings.filter(
    ({ field }, index) => headings.findIndex((one) => one.field === field) === index,
  );
  const isReordered =
    firsts[0]?.field !== fields.find((one) => firsts.some((h) => h.field === one));
  if (firsts.length === headings.length || isReordered) return firsts;
  const found: Heading[] = [];
  for (const field of fields) {
    const from = found.at(-1)?.at ?? -1;
    const heading = headings.find((one) => one.field === field && one.at > from);
    if (heading) found.push(heading);
  }
  return found;
}

/** Lines within fences. A fence that is never closed is none: it would swallow the rest of the form. */
function codeLines(lines: readonly string[]): Set<number> {
  const code = new Set<number>();
  const unclosed = { '`': Number.POSITIVE_INFINITY, '~': Number.POSITIVE_INFINITY };
  for (let index = 0; index < lines.length; index += 1) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(lines[index] ?? '')?.[1];
    if (!mark) continue;
    const kind = mark.startsWith('`') ? '`' : '~';
    if (mark.length >= unclosed[kind]) continue;
    const end = lines.findIndex((line, at) => at > index && closes(line, mark));
    if (end < 0) {
      unclosed[kind] = mark.length;
      continue;
    }
    for (let line = index; line <= end; line += 1) code.add(line);
    index = end;
  }
  return code;
}

const closes = (line: string, mark: string): boolean =>
  line.trim().startsWith(mark) && line.trim().replaceAll(mark[0] ?? '', '') === '';

const severityIn = (answer: string | null): number | null => {
  const level = /^SEV\s*(\d)(?!\d)/i.exec(answer ?? '')?.[1];
  return level === undefined ? null : Number(level);
};

const servicesIn = (answer: string | null): readonly string[] => {
  const names = (answer ?? '').split(/[,\n]/).map((name) => name.replace(/^\s*[-*] /, '').trim());
  return [...new Set(names.filter((name) => name !== ''))];
};
