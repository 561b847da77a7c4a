import { stateOf, type StateEvidence } from '../../../../app/detection/evidence/states.ts';
import { counter, sessions } from '../builders.ts';

const tcp = (change: Partial<StateEvidence>) => ({ ...sessions(), protocolId: 6, ...change });
const udp = (change: Partial<StateEvidence>) => ({ ...tcp(change), protocolId: 17 });
const closed = { closed: true, closedUncounted: false };

// Four connections: more than 892 B sent, 2,596 B received or 3,488 B in all is more than overhead.
const table: readonly (readonly [string, string, StateEvidence])[] = [
  ['unknown', 'opened, nothing known', tcp({})],
  ['attempt', 'opened, zero both ways', tcp({ sent: counter(0), received: counter(0) })],
  ['attempt', 'closed, zero both ways', tcp({ ...closed, sent: counter(0), received: counter(0) })],
  ['attempt', 'closed, zero sent and received not counted', tcp({ ...closed, sent: counter(0) })],
  ['attempt', 'nothing came back', tcp({ ...closed, sent: counter(240), received: counter(0) })],
  [
    'attempt',
    'as much sent as TCP sends without an answer, and nothing came back',
    tcp({ ...closed, sent: counter(58_400, 14_600), received: counter(0) }),
  ],
  [
    'moving',
    'more sent than TCP sends without an answer, and nothing came back',
    tcp({ sent: counter(58_401), received: counter(0) }),
  ],
  [
    'moving',
    'the same in one of many connections',
    tcp({ sent: counter(14_601, 14_601), received: counter(0) }),
  ],
  [
    'moving',
    'more sent than TCP sends without an answer, which a lying counter claims',
    tcp({ sent: counter(58_401), impossible: { sent: false, received: true, total: false } }),
  ],
  ['attempt', 'nothing was sent', tcp({ ...closed, sent: counter(0), received: counter(240) })],
  ['unknown', 'a lone packet, the answer not counted', tcp({ sent: counter(240) })],
  ['attempt', 'a total of nothing', tcp({ total: counter(0) })],
  ['unknown', 'a total without an end', tcp({ total: counter(240) })],
  [
    'unknown',
    'the answer is claimed by a counter that cannot be true',
    tcp({
      ...closed,
      sent: counter(137),
      impossible: { sent: false, received: true, total: false },
    }),
  ],
  [
    'unknown',
    'only what was sent is claimed, by a counter that cannot be true',
    tcp({ received: counter(137), impossible: { sent: true, received: false, total: false } }),
  ],
  ['established', 'bytes both ways', tcp({ sent: counter(892), received: counter(2_596) })],
  ['established', 'closed without counters', tcp({ closed: true, closedUncounted: true })],
  ['established', 'a total and an end', tcp({ ...closed, total: counter(3_488) })],
  [
    'established',
    'sent and an end, the answer not counted',
    tcp({ ...closed, sent: counter(240) }),
  ],
  ['established', 'the far side sent', tcp({ received: counter(240) })],
  [
    'established',
    'UDP, whose answer is another connection',
    udp({ sent: counter(20), received: counter(0) }),
  ],
  ['moving', 'more sent than overhead', tcp({ sent: counter(893), received: counter(1) })],
  ['moving', 'more received than overhead', tcp({ sent: counter(1), received: counter(2_597) })],
  ['moving', 'more in all than overhead', tcp({ ...closed, total: counter(3_489) })],
  ['moving', 'more sent than one could without an answer', tcp({ sent: counter(893) })],
  ['moving', 'more in all than one could without an answer', tcp({ total: counter(3_489) })],
  [
    'moving',
    'more than one session needs, known for one of forty',
    tcp({ sent: { ...counter(224), knownConnections: 1 } }),
  ],
  [
    'established',
    'what one session needs, known for one of forty',
    tcp({ ...closed, sent: { ...counter(223), knownConnections: 1 } }),
  ],
  [
    'moving',
    'more than one session needs, in a record that stands for four',
    tcp({ ...closed, sent: { ...counter(224), coalesced: 3 } }),
  ],
  ['moving', 'UDP, more than overhead', udp({ sent: counter(893) })],
];

describe('state', () => {
  test.each(table)('%s: %s', (state, _, evidence) => {
    expect(stateOf(evidence)).toBe(state);
  });

  test('UDP without a byte sent is an attempt', () => {
    expect(stateOf(udp({ sent: counter(0) }))).toBe('attempt');
  });
});
