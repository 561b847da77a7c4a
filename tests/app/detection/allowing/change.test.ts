import type { AllowScope, Behaviour } from '../../../../contract/allowlist.ts';
import { changesOf } from '../../../../app/detection/allowing/change.ts';

const dayMs = 24 * 60 * 60_000;
const mediumBytes = 1_048_576;
const madeFor: Behaviour = {
  windowMs: dayMs,
  pairs: 1,
  connections: 10,
  sentBytes: 10_000_000,
  hours: [2, 3],
  sourceCount: 2,
  destinations: ['93.184.216.1'],
  destinationCount: 1,
};

function changes(
  now: Partial<Behaviour>,
  {
    scope = 'source',
    before = {},
    sentTo = [],
  }: {
    readonly scope?: AllowScope;
    readonly before?: Partial<Behaviour>;
    readonly sentTo?: readonly (readonly [string, number])[];
  } = {},
) {
  const all = { scope, madeFor: { ...madeFor, ...before }, now: { ...madeFor, ...now } };
  return changesOf({ ...all, sentTo: new Map(sentTo), mediumBytes });
}
const kinds = (...of: Parameters<typeof changes>) => changes(...of).map(({ kind }) => kind);

test('what looks as before has not changed, nor has what is less', () => {
  expect(changes({})).toEqual([]);
  expect(changes({ connections: 1, sentBytes: 1, sourceCount: 1, hours: [] })).toEqual([]);
});

test.each([
  ['bytes', { sentBytes: 30_000_000 }, { sentBytes: 30_000_001 }],
  ['connections', { connections: 50 }, { connections: 51 }],
  ['sources', { sourceCount: 5 }, { sourceCount: 6 }],
  ['destinations', { destinationCount: 4 }, { destinationCount: 5 }],
  ['hours', { hours: [0, 5] }, { hours: [6] }],
] as const)('%s may grow as far as their bound, and no further', (kind, most, more) => {
  const listed = { ...most, ...('hours' in most ? { hours: [...most.hours] } : {}) };
  const beyond = { ...more, ...('hours' in more ? { hours: [...more.hours] } : {}) };
  expect(kinds(listed as Partial<Behaviour>)).toEqual([]);
  expect(kinds(beyond as Partial<Behaviour>)).toEqual([kind]);
});

test('few bytes may grow by the MEDIUM threshold', () => {
  const before = { sentBytes: 0 };
  expect(kinds({ sentBytes: mediumBytes }, { before })).toEqual([]);
  expect(kinds({ sentBytes: mediumBytes + 1 }, { before })).toEqual(['bytes']);
});

test('a longer window may hold its share more, a shorter one all of it', () => {
  const week = { windowMs: 7 * dayMs };
  expect(kinds({ ...week, sentBytes: 210_000_000, connections: 350 })).toEqual([]);
  expect(kinds({ ...week, sentBytes: 210_000_001 })).toEqual(['bytes']);
  expect(kinds({ windowMs: dayMs / 24 })).toEqual([]);
});

test('what is not known is not compared', () => {
  expect(kinds({ sentBytes: null, hours: null })).toEqual([]);
  const before = { sentBytes: null, hours: null };
  expect(kinds({ sentBytes: 9e12, hours: [14] }, { before })).toEqual([]);
});

test('hours tell only of what keeps to some, over midnight as well', () => {
  const before = { hours: [0, 23] };
  expect(kinds({ hours: [1, 2, 21, 22] }, { before })).toEqual([]);
  expect(changes({ hours: [0, 3] }, { before })).toEqual([
    { kind: 'hours', was: 2, now: 3, most: 2, what: null },
  ]);
  const allDay = { hours: [0, 1, 2, 3, 4, 5, 6, 7, 8] };
  expect(kinds({ hours: [15] }, { before: allDay })).toEqual([]);
});

test('what was made for less than a day does not tell of its hours', () => {
  expect(kinds({ hours: [14] }, { before: { windowMs: dayMs - 1 } })).toEqual([]);
  expect(kinds({ hours: [14] }, { before: { windowMs: dayMs } })).toEqual(['hours']);
});

test('much to a destination that is new is a change; where the destination was allowed, more has to go there', () => {
  const sentTo = [
    ['93.184.216.1', 90_000_000],
    ['93.184.216.2', mediumBytes + 1],
    ['93.184.216.3', mediumBytes + 2],
  ] as const;
  expect(changes({}, { sentTo })).toEqual([
    {
      kind: 'new-destination',
      was: 0,
      now: mediumBytes + 2,
      most: mediumBytes,
      what: '93.184.216.3',
    },
  ]);
  expect(kinds({}, { sentTo, scope: 'destination' })).toEqual([]);
  expect(
    kinds({}, { sentTo: [['93.184.216.2', 10 * mediumBytes + 1]], scope: 'destination' }),
  ).toEqual(['new-destination']);
  // Where not all of before are named nobody can say which is new.
  expect(kinds({}, { sentTo, before: { destinationCount: 60 } })).toEqual([]);
});
