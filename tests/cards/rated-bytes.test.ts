import { isLowerBound, ratedBytes, sumKnown } from '../../cards/rated-bytes.ts';
import type { Finding, Volume } from '../../contract/finding.ts';
import { aDataChannel, aFinding } from '../support/ui-records.ts';

const volume = (bytes: number, lowerBound = false): Volume => ({
  bytes,
  knownConnections: 1,
  lowerBound,
});

describe('bytes as rated', () => {
  const none = { sent: null, received: null, total: null };
  const channel = (bytes: number | null, counted = true) =>
    aDataChannel({ ...none, sent: bytes === null ? null : volume(bytes), counted });

  test.each<[string, Partial<Finding>, number | null]>([
    ['are those of the connections', { sent: volume(3) }, 3],
    ['are none where it is known that there are none', { sent: volume(0) }, 0],
    ['are not known without a counter', { sent: null }, null],
    ['take in a data channel', { sent: volume(3), dataChannel: channel(4) }, 7],
    ['may be those of a data channel alone', { sent: null, dataChannel: channel(4) }, 4],
    ['leave out what is not counted', { sent: volume(3), dataChannel: channel(4, false) }, 3],
    ['are not known by what is not counted', { sent: null, dataChannel: channel(4, false) }, null],
    ['stay where a channel has no counter', { sent: volume(3), dataChannel: channel(null) }, 3],
    ['are not known where neither has one', { sent: null, dataChannel: channel(null) }, null],
  ])('%s', (_, change, bytes) => {
    expect(ratedBytes(aFinding({ ...none, dataChannel: null, ...change }), 'sent')).toBe(bytes);
  });

  test('are told of each direction by its own counters', () => {
    const finding = aFinding({
      sent: volume(1),
      received: volume(2),
      total: volume(3),
      dataChannel: aDataChannel({ sent: volume(10), received: volume(20), total: volume(30) }),
    });
    expect(ratedBytes(finding, 'sent')).toBe(11);
    expect(ratedBytes(finding, 'received')).toBe(22);
    expect(ratedBytes(finding, 'total')).toBe(33);
  });
});

describe('rated bytes may be more', () => {
  test.each<[string, Partial<Finding>, boolean]>([
    ['not where the counters are exact', { sent: volume(3) }, false],
    ['where coalescing took some', { sent: volume(3, true) }, true],
    ['where records were coalesced and none has a counter', { sent: null, coalesced: 1 }, true],
    ['not where there is no counter and nothing was coalesced', { sent: null }, false],
    ['not where only records without these bytes were', { sent: volume(3), coalesced: 1 }, false],
    [
      'where a data channel that counts was read in part',
      { sent: volume(3), dataChannel: aDataChannel({ sent: volume(4, true) }) },
      true,
    ],
    [
      'not where that channel does not count',
      { sent: volume(3), dataChannel: aDataChannel({ sent: volume(4, true), counted: false }) },
      false,
    ],
    [
      'not where the channel has no counter',
      { sent: volume(3), dataChannel: aDataChannel({ sent: null }) },
      false,
    ],
  ])('%s', (_, change, isMore) => {
    expect(isLowerBound(aFinding({ coalesced: 0, dataChannel: null, ...change }))).toBe(isMore);
  });
});

test.each([
  [1, 2, 3],
  [1, null, 1],
  [null, 2, 2],
  [0, null, 0],
  [null, null, null],
])('%p and %p are %p', (a, b, sum) => {
  expect(sumKnown(a, b)).toBe(sum);
});
