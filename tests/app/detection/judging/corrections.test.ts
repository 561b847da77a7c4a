import { correctionCodes, type CorrectionCode, type Reason } from '../../../../contract/finding.ts';
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
  otherPorts: [],
  users: ['alice'],
  hasIpv6: false,
  reasons: [],
};
const known = plain.sessions;
const codesOf = (change: Partial<CorrectionEvidence>) => correctionsOf({ ...plain, ...change });
const aReason = (code: Reason['code']): Reason => ({
  code,
  value: 2_000_000,
  unit: 'bytes',
  threshold: null,
});
const flows = (kind: 'flow' | 'superflow') => ({
  id: flowReporterId('qflow', kind),
  connections: 4,
});

/** Each correction, and the one thing that calls for it. */
const table: readonly (readonly [CorrectionCode, Partial<CorrectionEvidence>])[] = [
  ['coalesced-counted', { sessions: { ...known, coalesced: 1 } }],
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
  ['volume-counts', { reasons: [aReason('volume-without-count')] }],
  ['ipv6-seen', { hasIpv6: true }],
  ['data-channel-joined', { dataChannel: aDataChannel() }],
  ['flows-counted', { sessions: { ...known, flowSources: [flows('flow')] } }],
];

describe('corrections', () => {
  test('names none where the source query would say the same', () => {
    expect(codesOf({})).toEqual([]);
  });

  test.each(table)('%s', (code, change) => {
    expect(codesOf(change)).toEqual([code]);
  });

  test('every correction of the contract has a case above', () => {
    expect([...table.map(([code]) => code), 'superflows-marked']).toEqual([...correctionCodes]);
  });

  test.each([
    [
      'transport-in-key',
      { otherPorts: [{ port: 69, transport: 'tcp', protocol: 'OTHER' as const, connections: 1 }] },
    ],
    ['fan-out-pooled', { kind: 'pooled' as const }],
  ])('%s is said of several ports', (code, change) => {
    expect(codesOf(change)).toEqual([code]);
  });

  test('superflows are marked, and are flows', () => {
    expect(codesOf({ sessions: { ...known, flowSources: [flows('superflow')] } })).toEqual([
      'flows-counted',
      'superflows-marked',
    ]);
  });

  test.each<[string, Partial<CorrectionEvidence>, CorrectionCode]>([
    [
      'bytes are not known of any connection',
      { sessions: { ...known, sent: null } },
      'unknown-bytes-kept',
    ],
    [
      'bytes are not known of the only connection',
      { sessions: { ...known, connections: 1, sent: null } },
      'unknown-bytes-kept',
    ],
    [
      'the counter of bytes sent cannot be true',
      { sessions: { ...known, impossible: { sent: true, received: false, total: false } } },
      'impossible-counter-excluded',
    ],
    [
      'an attempt claims one byte more than is LOW',
      { state: 'attempt', sessions: { ...known, sent: counter(1_048_577) } },
      'attempts-capped',
    ],
    [
      'it claims more than a threshold that was set',
      {
        state: 'attempt',
        thresholds: { ...rule.thresholds, mediumBytes: { value: 999, source: 'setting' } },
      },
      'attempts-capped',
    ],
  ])('speaks also where %s', (_, change, code) => {
    expect(codesOf(change)).toEqual([code]);
  });

  test.each<[string, Partial<CorrectionEvidence>]>([
    [
      'an attempt would be LOW anyway',
      { state: 'attempt', sessions: { ...known, sent: counter(1_048_576) } },
    ],
    ['much was sent and it is no attempt', { sessions: { ...known, sent: counter(5_000_000) } }],
    ['all records lack a name', { users: [null] }],
    ['no record told who', { users: [] }],
    [
      'a reason other than volume made it one',
      { reasons: [aReason('connections-above-threshold')] },
    ],
    [
      'the only data channels are doubted',
      { dataChannel: aDataChannel({ connections: 0, doubted: 3 }) },
    ],
    ['no log source saw it', { sessions: { ...known, logSources: [] } }],
  ])('says nothing where %s', (_, change) => {
    expect(codesOf(change)).toEqual([]);
  });
});
