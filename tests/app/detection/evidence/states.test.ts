import { stateOf, type StateEvidence } from '../../../../app/detection/evidence/states.ts';
import { counter, sessions } from '../builders.ts';

type Change = Partial<StateEvidence>;

/** Four TCP connections that were opened, about which nothing else is known. */
const opened = (change: Change): StateEvidence => ({ ...sessions(), protocolId: 6, ...change });
const closed = { closed: true };
const udp = { protocolId: 17 };
const sentImpossible = { impossible: { sent: true, received: false, total: false } };
const receivedImpossible = { impossible: { sent: false, received: true, total: false } };

/** Each sign of an answer: what shows it and no other sign, and what comes nearest without showing it. */
const signs: readonly (readonly [string, Change, readonly (readonly [string, Change])[]])[] = [
  [
    'bytes went both ways',
    { sent: counter(1), received: counter(1) },
    [
      ['the far side sent none', { sent: counter(1), received: counter(0) }],
      ['we sent none', { sent: counter(0), received: counter(1) }],
      ['neither sent any', { sent: counter(0), received: counter(0) }],
    ],
  ],
  [
    'the far side sent bytes, and nothing is known of ours',
    { received: counter(1) },
    [
      ['the far side sent none', { received: counter(0) }],
      ['we are known to have sent none', { received: counter(1), sent: counter(0) }],
      [
        'ours are claimed by a counter that cannot be true',
        { received: counter(1), ...sentImpossible },
      ],
    ],
  ],
  [
    'one counter for both directions, and the session ended',
    { total: counter(1), ...closed },
    [
      ['it did not end', { total: counter(1) }],
      ['the counter says that nothing moved', { total: counter(0), ...closed }],
    ],
  ],
  [
    'more bytes than could be sent without an answer, and the other direction is not counted',
    { sent: counter(893) },
    [
      ['they are what four sessions need for themselves', { sent: counter(892) }],
      ['they are a lone packet', { sent: counter(240) }],
      ['nothing came back', { sent: counter(893), received: counter(0) }],
    ],
  ],
  [
    'the same beside a counter of the answer that cannot be true',
    { sent: counter(893), ...receivedImpossible },
    [['four sessions need as many', { sent: counter(892), ...receivedImpossible }]],
  ],
  [
    'the same where all counters of the answer that can be true are 0',
    { sent: counter(893), received: counter(0), ...receivedImpossible },
    [
      ['all can be true', { sent: counter(893), received: counter(0) }],
      [
        'four sessions need as many',
        { sent: counter(892), received: counter(0), ...receivedImpossible },
      ],
    ],
  ],
  [
    'more came back than sessions need for themselves, and the counter of ours cannot be true',
    { received: counter(2_597), ...sentImpossible },
    [['four sessions need as many', { received: counter(2_596), ...sentImpossible }]],
  ],
  [
    'the same where all counters of ours that can be true are 0',
    { received: counter(2_597), sent: counter(0), ...sentImpossible },
    [['all can be true', { received: counter(2_597), sent: counter(0) }]],
  ],
  [
    'more bytes than TCP sends before the first acknowledgement',
    { sent: counter(58_401), received: counter(0) },
    [
      ['it sends as many', { sent: counter(58_400, 14_600), received: counter(0) }],
      ['it was UDP that sent none', { ...udp, sent: counter(0), received: counter(0) }],
    ],
  ],
  [
    'the same in one of many connections',
    { sent: counter(14_601, 14_601), received: counter(0) },
    [['none sent as much', { sent: counter(14_601, 14_600), received: counter(0) }]],
  ],
  [
    'bytes were sent, the other direction is not counted, and the session ended',
    { sent: counter(1), ...closed },
    [
      ['it did not end', { sent: counter(1) }],
      ['none were sent', { sent: counter(0), ...closed }],
      ['nothing came back', { sent: counter(1), received: counter(0), ...closed }],
      [
        'the answer is claimed by a counter that cannot be true',
        { sent: counter(1), ...closed, ...receivedImpossible },
      ],
    ],
  ],
  [
    'bytes were sent over UDP, whose answer is another connection',
    { ...udp, sent: counter(1), received: counter(0) },
    [
      ['none were sent', { ...udp, sent: counter(0), received: counter(0) }],
      ['it is not known whether any were', udp],
      ['it was TCP', { sent: counter(1), received: counter(0) }],
    ],
  ],
  [
    'the session ended, and no byte counter says that nothing moved',
    { ...closed, closedUncounted: true },
    [
      ['it did not end', {}],
      ['every closing record has a counter', closed],
    ],
  ],
];

describe.each(signs)('%s:', (_, shown, nearest) => {
  test('answered', () => {
    expect(['established', 'moving']).toContain(stateOf(opened(shown)));
  });

  test.each(nearest)('but not where %s', (_why, change) => {
    expect(['attempt', 'unknown']).toContain(stateOf(opened(change)));
  });
});

test('nothing known at all is unknown, not an attempt', () => {
  expect(stateOf(opened({}))).toBe('unknown');
});

test.each([
  ['sent', { sent: counter(0) }],
  ['received', { sent: counter(240), received: counter(0) }],
  ['in all', { total: counter(0) }],
])('a counter that says of bytes %s that there were none makes an attempt', (_, change) => {
  expect(stateOf(opened(change))).toBe('attempt');
});

test('a counter that cannot be true does not say that there was an answer', () => {
  expect(stateOf(opened({ ...closed, sent: counter(137), ...receivedImpossible }))).toBe('unknown');
});

test('one counter for both directions can be more than could be without an answer, too', () => {
  expect(stateOf(opened({ total: counter(3_488) }))).toBe('unknown');
  expect(stateOf(opened({ total: counter(3_489) }))).toBe('moving');
});

describe('what was answered moves data above what its sessions need for themselves', () => {
  const answered = { ...closed, closedUncounted: true };

  // 223 B sent and 649 B received a connection (docs/detection.md), four connections.
  test.each([
    ['sent', 892],
    ['received', 2_596],
    ['total', 3_488],
  ] as const)('%s: %p bytes', (direction, bytes) => {
    const stateAt = (count: number) =>
      stateOf(opened({ ...answered, [direction]: counter(count) }));
    expect(stateAt(bytes - 1)).toBe('established');
    expect(stateAt(bytes)).toBe('established');
    expect(stateAt(bytes + 1)).toBe('moving');
  });

  test('one direction is enough', () => {
    expect(stateOf(opened({ sent: counter(893), received: counter(1) }))).toBe('moving');
    expect(stateOf(opened({ sent: counter(1), received: counter(2_597) }))).toBe('moving');
  });

  test('two directions that stay below are not added', () => {
    expect(stateOf(opened({ sent: counter(892), received: counter(2_596) }))).toBe('established');
  });

  test('a connection more needs as much again', () => {
    const five = (bytes: number) =>
      stateOf(opened({ ...answered, sent: { ...counter(bytes), knownConnections: 5 } }));
    expect(five(5 * 223)).toBe('established');
    expect(five(5 * 223 + 1)).toBe('moving');
  });

  test('a connection that coalescing left without bytes needs none', () => {
    const folded = (bytes: number) =>
      stateOf(opened({ ...answered, sent: { ...counter(bytes), coalesced: 3 } }));
    expect(folded(223)).toBe('established');
    expect(folded(224)).toBe('moving');
  });
});
