import type { Octokit } from '@octokit/rest';
import { bodyOf, formOf } from '../world/forms.ts';
import type { Repository } from '../world/records.ts';
import { fieldName, formsOf } from './form-file.ts';
import { Refused } from './refused.ts';

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

type Act = (person: Octokit, place: Place, posted: URLSearchParams) => Promise<unknown>;

const what = (posted: URLSearchParams): string => posted.get('what') ?? '';

const say: Act = async ({ rest }, place, posted) => {
  const body = posted.get('body') ?? '';
  if (body.trim() === '') throw new Refused(422, 'A comment needs a word or two.');
  await rest.issues.createComment({ ...place, body });
};

/** As on GitHub, what is typed beside the button goes with it. */
const turn =
  (state: 'open' | 'closed'): Act =>
  async (person, place, posted) => {
    if (posted.get('body')?.trim()) await say(person, place, posted);
    await person.rest.issues.update({ ...place, state });
  };

const ACTS: Readonly<Record<string, Act>> = {
  comment: say,
  close: turn('closed'),
  reopen: turn('open'),
  label: ({ rest }, place, posted) => rest.issues.addLabels({ ...place, labels: [what(posted)] }),
  unlabel: ({ rest }, place, posted) => rest.issues.removeLabel({ ...place, name: what(posted) }),
  assign: async ({ rest }, place, posted) => {
    const login = what(posted);
    const { data } = await rest.issues.addAssignees({ ...place, assignees: [login] });
    // GitHub drops whom it cannot assign without a word; its own page does not offer them.
    if (data.assignees?.some((one) => one.login === login)) return;
    throw new Refused(422, `GitHub assigns nobody without access to the repository: not ${login}.`);
  },
  unassign: ({ rest }, place, posted) =>
    rest.issues.removeAssignees({ ...place, assignees: [what(posted)] }),
};

const ownerAndName = ({ fullName }: Repository): { owner: string; repo: string } => {
  const [owner = '', repo = ''] = fullName.split('/');
  return { owner, repo };
};

/** Does on an issue what was posted. Rejects with what GitHub, or `Refused`, has against it. */
export async function actOn(
  person: Octokit,
  repository: Repository,
  number: number,
  posted: URLSearchParams,
): Promise<void> {
  const act = ACTS[posted.get('act') ?? ''];
  if (!act) throw new Refused(422, 'This page knows no such act.');
  await act(person, { ...ownerAndName(repository), issue_number: number }, posted);
}

/** Opens the issue that was posted, through its form if it has one. Answers its number. */
export async function open(
  person: Octokit,
  repository: Repository,
  posted: URLSearchParams,
): Promise<number> {
  const title = posted.get('title') ?? '';
  const file = posted.get('template');
  const labels = (posted.get('labels') ?? '').split(',').map((name) => name.trim());
  const { data } = await person.rest.issues.create({
    ...ownerAndName(repository),
    title,
    ...(file === null
      ? { body: posted.get('body') ?? '', labels: labels.filter((name) => name !== '') }
      : { body: filledIn(repository, file, posted), headers: { 'x-sandbox-form': file } }),
  });
  return data.number;
}

function filledIn(repository: Repository, file: string, posted: URLSearchParams): string {
  const form = formsOf(repository).find((one) => one.file === file);
  if (!form) throw new Refused(404, `This repository has no form ${file}.`);
  const answers: Record<string, readonly string[]> = {};
  for (const [index, { kind, label, isRequired }] of form.fields.entries()) {
    if (kind === 'markdown') continue;
    const given = posted.getAll(fieldName(index)).filter((one) => one.trim() !== '');
    if (isRequired && given.length === 0) {
      throw new Refused(422, `“${label}” has to be answered.`);
    }
    answers[label] = given;
  }
  return bodyOf(formOf(repository, file), answers);
}
