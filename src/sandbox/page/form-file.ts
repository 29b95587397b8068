import { load } from 'js-yaml';
import type { Repository } from '../world/records.ts';

const FOLDER = '.github/ISSUE_TEMPLATE/';

const KINDS = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes'] as const;

/** One field of an issue form, as its file says it; what the file leaves out is empty. */
export interface FormField {
  readonly kind: (typeof KINDS)[number];
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly isMultiple: boolean;
  readonly isRequired: boolean;
}

export interface FormFile {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly fields: readonly FormField[];
}

type Yaml = Readonly<Record<string, unknown>>;

const isYaml = (value: unknown): value is Yaml => typeof value === 'object' && value !== null;
const mapIn = (value: unknown): Yaml => (isYaml(value) ? value : {});
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function fieldsIn(value: unknown): readonly FormField[] {
  const { type, attributes: given, validations } = mapIn(value);
  const kind = KINDS.find((one) => one === type);
  if (kind === undefined) return [];
  const attributes = mapIn(given);
  return [
    {
      kind,
      label: textIn(attributes.label),
      description: textIn(attributes.description),
      placeholder: textIn(attributes.placeholder),
      value: textIn(attributes.value),
      options: listIn(attributes.options).map((one) => textIn(mapIn(one).label) || String(one)),
      isMultiple: attributes.multiple === true,
      isRequired: mapIn(validations).required === true,
    },
  ];
}

/** The issue forms that a repository offers; a file that asks nothing is none. */
export function formsOf(repository: Repository): readonly FormFile[] {
  return [...repository.files].flatMap(([path, oid]) => {
    if (!path.startsWith(FOLDER) || !/\.ya?ml$/.test(path)) return [];
    const form = mapIn(load(repository.blobs.get(oid) ?? ''));
    const fields = listIn(form.body).flatMap(fieldsIn);
    if (fields.length === 0) return [];
    const { name, description, title } = form;
    const file = path.slice(FOLDER.length);
    return [
      {
        file,
        name: textIn(name) || file,
        description: textIn(description),
        title: textIn(title),
        fields,
      },
    ];
  });
}

/** The name of a form's field in what is posted: headings may be any text, places are not. */
export const fieldName = (index: number): string => `field-${index}`;
