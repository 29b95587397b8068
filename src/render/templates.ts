import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../core/effects.ts';
import type { Amiss, TeamTemplate } from '../core/team-template.ts';
import { compiled, reasonOf } from './compile.ts';
import { createTeam } from './team.ts';

interface Speaker {
  /**
   * One message: each part's template with its view, a blank line between them; at most `longest`
   * (else 60,000) characters.
   *
   * A view is read as JSON: a field that is `undefined` is missing, and a missing field throws wherever it
   * is used, with the template's name, the line and the field. `null` is a field without a value.
   */
  render(parts: readonly Part[], longest?: number): string;
}

export interface Renderer extends Speaker {
  /** Speaks in a team's own words where it has some that hold, else in ours. */
  inWordsOf(templates: readonly TeamTemplate[]): TeamRenderer;
}

export interface TeamRenderer extends Speaker {
  /** The team's templates that are not used: those that cannot be, at once, and others once they were tried. */
  amiss(): readonly Amiss[];
}

/** GitHub takes 65,536 characters; the rest is for what is hidden below the text. */
const LONGEST_MESSAGE = 60_000;
/** Ours are read by those who write them; a team's may do less, see team.ts. */
const OURS = { deepest: 3 };

/** @param sources template name → Handlebars source, see template-rules.ts for what it may contain */
export function createRenderer(sources: Readonly<Record<string, string>>): Renderer {
  const ours = ({ template, view }: Part): string => {
    const source = Object.hasOwn(sources, template) ? sources[template] : undefined;
    if (source === undefined) throw new Error(`There is no template "${template}"`);
    try {
      return compiled(source, OURS)(JSON.parse(JSON.stringify(view ?? null)));
    } catch (cause) {
      throw new Error(`Template "${template}", ${reasonOf(cause)}`, { cause });
    }
  };
  return {
    render: joined(ours),
    inWordsOf(templates) {
      const team = createTeam(templates, Object.keys(sources));
      return {
        amiss: team.amiss,
        render: joined((part) => {
          const usual = ours(part);
          return team.say(part, usual) ?? usual;
        }),
      };
    },
  };
}

/** The templates of a folder by name: `card` is the text of `card.md.hbs`. */
export function loadTemplates(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md.hbs'));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.md.hbs'.length),
      readFileSync(join(folder, file), 'utf8'),
    ]),
  );
}

const joined =
  (say: (part: Part) => string): Speaker['render'] =>
  (parts, longest = LONGEST_MESSAGE) => {
    const texts = parts.map(say).map((text) => text.trim());
    return cut(tidy(texts.filter((text) => text !== '').join('\n\n')), longest);
  };

const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n');

/** Cuts between two lines where there is one not too far up. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 3).toWellFormed();
  const end = kept.lastIndexOf('\n');
  return `${kept.slice(0, end > longest / 2 ? end : undefined).trimEnd()}\n\n…`;
}
