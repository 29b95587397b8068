import { load } from 'js-yaml';
import type { Repository } from './records.ts';

interface Field {
  readonly kind: string;
  readonly label: string;
  readonly fence: string | null;
  readonly choices: readonly string[];
}

/** An issue form as the file in `.github/ISSUE_TEMPLATE/` says it. */
export interface Form {
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly fields: readonly Field[];
}

/** What a person entered, by the field's label; several choices as a list. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

type Yaml = Readonly<Record<string, unknown>>;

const isYaml = (value: unknown): value is Yaml =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const mapIn = (value: unknown): Yaml => (isYaml(value) ? value : {});
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function fieldOf(value: unknown): Field {
  const field = mapIn(value);
  const attributes = mapIn(field.attributes);
  return {
    kind: textIn(field.type),
    label: textIn(attributes.label),
    fence: typeof attributes.render === 'string' ? attributes.render : null,
    choices: listIn(attributes.options).map((one) => textIn(mapIn(one).label) || String(one)),
  };
}

/** Reads a form of this repository by its file name. Throws where there is none. */
export function formOf(repository: Repository, file: string): Form {
  const oid = repository.files.get(`.github/ISSUE_TEMPLATE/${file}`);
  const text = oid === undefined ? undefined : repository.blobs.get(oid);
  if (text === undefined) throw new Error(`${repository.fullName} has no issue form ${file}.`);
  const form = mapIn(load(text));
  const labels = typeof form.labels === 'string' ? form.labels.split(',') : listIn(form.labels);
  return {
    name: textIn(form.name),
    description: textIn(form.description),
    title: textIn(form.title),
    labels: labels.map((label) => String(label).trim()),
    fields: listIn(form.body).map(fieldOf),
  };
}

function answerOf(field: Field, answer: string | readonly string[] | undefined): string {
  const chosen = typeof answer === 'string' ? [answer] : (answer ?? []);
  if (field.kind === 'checkboxes') {
    return field.choices.map((one) => `- [${chosen.includes(one) ? 'x' : ' '}] ${one}`).join('\n');
  }
  const text = chosen.join(', ').trim();
  if (text === '') return '_No response_';
  return field.fence === null ? text : `\`\`\`${field.fence}\n${text}\n\`\`\``;
}

/**
 * The body that GitHub makes of a filled-in form: every field in order, `_No response_` where empty.
 * Throws where an answer is to no field of the form.
 */
export function bodyOf(form: Form, answers: Answers): string {
  const asked = form.fields.filter((field) => field.kind !== 'markdown');
  for (const label of Object.keys(answers)) {
    if (!asked.some((field) => field.label === label)) {
      throw new Error(`The form ${form.name} does not ask "${label}".`);
    }
  }
  return asked
    .map((field) => `### ${field.label}\n\n${answerOf(field, answers[field.label])}`)
    .join('\n\n');
}
