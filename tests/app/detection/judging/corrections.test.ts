import { correctionCodes } from '../../../../contract/finding.ts';
import {
  correctionsOf,
  type CorrectionEvidence,
} from '../../../../app/detection/judging/corrections.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { aDataChannel } from '../../../support/ui-records.ts';
import { counter, sessions } from '../builders.ts';

/** A pair about which the source query would say the same. */
const plain: CorrectionEvidence = {
  kind: 'pair',
  sessions: sessions({ sent: counter(1_000), received: counter(1_000) }),
  state: 'established',
  thresholds: rule.thresholds,
  dataChannel: null,
  protocol: 'FTP',
  users: ['alice'],
  destinations: [{ address: '93.184.216.34', connections: 4 }],
  reasons: [],
};
const known = plain.sessions;

const table: readonly (readonly [(typeof correctionCodes)[number], Partial<CorrectionEvidence>])[] =
  [
    ['coalesced-counted', { sessions: { ...known, coalesced: 2 } }],
    ['sessions-counted-once', { sessions: { ...known, severalPhases: true } }],
    [
      'log-sources-not-added',
      { sessions: { ...known, logSources: [...known.logSources, { id: 9, connections: 4 }] } },
    ],
    ['unknown-bytes-kept', { sessions: { ...known, connections: 5 } }],
    ['attempts-capped', { sessions: { ...known, sent: counter(5_000_000) }, state: 'attempt' }],
    [
      'impossible-counter-excluded',
      { sessions: { ...known, impossible: { sent: false, received: true, total: false } } },
    ],
    ['transport-in-key', { protocol: 'OTHER' }],
    ['users-not-split', { users: ['alice', null] }],
    ['fan-out-pooled', { kind: 'fan-out' }],
    [
      'volume-counts',
      {
        reasons: [
          { code: 'volume-without-count', value: 2_000_000, unit: 'bytes', threshold: null },
        ],
      },
    ],
    [
      'ipv6-seen',
      { destinations: [...plain.destinations, { address: '2a00::1', connections: 1 }] },
    ],
    ['data-channel-joined', { dataChannel: aDataChannel() }],
    [
      'flows-counted',
      {
        sessions: {
          ...known,
          flowSources: [{ id: flowReporterId('qflow', 'flow'), connections: 4 }],
        },
      },
    ],
  ];

describe('corrections', () => {
  test('names none where the source query would say the same', () => {
    expect(correctionsOf(plain)).toEqual([]);
  });

  test.each(table)('%s', (code, change) => {
    expect(correctionsOf({ ...plain, ...change })).toEqual([code]);
  });

  test('every correction of the contract has a case above', () => {
    expect([...table.map(([code]) => code), 'superflows-marked']).toEqual([...correctionCodes]);
  });

  test('superflows are marked, and are flows', () => {
    const flowSources = [{ id: flowReporterId('qflow', 'superflow'), connections: 4 }];
    expect(correctionsOf({ ...plain, sessions: { ...known, flowSources } })).toEqual([
      'flows-counted',
      'superflows-marked',
    ]);
  });

  test('does not speak of a cap where an attempt would be LOW anyway', () => {
    expect(correctionsOf({ ...plain, state: 'attempt' })).toEqual([]);
  });
});
