import markdownIt from 'markdown-it';
import type { TriageEvent } from '../../../contract/triage.ts';
import { caseFile } from '../../../ui/export/case-file.ts';
import { hostileNames } from '../../support/hostile-names.ts';
import { aFanOut, aFinding, aRun } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';

const reader = markdownIt({ html: true, linkify: true });
const event = (change: Partial<TriageEvent>): TriageEvent => ({
  ...{ id: 1, atMs: 1_767_600_000_000, by: 'alice', kind: 'decided', state: 'true-positive' },
  ...{ assignee: null, note: '', since: null, offense: null, many: 1 },
  ...change,
});
const aql = 'SELECT "a" FROM events -- ``` <b>';
const said = (events: readonly TriageEvent[], words = english) =>
  caseFile(
    {
      findings: [aFinding(), aFanOut()],
      run: aRun({ queries: [{ name: 'connections', aql }] }),
      events: new Map([[aFinding().id, events]]),
    },
    words,
    words.export,
  );

test('has a timeline, the findings, the technique and the queries as they were sent', () => {
  const text = said([event({ note: 'rented host' }), event({ kind: 'reopened', by: null })]);
  expect(text).toContain('ATT&CK T1071.002');
  const tokens = reader.parse(text, {});
  expect(tokens.find(({ type }) => type === 'fence')?.content).toBe(`${aql}\n`);
  const cells = tokens.filter(({ type }) => type === 'inline').map(({ content }) => content);
  expect(cells.join('\n')).toMatch(/alice decided: true positive: rented host/);
  expect(cells.join('\n')).toMatch(/Transfer Watch reopened it/);
  const times = [...text.matchAll(/^\| (\d{4}-[^ ]+) \|/gm)].map(([, time]) => time);
  expect(times).toHaveLength(6);
  expect(times).toEqual(times.toSorted());
});

test.each([english, german])('lets no text of others become markup', (words) => {
  const marks = (note: string) =>
    reader
      .parse(said([event({ note })], words), {})
      .flatMap((token) => [token, ...(token.children ?? [])])
      .map(({ type }) => type)
      .filter((type) => !type.startsWith('text'));
  for (const name of [...Object.values(hostileNames), 'a|b\n# c', '```', '<img src=x>'])
    expect(marks(name)).toEqual(marks('plain'));
});
