import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { z } from 'zod';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { FORM_HEADINGS, NOT_SURE, readForm } from '../../src/github/issue-form.ts';

const full = `### What is broken?

Checkout answers 500.

Since the deploy.

### Severity

SEV 1 – Critical: System down

### Impact started at

09:40 UTC

### Affected services

checkout, payments,checkout

### Links to alerts or dashboards

https://grafana.example.com/d/1

### Incident commander

@ana-b
`;

const answers = {
  description: 'Checkout answers 500.\n\nSince the deploy.',
  severity: 1,
  startedAt: '09:40 UTC',
  services: ['checkout', 'payments'],
  links: 'https://grafana.example.com/d/1',
  commander: 'ana-b',
  missing: [],
};

const withAnswer = (heading: string, answer: string): string =>
  full
    .split(/(?=^### )/m)
    .map((part) => (part.startsWith(`### ${heading}`) ? `### ${heading}\n\n${answer}\n\n` : part))
    .join('');

describe('answers', () => {
  test('are read by heading', () => {
    expect(readForm(full)).toEqual(answers);
  });

  test('are read with CRLF', () => {
    expect(readForm(full.replaceAll('\n', '\r\n'))).toEqual(answers);
  });

  test('may all be absent', () => {
    const empty = Object.values(FORM_HEADINGS).map((h) => `### ${h}\n\n_No response_`);
    expect(readForm(empty.join('\n\n'))).toEqual({
      description: null,
      severity: null,
      startedAt: null,
      services: [],
      links: null,
      commander: null,
      missing: ['What is broken?', 'Severity'],
    });
  });

  test('below headings that somebody took out are absent', () => {
    const form = readForm('### What is broken?\n\nAll\n\n### Severity\n\nNot sure');
    expect(form).toMatchObject({ description: 'All', severity: null, links: null, missing: [] });
  });

  test.each([
    ['Not sure', null, []],
    ['sev 3', 3, []],
    ['SEV2', 2, []],
    ['SEV 12', null, ['Severity']],
    ['quite bad', null, ['Severity']],
    ['None', null, ['Severity']],
  ])('severity %j', (text, severity, missing) => {
    expect(readForm(withAnswer('Severity', text))).toMatchObject({ severity, missing });
  });

  test.each([
    ['ana', 'ana'],
    ['@ana_acme', 'ana_acme'],
    ['@Ana-B', 'ana-b'],
    ['@org/team', null],
    ['ana and ben', null],
    ['[ana](https://example.com)', null],
    ['_No response_', null],
  ])('commander %j', (text, commander) => {
    expect(readForm(withAnswer('Incident commander', text))).toMatchObject({ commander });
  });

  test('services may be a list', () => {
    const form = readForm(withAnswer('Affected services', '- checkout\n- e-mail\n'));
    expect(form?.services).toEqual(['checkout', 'e-mail']);
  });
});

describe('a body that is no form', () => {
  test.each([
    ['nothing', ''],
    ['prose', 'Checkout is down'],
    ['another form', '### What is broken?\n\nThe door'],
    ['headings of another level', full.replaceAll('### ', '## ')],
    ['a form shown in a fence', `\`\`\`\n${full}\n\`\`\``],
    ['a quoted form', full.replaceAll(/^/gm, '> ')],
  ])('%s', (_, body) => {
    expect(readForm(body)).toBeNull();
  });
});

describe('a form whose fields a team has put in another order', () => {
  const parts = full.split(/(?=^### )/m).map((part) => part.trimEnd());
  const reversed = parts.toReversed().join('\n\n');

  test('is read all the same', () => {
    expect(readForm(reversed)).toEqual(answers);
  });

  test('keeps its answers from what looks like a heading below them', () => {
    const text = 'All\n\n### Severity\n\nSEV 4';
    const [, , ...others] = parts.toReversed();
    const body = ['### Severity\n\nSEV 1', `### What is broken?\n\n${text}`, ...others];
    expect(readForm(body.join('\n\n'))).toMatchObject({ severity: 1, description: text });
  });
});

describe('headings typed by a person', () => {
  test('may differ in case, and end in a colon', () => {
    const body = full.replace('### Severity', '### SEVERITY:').replace('is broken?', 'Is Broken?');
    expect(readForm(body)).toEqual(answers);
  });

  test('do not replace an answer above them', () => {
    const body = `${full}\n\n### Severity\n\nSEV 4\n\n### What is broken?\n\nNothing`;
    expect(readForm(body)).toMatchObject({ severity: 1, description: answers.description });
  });

  test('out of order are text', () => {
    const text = 'All\n\n### Incident commander\n\n@mallory';
    expect(readForm(withAnswer('What is broken?', text))).toEqual({
      ...answers,
      description: text,
    });
  });

  test('in a fence are text', () => {
    const text = '```\n### Severity\n\nSEV 4\n```';
    expect(readForm(withAnswer('What is broken?', text))).toEqual({
      ...answers,
      description: text,
    });
  });

  test('below a fence that nobody closed are those of the form', () => {
    const text = 'Log:\n```\nboom';
    expect(readForm(withAnswer('What is broken?', text))).toEqual({
      ...answers,
      description: text,
    });
  });
});

test('the longest body of unclosed fences is read at once', () => {
  const before = process.cpuUsage();
  expect(readForm('```x\n'.repeat(13_000))).toBeNull();
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
});

describe('the form in the repository', () => {
  const Form = z.object({
    labels: z.array(z.string()),
    body: z.array(
      z.object({
        type: z.string(),
        attributes: z.object({ label: z.string(), options: z.array(z.string()).optional() }),
        validations: z.object({ required: z.boolean() }).optional(),
      }),
    ),
  });
  const form = Form.parse(load(readFileSync('.github/ISSUE_TEMPLATE/incident.yml', 'utf8')));
  const options = form.body.flatMap((field) => field.attributes.options ?? []);

  test('asks what is read, in that order', () => {
    expect(form.body.map((field) => field.attributes.label)).toEqual(Object.values(FORM_HEADINGS));
  });

  test('requires what is reported as missing', () => {
    const required = form.body.filter((field) => field.validations?.required);
    const labels = required.map((field) => field.attributes.label);
    expect(labels).toEqual(readForm('### What is broken?\n\n### Severity\n')?.missing);
  });

  test('sets the label that declares', () => {
    expect(form.labels).toEqual(['incident']);
  });

  test('offers the severities of the default policy, and "not sure"', () => {
    const rows = DEFAULT_POLICY.severities.map((s) => `SEV ${s.level} – ${s.name}: ${s.meaning}`);
    expect(options).toEqual([...rows, NOT_SURE]);
  });

  test('and each of them is understood', () => {
    const read = options.map((option) => readForm(withAnswer('Severity', option))?.severity);
    expect(read).toEqual([...DEFAULT_POLICY.severities.map((s) => s.level), null]);
  });
});
