import { describe, expect, test } from '@jest/globals';
import { filesLike, type Source } from './sources.ts';

const LONGEST = 250;
/** Drawers sort by grammar; a name says what is inside. */
const DRAWER = /(?:^|\/)(?:utils?|helpers?|types?|constants?|common|misc|shared)(?:\/|\.\w+$)/;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/;

/** What is wrong with a file's outside, one sentence each. */
function faultsOf({ path, text }: Source): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n').length;
  const faults: readonly (string | false)[] = [
    path.startsWith('src/') && lines > LONGEST && `has ${lines} lines; ${LONGEST} is the most`,
    DRAWER.test(path) && 'is a drawer: name it for the one thing inside',
    !KEBAB.test(path.split('/').at(-1) ?? '') && 'is not named in kebab-case',
    /\b(?:TODO|FIXME|XXX|HACK)\b/.test(text) && 'leaves work to others',
    /^export default\b/m.test(text) && 'exports without a name',
    /^\s*(?:export )?(?:const )?enum\b/m.test(text) && 'has an enum',
    /\bas any\b|: any\b|<any>/.test(text.replaceAll(/'[^'\n]*'|\/[^/\n]*\//g, '')) && 'has an any',
  ];
  return faults.flatMap((fault) => (fault === false ? [] : [`${path} ${fault}`]));
}

test('every file keeps to its measure', () => {
  const sources = filesLike('src/**/*.ts', 'test/**/*.ts').filter(
    ({ path }) => path !== 'test/contract/sizes.test.ts',
  );
  expect(sources.length).toBeGreaterThan(170);
  expect(sources.flatMap(faultsOf)).toEqual([]);
});

describe('each measure can be missed', () => {
  const long = 'const a = 1;\n'.repeat(LONGEST + 1);
  test.each([
    ['src/core/x.ts', long, 'src/core/x.ts has 251 lines; 250 is the most'],
    ['src/utils/time.ts', '', 'src/utils/time.ts is a drawer: name it for the one thing inside'],
    [
      'src/core/helpers.ts',
      '',
      'src/core/helpers.ts is a drawer: name it for the one thing inside',
    ],
    ['src/core/types.ts', '', 'src/core/types.ts is a drawer: name it for the one thing inside'],
    ['src/core/twoWords.ts', '', 'src/core/twoWords.ts is not named in kebab-case'],
    ['src/core/x.ts', '// TODO: later', 'src/core/x.ts leaves work to others'],
    ['src/core/x.ts', 'export default 1;', 'src/core/x.ts exports without a name'],
    ['src/core/x.ts', 'export enum Level { One }', 'src/core/x.ts has an enum'],
    ['src/core/x.ts', 'const a = b as any;', 'src/core/x.ts has an any'],
  ])('%s %#', (path, text, fault) => {
    expect(faultsOf({ path, text })).toEqual([fault]);
  });

  test('and kept', () => {
    const text = 'const a = 1;\n'.repeat(LONGEST);
    expect(faultsOf({ path: 'src/core/snapshot-types-of.ts', text })).toEqual([]);
    expect(faultsOf({ path: 'test/core/x.test.ts', text: long })).toEqual([]);
  });
});
