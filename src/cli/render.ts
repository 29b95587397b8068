/**
 * `tocsin render TEMPLATE`: a message as people see it, with sample incidents; `--file` takes a team's own
 * template in place of ours, and says what is wrong with it.
 */
import { nearest } from '../core/nearest.ts';
import type { Policy } from '../core/policy.ts';
import { readPolicy } from '../github/policy-file.ts';
import { createRenderer } from '../render/templates.ts';
import { type Exit, misused, Stop } from './exit.ts';
import { type SamplePart, sampleParts } from './sample-parts.ts';
import { SAMPLE_POLICY } from './sample-plays.ts';
import { shippedTemplates } from './shipped.ts';
import { asJson, type Terminal, textOf } from './terminal.ts';
import type { JsonOption, Verb } from './verb.ts';

interface Options extends JsonOption {
  readonly file?: string;
  readonly config?: string;
  readonly all?: true;
  readonly view?: true;
}

/** What a template is given at some moment of some incident, and what it makes of it. */
interface Rendered {
  readonly sample: string;
  readonly text: string;
  readonly view: unknown;
}

export const render: Verb = {
  name: 'render',
  exits: ['problems'],
  define(command, does) {
    command
      .summary('Show a message as it is rendered, ours or your own')
      .description('Renders a message with sample incidents. Asks nobody: no token, no network.')
      .argument('<template>', 'the name of the message, such as card or postmortem')
      .option('--file <template>', 'your own template for it; - for what is piped in')
      .option('--config <file>', 'the configuration that the samples are played under')
      .option('--all', 'every time that a sample says it; without it the first and the last')
      .option('--view', 'show the fields that the template can use, too')
      .action(does(renderTemplate));
  },
};

async function renderTemplate(terminal: Terminal, name: string, options: Options): Promise<Exit> {
  const sources = shippedTemplates();
  if (!Object.hasOwn(sources, name)) throw unknown(name, Object.keys(sources));
  const policy = await policyTyped(terminal, options.config);
  const own = options.file === undefined ? null : await textOf(terminal, options.file);
  const file = options.file ?? name;
  const renderer = createRenderer(sources).inWordsOf(
    own === null ? [] : [{ name, oid: file, file, text: own }],
  );
  const samples = samplesOf(name, { policy, all: options.all ?? false });
  const rendered: Rendered[] = [];
  for (const { sample, part } of samples) {
    const text = renderer.render([part]);
    if (!rendered.some((one) => one.text === text))
      rendered.push({ sample, text, view: part.view });
  }
  // Judged as the app judges it: by the bounds for what comes out of a repository.
  const [amiss] = renderer.amiss();
  if (amiss)
    throw new Stop(
      'problems',
      `${file}: ${amiss.why}. While an incident runs, Tocsin would use its own template instead`,
    );
  if (rendered.length === 0)
    throw new Stop('problems', `Under this configuration no sample says "${name}"`);
  terminal.say(
    options.json ? asJson(rendered) : rendered.map((one) => textFor(one, options)).join('\n\n'),
  );
  return 'done';
}

const textFor = ({ sample, text, view }: Rendered, options: Options): string =>
  [`<!-- ═══ ${sample} ═══ -->`, text, ...(options.view ? [asJson(view)] : [])].join('\n\n');

/** The message as each sample says it: first and last, or every time. */
function samplesOf(
  template: string,
  { policy, all }: { readonly policy: Policy; readonly all: boolean },
): readonly SamplePart[] {
  const said = sampleParts(policy).filter(({ part }) => part.template === template);
  return said.filter(
    ({ sample }, index) =>
      all || sample !== said[index - 1]?.sample || sample !== said[index + 1]?.sample,
  );
}

function unknown(name: string, names: readonly string[]): Stop {
  const meant = nearest(name, names);
  return misused(
    `There is no message "${name}"${meant ? `; did you mean ${meant}?` : '.'} Here they are ${[...names].sort().join(', ')}`,
  );
}

async function policyTyped(terminal: Terminal, file: string | undefined): Promise<Policy> {
  if (file === undefined) return SAMPLE_POLICY;
  const { policy } = readPolicy(await textOf(terminal, file), file);
  if (policy) return policy;
  throw new Stop('problems', `${file} has problems: \`tocsin check ${file}\` lists them`);
}
