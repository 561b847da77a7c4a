import { connectionRow, findingOf } from '../app/detection/builders.ts';
import { mismatchesOf } from './mismatches.ts';

const finding = findingOf(connectionRow({ sentBytes: 1_000, totalBytes: null }));
const outcome = { findings: [finding], denied: [] };

test.each([
  ['an exact value', { connections: 4 }],
  ['one of several', { risk: ['LOW', 'MEDIUM'] }],
  ['limits', { sentBytes: { min: 1_000, max: 1_000 } }],
  ['unknown where that is allowed', { totalBytes: { min: 1, null: true } }],
  ['a reason', { reasonsInclude: ['connections-above-threshold'] }],
  ['a reason that is not there', { reasonsExclude: ['total-only'] }],
  ['a mark, by a part of its code in any case', { marked: 'SENT-below' }],
  ['no doubt', { doubt: false }],
  ['how many fit', { port: 21, count: 1 }],
])('fits %s', (_what, pattern) => {
  expect(mismatchesOf(outcome, { findings: [pattern], only: true })).toEqual([]);
});

test.each([
  ['another value', { connections: 5 }],
  ['none of several', { risk: ['HIGH', 'MEDIUM'] }],
  ['a text for a number', { connections: '4' }],
  ['below the limits', { sentBytes: { min: 1_001 } }],
  ['above the limits', { sentBytes: { max: 999 } }],
  ['unknown where it must be known', { totalBytes: { min: 0 } }],
  ['a reason that is not there', { reasonsInclude: ['total-only'] }],
  ['a reason that must not be there', { reasonsExclude: ['connections-above-threshold'] }],
  ['no mark', { marked: 'coalesced' }],
  ['no doubt where there must be one', { doubt: true }],
  ['another number of findings', { port: 21, count: 2 }],
])('does not fit %s', (_what, pattern) => {
  expect(mismatchesOf(outcome, { findings: [pattern] })).toHaveLength(1);
});

test('`only` refuses a finding that no pattern fits', () => {
  expect(mismatchesOf(outcome, { findings: [], only: true })).toEqual([
    `not expected: ${finding.id}`,
  ]);
});

test('what must be absent is refused', () => {
  expect(mismatchesOf(outcome, { absent: [{ port: 21 }] })).toHaveLength(1);
});

test('denied connections of a source on a port are added up over transports', () => {
  const group = { domainId: 0, source: '10.0.0.1', port: 445, firstSeenMs: 0, lastSeenMs: 0 };
  const denied = ['tcp', '255'].map((transport) => ({ ...group, transport, connections: 2 }));
  const of = (connections: number) => ({
    denied: [{ source: '10.0.0.1', port: 445, connections }],
  });
  expect(mismatchesOf({ findings: [], denied }, of(4))).toEqual([]);
  expect(mismatchesOf({ findings: [], denied }, of(2))).toHaveLength(1);
});

test('one of several expectations is enough', () => {
  const absent = { absent: [{ port: 21 }] };
  expect(mismatchesOf(outcome, { anyOf: [absent, { findings: [{ port: 21 }] }] })).toEqual([]);
  expect(mismatchesOf(outcome, { anyOf: [absent, absent] })).toHaveLength(2);
});
