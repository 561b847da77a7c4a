import { withChannel } from '../../../../app/detection/judging/rating.ts';
import { aDataChannel } from '../../../support/ui-records.ts';
import { counter, sessions } from '../builders.ts';

const ownSizes = { transfers: 4, meanBytes: 25, deviationPercent: 3 };
const own = { bytes: 100, knownConnections: 4, largest: 60, coalesced: 2, origins: [7] };
const control = sessions({
  sent: own,
  received: counter(7),
  total: counter(9),
  sizes: ownSizes,
});
const channel = {
  ...aDataChannel({
    sent: { bytes: 5_000, knownConnections: 3, lowerBound: false },
    received: { bytes: 70_000, knownConnections: 3, lowerBound: false },
    total: { bytes: 90_000, knownConnections: 3, lowerBound: false },
  }),
  largestSent: 4_000,
  sizes: { transfers: 3, meanBytes: 1_667, deviationPercent: 40 },
  activity: [3, 0, 5_000],
};
const rated = (...parameters: Parameters<typeof withChannel>) => withChannel(...parameters).rated;

describe('what a pair is rated by', () => {
  test('is its own counts without a data channel', () => {
    expect(withChannel(control, null, { isCounted: true })).toEqual({
      rated: control,
      dataChannel: null,
    });
  });

  test('is its own counts where data channels are not counted; they are shown all the same', () => {
    const { rated: counts, dataChannel } = withChannel(control, channel, { isCounted: false });
    expect(counts).toEqual(control);
    expect(dataChannel).toMatchObject({ sent: { bytes: 5_000 }, counted: false });
  });

  test('has the upload on top where they are', () => {
    const { rated: counts, dataChannel } = withChannel(control, channel, { isCounted: true });
    expect(counts.sent).toMatchObject({ bytes: 5_100, knownConnections: 7 });
    // What is said in a control session has a size of no meaning.
    expect(counts.sizes).toBe(channel.sizes);
    expect(dataChannel).toMatchObject({ sent: { bytes: 5_000 }, counted: true });
  });

  test('is the upload alone where the control sessions know nothing of bytes sent', () => {
    const counts = rated(sessions({ sent: null }), channel, { isCounted: true });
    expect(counts.sent).toMatchObject({ bytes: 5_000, knownConnections: 3, largest: 4_000 });
  });

  test('stays not known where neither knows', () => {
    const counts = rated(sessions({ sent: null }), { ...channel, sent: null }, { isCounted: true });
    expect(counts.sent).toBeNull();
  });

  test('stays its own where the bytes of the channel are not known', () => {
    const nothingKnown = { ...channel, sent: null, received: null, total: null };
    expect(rated(control, nothingKnown, { isCounted: true })).toEqual(control);
  });

  test('has what came back, and totals, on top likewise: a download is a reason of its own', () => {
    const counts = rated(control, channel, { isCounted: true });
    expect(counts.received).toMatchObject({ bytes: 70_007, knownConnections: 7 });
    expect(counts.total).toMatchObject({ bytes: 90_009, knownConnections: 7 });
  });

  test('takes nothing else of a channel, its connections neither', () => {
    const counts = rated(control, channel, { isCounted: true });
    const volumes = { sent: null, received: null, total: null, sizes: null };
    expect({ ...counts, ...volumes }).toEqual({ ...control, ...volumes });
  });

  test.each([
    [4_000, 4_000],
    [60, 60],
    [59, 60],
  ])('has the larger of the two largest records: %p and 60 give %p', (largestSent, largest) => {
    const counts = rated(control, { ...channel, largestSent }, { isCounted: true });
    expect(counts.sent?.largest).toBe(largest);
  });

  test('is as coalesced as its own counts are', () => {
    const counts = rated(control, channel, { isCounted: true });
    expect(counts.sent).toMatchObject({ coalesced: 2, origins: [7] });
  });
});
