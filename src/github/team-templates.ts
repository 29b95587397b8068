import type { TeamTemplate } from '../core/team-template.ts';
import type { FolderAnswer, SnapshotAnswer } from './answers.ts';

export const TEMPLATES_PATH = '.github/incident-templates';
const SUFFIX = '.md.hbs';
/** More than there are messages. */
const MOST = 100;

/**
 * The templates in `.github/incident-templates/`: the repository's, and the organisation's of those which
 * the repository does not have. Whether there is such a message is not looked at.
 */
export function teamTemplates({ repository, organisation }: SnapshotAnswer): TeamTemplate[] {
  const where = repository?.nameWithOwner ?? '';
  const own = templatesIn(repository?.templates, where);
  const shared = templatesIn(organisation?.templates, `${where.split('/')[0]}/.github`);
  const isOwn = ({ name }: TeamTemplate): boolean => own.some((one) => one.name === name);
  return [...own, ...shared.filter((one) => !isOwn(one))];
}

const templatesIn = (
  folder: FolderAnswer | null | undefined,
  repository: string,
): readonly TeamTemplate[] =>
  (folder?.entries ?? []).slice(0, MOST).flatMap(({ name, object }) => {
    if (!name.endsWith(SUFFIX) || !object?.oid) return [];
    const { oid, text, isTruncated } = object;
    return {
      name: name.slice(0, -SUFFIX.length),
      oid,
      file: `${repository} ${TEMPLATES_PATH}/${name}`,
      text: isTruncated ? null : (text ?? null),
    };
  });
