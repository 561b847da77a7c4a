import {
  correctionCodes,
  profileSchema,
  protocols,
  reasonCodes,
  risks,
  thresholdSourceSchema,
  transferStates,
  type Reason,
} from '../../contract/finding.ts';
import { problemCodes } from '../../contract/problem.ts';
import { runSteps, skipReasons } from '../../contract/run.ts';
import { english } from '../support/words.ts';

const { detection, problems, page } = english;

const units: Record<Reason['code'], Reason['unit']> = {
  'connections-above-threshold': 'connections',
  'volume-without-count': 'bytes',
  'total-without-count': 'bytes',
  download: 'bytes',
  'fan-out': 'destinations',
  'pooled-volume': 'bytes',
  'several-ports': 'ports',
  'fan-out-stands-out': 'destinations',
  'sent-above-high': 'bytes',
  'sent-above-medium': 'bytes',
  'sent-below-medium': 'bytes',
  'sent-unknown': 'connections',
  'attempt-only': 'connections',
  'total-only': 'bytes',
  'impossible-counter': 'bytes',
  'single-record-volume': 'bytes',
  'data-channel-counted': 'bytes',
  'data-channel-left-out': 'bytes',
  'data-channel-doubted': 'bytes',
  regular: 'percent',
};

it.each(reasonCodes)('words the reason %s with its number, threshold and source', (code) => {
  const words = detection.reasons[code];
  const unit = units[code];
  const value = unit === 'bytes' ? 14_213_120 : 12;
  const bare = words.sentence({ code, unit, value, threshold: null });
  expect(bare).toMatch(unit === 'bytes' ? /13\.6\sMiB/ : /12/);
  expect(bare).toMatch(/\.$/);
  expect(words.label).not.toBe('');
  expect(words.why).toMatch(/\.$/);
});

it.each([
  [
    'sent-above-high',
    'bytes',
    14_213_120,
    10_485_760,
    '13.6 MiB sent, above 10 MiB (source rule).',
  ],
  ['sent-below-medium', 'bytes', 900, 1_048_576, '900 bytes sent, not above 1 MiB (source rule).'],
  ['connections-above-threshold', 'connections', 1, 0, '1 connection, above 0 (source rule).'],
  ['connections-above-threshold', 'connections', 4, 3, '4 connections, above 3 (source rule).'],
] as const)('says %s in a sentence', (code, unit, value, limit, sentence) => {
  const reason = { code, unit, value, threshold: { value: limit, source: 'source-rule' as const } };
  expect(detection.reasons[code].sentence(reason).replace(/\s/g, ' ')).toBe(sentence);
});

it.each(problemCodes)('words the problem %s and its remedy', (code) => {
  expect(problems.codes[code].title).not.toMatch(/\.$|^$/);
  expect(problems.codes[code].remedy).toMatch(/\.$/);
});

it.each(skipReasons)('words the reason %s for leaving rows out', (reason) => {
  expect(page.run.facts.skippedRows[reason](1)).toMatch(/^1 row .+\.$/);
  expect(page.run.facts.skippedRows[reason](1200)).toMatch(/^1,200 rows .+\.$/);
});

it('words everything else the contract can say', () => {
  const words = [
    ...correctionCodes.flatMap((code) => Object.values(detection.corrections[code])),
    ...risks.flatMap((risk) => [detection.risks[risk], detection.riskMeaning[risk]]),
    ...protocols.map((protocol) => detection.protocols[protocol]),
    ...transferStates.flatMap((state) => Object.values(detection.states[state])),
    ...profileSchema.options.flatMap((profile) => Object.values(detection.profiles[profile])),
    ...thresholdSourceSchema.options.flatMap((source) =>
      Object.values(detection.thresholdSources[source]),
    ),
    ...runSteps.map((step) => page.run.steps[step]),
  ];
  expect(words.filter((word) => word === '')).toEqual([]);
});

it('has two forms of a word in English, chosen by number', () => {
  const forms = { one: 'card', other: 'cards' };
  expect([0, 1, 2, 1.5].map((value) => english.format.plural(value, forms))).toEqual([
    'cards',
    'card',
    'cards',
    'cards',
  ]);
});

test('news of which nothing is known but that there are some are never 0', () => {
  const news = { why: 'continued' as const, connections: 0, sentBytes: null, lastSeenMs: 1 };
  const { since, sinceShort } = page.triage;
  expect(since({ ...news, atLeast: true })).toBe(
    'It went on after it was closed: how much is new is not known.',
  );
  expect(sinceShort({ ...news, atLeast: true })).toBe('new records');
  expect(since({ ...news, connections: 2, sentBytes: 512, atLeast: true })).toBe(
    'It went on after it was closed: at least 2 more connections, 512 bytes sent.',
  );
  expect(sinceShort({ ...news, connections: 2, atLeast: false })).toBe('2 new');
});
