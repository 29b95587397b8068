import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { sampleParts } from '../../src/cli/sample-parts.ts';
import { SAMPLE_POLICY } from '../../src/cli/sample-plays.ts';
import { createRenderer, loadTemplates } from '../../src/render/templates.ts';

const sources = loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)));
const renderer = createRenderer(sources);
const samples = sampleParts(SAMPLE_POLICY);

// Where this fails for a new message: add to src/cli/sample-plays.ts what makes it be said, a line of a play mostly.
test.each(Object.keys(sources))('`tocsin render %s` has something to show', (name) => {
  const texts = samples
    .filter(({ part }) => part.template === name)
    .map(({ part }) => renderer.render([part]));
  expect(texts.join('').trim()).not.toBe('');
});
