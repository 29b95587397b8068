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

/**
 * What stands below each heading. Each is looked for behind the one before it, and the first one counts: what
 * looks like a heading of ours within an answer cannot replace an answer above it.
 */
function answersIn(lines: readonly string[]): Map<Field, string | null> {
  const code = codeLines(lines);
  const found: { field: Field; at: number }[] = [];
  for (const field of fields) {
    const heading = `### ${FORM_HEADINGS[field]}`;
    const from = (found.at(-1)?.at ?? -1) + 1;
    const at = lines.findIndex(
      (line, index) => index >= from && !code.has(index) && line.trimEnd() === heading,
    );
    if (at >= 0) found.push({ field, at });
  }
  return new Map(
    found.map(({ field, at }, index) => {
      const text = lines.slice(at + 1, found[index + 1]?.at).join('\n');
      const answer = text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
      return [field, NO_ANSWER.test(answer.trim()) ? null : answer.slice(0, LONGEST_ANSWER)];
    }),
  );
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
