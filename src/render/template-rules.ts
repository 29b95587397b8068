/** What a template may call by name, and with how many values. */
const CALLS: Readonly<Record<string, number>> = {
  quote: 1,
  login: 1,
  code: 1,
  prose: 1,
  link: 2,
};
/** What a template may do beyond what is safe for all. */
export interface Rules {
  /** How many `{{#each}}` may stand within one another: what they repeat multiplies. */
  readonly deepest: number;
}

const BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with']);

/** What the text to the left makes of the place where a value is to stand. */
type Place = 'text' | 'line start' | 'HTML' | 'a link' | 'a tag or an address' | 'code';

/** How a plain field is printed there; a template cannot call these by name. */
const PRINTERS: Readonly<Record<Place, string | null>> = {
  text: 'inline',
  'line start': 'inline',
  HTML: 'unlinked',
  'a link': 'unlinked',
  code: 'insideCode',
  'a tag or an address': null,
};

const PLACES: Readonly<Record<string, readonly Place[]>> = {
  quote: ['line start'],
  login: ['text', 'line start', 'HTML'],
  code: ['text', 'line start'],
  prose: ['text', 'line start'],
  link: ['text', 'line start'],
};

/**
 * Makes a parsed template safe and strict, in place, or throws what is wrong with it, with the line.
 *
 * Safe: no output is left that does not pass one of our printers. Handlebars' own escaping is for HTML, and
 * global to the process; a printer chosen here cannot be forgotten, and `{{{x}}}`, partials and decorators,
 * which would go round it, are refused. Strict: Handlebars looks a field up strictly where it is printed, but
 * not where it is given to a helper or to `{{#if}}`; the mark it goes by is set on all paths.
 */
export function secure(
  program: hbs.AST.Program,
  { source, deepest }: Rules & { readonly source: string },
): hbs.AST.Program {
  const lines = source.split(/\r\n?|\n/);
  visit(program, { lines, left: deepest });
  return program;
}

interface Within {
  readonly lines: readonly string[];
  /** How many lists may still be opened within one another. */
  readonly left: number;
}

function visit(program: hbs.AST.Program | null | undefined, within: Within): void {
  const { lines, left } = within;
  for (const statement of program?.body ?? []) {
    if (isBlock(statement)) {
      secureBlock(statement);
      const isList = statement.path.original === 'each';
      if (isList && left === 0) throw wrong(statement, 'this "each" stands in too many others');
      visit(statement.program, isList ? { lines, left: left - 1 } : within);
      visit(statement.inverse, within);
    } else if (isMustache(statement)) {
      secureMustache(statement, placeOf(statement, lines));
    } else if (!['ContentStatement', 'CommentStatement'].includes(statement.type)) {
      throw wrong(statement, 'templates have no partials and no decorators');
    }
  }
}

function secureBlock(block: hbs.AST.BlockStatement): void {
  const name = block.path.original;
  if (!BLOCKS.has(name)) throw wrong(block, `no block is called "${name}"`);
  if (block.program?.blockParams || block.inverse?.blockParams) {
    throw wrong(
      block,
      'no "as |name|": the inner fields are reached as they are, the outer with ../',
    );
  }
  secureParams(block, 1);
}

function secureMustache(mustache: hbs.AST.MustacheStatement, place: Place): void {
  if (!mustache.escaped)
    throw wrong(mustache, 'everything printed is escaped, no {{{x}}} or {{&x}}');
  const { path, params } = mustache;
  if (!isPath(path)) throw wrong(mustache, 'only a field or a helper can be printed');
  const name = path.original;
  const values = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (values !== undefined) {
    if (!PLACES[name]?.includes(place)) throw wrong(mustache, `"${name}" cannot stand in ${place}`);
    secureParams(mustache, values);
  } else {
    if (params.length > 0) throw wrong(mustache, `no helper is called "${name}"`);
    const printer = PRINTERS[place];
    if (!printer) throw wrong(mustache, `a field cannot stand in ${place}; there is {{link}}`);
    mustache.params = [path];
    mustache.path = { ...path, data: false, depth: 0, parts: [printer], original: printer };
    secureParams(mustache, 1);
  }
  // The helpers are told what they are given, for their errors.
  const { loc } = mustache;
  const about = `line ${loc.start.line}: "${mustache.params.filter(isPath).map((p) => p.original)}"`;
  mustache.params.push(literal(about, loc));
}

function secureParams(
  call: hbs.AST.BlockStatement | hbs.AST.MustacheStatement,
  count: number,
): void {
  if (call.params.length !== count || call.hash) throw wrong(call, `takes ${count} value(s)`);
  for (const param of call.params) {
    if (isPath(param)) Object.assign(param, { strict: true });
    else if (param.type !== 'StringLiteral') throw wrong(call, 'a value is a field or a "text"');
  }
}

function placeOf(node: hbs.AST.Node, lines: readonly string[]): Place {
  const { line, column } = node.loc.start;
  const left = (lines[line - 1] ?? '')
    .slice(0, column)
    .replace(/\{\{~?(?:[#/^!]|else\b).*?\}\}/g, '')
    .replace(/\{\{.*?\}\}/g, 'x');
  if (/<[a-z/][^<>]*$/i.test(left) || /\]\([^)\s]*$/.test(left)) return 'a tag or an address';
  if ((left.match(/`+/g)?.length ?? 0) % 2 === 1) return 'code';
  if (/<[a-z/]/i.test(left)) return 'HTML';
  if (/\[[^\]]*$/.test(left)) return 'a link';
  return left === '' ? 'line start' : 'text';
}

const isBlock = (node: hbs.AST.Node): node is hbs.AST.BlockStatement =>
  node.type === 'BlockStatement';
const isMustache = (node: hbs.AST.Node): node is hbs.AST.MustacheStatement =>
  node.type === 'MustacheStatement';
const isPath = (node: hbs.AST.Node): node is hbs.AST.PathExpression =>
  node.type === 'PathExpression';

const literal = (value: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral => ({
  type: 'StringLiteral',
  value,
  original: value,
  loc,
});

const wrong = (node: hbs.AST.Node, why: string): Error =>
  new Error(`line ${node.loc.start.line}: ${why}`);
