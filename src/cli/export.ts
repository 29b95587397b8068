/**
 * `tocsin export owner/repo`: every incident of a repository in numbers, out of the records themselves, as JSON
 * or as a table. Drills, false alarms and what nobody confirmed are told, and told apart.
 */
import { Option } from 'commander';
import { parseDuration } from '../core/duration.ts';
import { DEFAULT_POLICY } from '../core/policy.ts';
import { decodeRecord, incidentOf, recordIn } from '../core/record.ts';
import type { Instant } from '../core/time.ts';
import type { GitHub } from '../github/client.ts';
import { type ListedIncident, listIncidents } from '../github/incident-list.ts';
import { cardsAmong } from '../github/observe.ts';
import { policyToday } from '../github/policy-today.ts';
import { connect } from './connect.ts';
import { csv } from './csv.ts';
import { type Exit, misused, Stop } from './exit.ts';
import { COLUMNS, cellsOf, type IncidentRow, rowOf } from './incident-row.ts';
import { BOT_OPTION, botsTyped, firstToWrite, type Ours } from './ours.ts';
import { repositoryIn } from './places.ts';
import { asJson, type Terminal } from './terminal.ts';
import type { JsonOption, Verb } from './verb.ts';

interface Options extends JsonOption {
  readonly format: 'json' | 'csv';
  readonly since?: string;
  readonly botId?: readonly string[];
}

export const exportVerb: Verb = {
  name: 'export',
  exits: ['refused', 'later'],
  define(command, does) {
    command
      .summary('Write out the incidents of a repository as JSON or CSV')
      .description(
        'Reads every issue with the label `incident`, open and closed, and writes what its record says: severity, times, durations in seconds, roles, updates, postmortem. What `counts` is false for (drills, false alarms, duplicates, unconfirmed reports) metrics should leave out.',
      )
      .argument('<owner/repo>', 'the repository')
      .addOption(
        new Option('--format <format>', 'how it is written')
          .choices(['json', 'csv'])
          .default('json'),
      )
      .option('--since <when>', 'declared since then: 2026-01-31, or 90d for so long ago')
      .option(...BOT_OPTION)
      .action(does(exportIncidents));
  },
};

async function exportIncidents(terminal: Terminal, place: string, options: Options): Promise<Exit> {
  const { owner, name } = repositoryIn(place);
  if (options.json && options.format === 'csv')
    throw misused('--json and --format csv ask for two things at once');
  const since = sinceTyped(options.since, terminal.now());
  const typed = botsTyped(options.botId);
  const github = connect(terminal);
  const progress = (read: number, of: number): void =>
    terminal.tell(`Read ${read} of ${of} issues with the label`);
  const listed = await listIncidents(github, { owner, name, since, progress });
  if (!listed)
    throw new Stop(
      'refused',
      `There is no repository ${owner}/${name}, or this token may not see it`,
    );
  const ours = typed ?? oldestWriter(listed);
  if (ours) terminal.tell(`Believed: ${ours.because}`);
  const policy = (await policyToday(github, { owner, name }))?.policy ?? DEFAULT_POLICY;
  const rows: IncidentRow[] = [];
  for (const issue of listed) {
    const incident = ours && (await incidentIn(github, issue, ours));
    if (!incident || incident.declaredAt < (since ?? 0)) continue;
    rows.push(rowOf(issue, incident, policy));
  }
  rows.sort((a, b) => a.declaredAt.localeCompare(b.declaredAt) || a.number - b.number);
  terminal.tell(`${rows.length} incidents; ${listed.length - rows.length} issues were left out`);
  terminal.say(options.format === 'csv' ? csv(COLUMNS, rows.map(cellsOf)) : asJson(rows));
  return 'done';
}

async function incidentIn(github: GitHub, { cards }: ListedIncident, { ids }: Ours) {
  const { card } = await cardsAmong(github, cards, { trusted: ids });
  const record = recordIn(card?.record);
  return record && incidentOf(record);
}

/** The bot that wrote the oldest record of all; null where there is none. */
function oldestWriter(listed: readonly ListedIncident[]): Ours | null {
  const [oldest] = listed
    .flatMap(({ cards }) => cards)
    .filter(({ body }) => decodeRecord(body).kind !== 'none')
    .sort((a, b) => a.databaseId - b.databaseId);
  const author = oldest?.author;
  return author?.databaseId ? firstToWrite(author.databaseId, author.login) : null;
}

function sinceTyped(typed: string | undefined, now: Instant): Instant | null {
  if (typed === undefined) return null;
  const length = parseDuration(typed);
  const at = length === null ? dateIn(typed) : now - length;
  if (at !== null && at <= now) return at;
  throw misused(
    `--since is "${typed}"; it must be a day that has been, such as 2026-01-31, or a length of time such as 90d`,
  );
}

function dateIn(typed: string): Instant | null {
  const at = /^\d{4}-\d{2}-\d{2}(?:T[\d:]+Z?)?$/.test(typed) ? Date.parse(typed) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
