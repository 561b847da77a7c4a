import { guideNames, type GuideQuery } from '../../../../contract/guides.ts';
import { languages } from '../../../../contract/languages.ts';
import type { Finding } from '../../../../contract/finding.ts';
import { filledQuery } from '../../../../app/detection/after/guide-query.ts';
import { readGuide } from '../../../../app/detection/after/guide.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { guideTexts } from '../../../../words/served.ts';
import { compileAql } from '../../../../sandbox/sql/compile.ts';
import type { ConsoleStore } from '../../../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from '../../../sandbox/data/detection-over-store.ts';
import { aFanOut, aFinding } from '../../../support/ui-records.ts';
import { shapeOf, textsOf } from '../aql.ts';
import { allProperties, noonMs } from '../builders.ts';
import { openStore, repeat } from '../small-store.ts';

const small = `# Title

Before.

## First
Why.

- [ ] {#one} **Look** at it.
  Twice.

  \`\`\`aql
  SELECT starttime FROM events
  WHERE {from source} {window}
  \`\`\`
- [ ] {#two} Ask.
`;

test('a guide is a title, sections, steps with ids, and queries in them', () => {
  expect(readGuide(small)).toEqual({
    ...{ title: 'Title', intro: 'Before.' },
    sections: [
      {
        ...{ title: 'First', text: 'Why.' },
        steps: [
          {
            ...{ id: 'one', text: '**Look** at it. Twice.' },
            queries: ['SELECT starttime FROM events\nWHERE {from source} {window}'],
          },
          { id: 'two', text: 'Ask.', queries: [] },
        ],
      },
    ],
  });
  expect(readGuide(small.replaceAll('\n', '\r\n'))).toEqual(readGuide(small));
});

const fence = '```';
test.each([
  ['no title', '## A\n- [ ] {#a} b', 'line 1: a guide begins'],
  ['two titles', '# A\n# B', 'line 2: a second title'],
  ['no step', '# A\n## B\ntext', 'line 1: no step'],
  ['a step without an id', '# A\n## B\n- [ ] text', 'line 3: a step begins'],
  ['a step that is done', '# A\n## B\n- [x] {#a} text', 'line 3: a step begins'],
  ['an id twice', '# A\n## B\n- [ ] {#a} b\n- [ ] {#a} c', 'line 4: a second step {#a}'],
  ['a step before a section', '# A\n- [ ] {#a} b', 'line 2: a step outside'],
  ['a query before a step', `# A\n## B\n${fence}aql\nx\n${fence}\n- [ ] {#a} b`, 'line 3: a query'],
  ['a query without an end', `# A\n## B\n- [ ] {#a} b\n${fence}aql\nx`, 'line 4: the query does'],
  ['an empty query', `# A\n## B\n- [ ] {#a} b\n${fence}aql\n\n${fence}`, 'line 4: an empty query'],
  [
    'an unknown placeholder',
    `# A\n## B\n- [ ] {#a} b\n${fence}aql\n{constructor}\n${fence}`,
    'line 5: no such placeholder: {constructor}',
  ],
  [
    'too many steps',
    `# A\n## B\n${Array.from({ length: 61 }, (_, n) => `- [ ] {#s${n}} x`).join('\n')}`,
    'line 63: more than 60',
  ],
])('%s is refused with its line', (_what, markdown, detail) => {
  let refused: unknown;
  try {
    readGuide(markdown);
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: 'guide-invalid' });
  expect((refused as AppError).detail).toContain(detail);
});

const run = { window: { startMs: noonMs, stopMs: noonMs + 60_000 }, properties: allProperties };
const filled = (template: string, finding: Finding, change = {}) =>
  filledQuery(template, finding, { ...run, ...change });

describe('a query', () => {
  test('is filled in with values that are quoted', () => {
    const { aql } = filled(
      'SELECT username FROM events WHERE {from source} AND {to destination} AND username = {user} AND destinationport IN {ports} AND domainid = {domain} {window}',
      aFinding({ source: '10.1.2.3', destination: '2001:db8::1', users: ["o'brien' OR 1=1"] }),
    );
    expect(aql).not.toContain('{');
    expect(textsOf(aql ?? '')).toEqual(
      expect.arrayContaining(['10.1.2.3', '2001:db8::1', "o'brien' OR 1=1"]),
    );
  });

  test.each<[string, string, Finding, object, GuideQuery['lacks']]>([
    ['one destination', '{to destination}', aFanOut(), {}, 'destination'],
    ['a user', '{user}', aFinding({ users: [] }), {}, 'user'],
    ['a user that can be quoted', '{user}', aFinding({ users: ['a\u0000'] }), {}, 'user'],
    [
      'a property of bytes sent',
      '{sent}',
      aFinding(),
      { properties: { ...allProperties, sent: [] } },
      'sent',
    ],
  ])('says that the finding lacks %s', (_what, template, finding, change, lacks) => {
    expect(filled(template, finding, change)).toEqual({ aql: null, lacks });
  });

  test('hostile values never change its structure', () => {
    const template = 'SELECT username FROM events WHERE username = {user} {window}';
    const plain = shapeOf(filled(template, aFinding({ users: ['a'] })).aql ?? '');
    for (const user of ["'", "''--", '{window}', '$&', "x' OR username = 'y", '{user}'])
      expect(shapeOf(filled(template, aFinding({ users: [user] })).aql ?? '')).toEqual(plain);
  });
});

describe('the app’s guides', () => {
  let store: ConsoleStore;
  let result: WholeResult;
  beforeAll(async () => {
    store = await openStore(repeat(6, { username: 'alice', category: 4008, sent: 500_000 }));
    result = await detectOverStore(store, { nowMs: noonMs });
  });
  afterAll(() => store.close());

  test('have the same steps and queries in every language', () => {
    for (const name of guideNames) {
      const [first, ...others] = languages.map((language) =>
        readGuide(guideTexts(language)[name]).sections.map(({ steps }) =>
          steps.map(({ id, queries }) => ({ id, queries })),
        ),
      );
      for (const other of others) expect(other).toEqual(first);
    }
  });

  test.each(guideNames)('ask what the console accepts: %s', async (name) => {
    const [finding] = result.findings;
    if (finding === undefined) throw new Error('no finding');
    const { sections } = readGuide(guideTexts('en')[name]);
    const queries = sections.flatMap(({ steps }) => steps.flatMap((step) => step.queries));
    expect(queries.length).toBeGreaterThan(1);
    for (const query of queries) {
      const { aql } = filledQuery(query, finding, result);
      const compiled = compileAql(aql ?? '', {
        ...{ nowMs: noonMs, timeZone: 'UTC', defaultWindowMs: 60_000 },
        ...{ allowedDomains: null, facts: store },
      });
      const rows = await store.rows(compiled.sql, compiled.params);
      if (query.includes('{from source}') && !query.includes('qideventid'))
        expect(rows.length).toBeGreaterThan(0);
    }
  });
});
