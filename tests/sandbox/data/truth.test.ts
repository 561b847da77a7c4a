import { capturedFlows } from '../../../sandbox/data/flow-captures.ts';
import { defaultSeed, tellStories } from '../../../sandbox/data/scenarios.ts';
import type { Session } from '../../../sandbox/data/session.ts';
import { truthOf, type PairTruth } from '../../../sandbox/data/truth.ts';
import type { FlowRow } from '../../../sandbox/sql/store.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);
const day = { startMs: endMs - 86_400_000, stopMs: endMs };
const told = tellStories(endMs, defaultSeed);
const truth = truthOf(told, day);

const flows = told.flatMap((story) =>
  story.flows.flatMap((seen) =>
    capturedFlows(seen).flatMap((flow, index) =>
      flow(index + 1).map((row) => ({ row, how: seen.capture?.kind ?? 'full' })),
    ),
  ),
);

/** Bytes between both ends of a pair that left its source, by the flows' own counters. */
function flown({ domainId, source, destination }: PairTruth): number {
  const between = flows
    .map(({ row }) => row)
    .filter((row) => row.domainId === domainId && row.startMs >= day.startMs)
    .filter((row) => !truth.bystanders.some((one) => isPartOf(row, one)));
  const out = between.filter((row) => row.source === source && row.destination === destination);
  const back = between.filter((row) => row.source === destination && row.destination === source);
  return (
    out.reduce((sum, row) => sum + row.sourceBytes, 0) +
    back.reduce((sum, row) => sum + row.destinationBytes, 0)
  );
}

function isPartOf(row: FlowRow, session: Session): boolean {
  return (
    row.source === session.source &&
    row.sourcePort === session.sourcePort &&
    row.destination === session.destination &&
    row.destinationPort === session.destinationPort
  );
}

function pair(story: string): PairTruth {
  const [only] = truth.pairs.filter((one) => one.story === story);
  if (!only) throw new Error(`${story} has no truth.`);
  return only;
}

describe('the truth about a day', () => {
  const complete = truth.pairs.filter(
    ({ story }) =>
      !['sampled-flows', 'sweep-superflow', 'lying-counters', 'proxy-uploads'].includes(story),
  );

  it('is what a collector that saw every packet counts, pair by pair', () => {
    expect(complete.length).toBeGreaterThan(200);
    for (const one of complete) {
      expect([one.story, one.uploadedBytes]).toEqual([one.story, flown(one)]);
    }
  });

  it('is ten times what one packet in ten shows', () => {
    const { uploadedBytes } = pair('sampled-flows');
    const seen = flown(pair('sampled-flows'));
    expect(uploadedBytes).toBeGreaterThan(12_800_000);
    expect(uploadedBytes / seen).toBeCloseTo(10, 3);
  });

  it('has more than 10 MiB uploaded by FTP in passive, in active mode and by FTPS', () => {
    const large = truth.pairs.filter(
      ({ port, uploadedBytes }) => [21, 990].includes(port) && uploadedBytes > 10 * 2 ** 20,
    );
    expect(large.map(({ story }) => story)).toEqual(
      expect.arrayContaining([
        'ftp-upload-passive',
        'ftp-upload-active',
        'ftps-upload-passive',
        'ftps-upload-active',
        'ftps-data-port',
        'ftps-explicit',
      ]),
    );
  });

  it('counts the answer of a TFTP server as the upload it is', () => {
    expect(pair('tftp-backup')).toMatchObject({
      connections: 6,
      dataConnections: 6,
      uploadedBytes: 6 * 24_795 + 135,
      downloadedBytes: 6 * 196,
    });
  });

  it('leaves out what stands beside a transfer', () => {
    expect(pair('web-beside-ftp').uploadedBytes).toBeLessThan(2_000_000);
    const beside = truth.bystanders.filter(({ source }) => source === '10.30.11.31');
    expect(beside.reduce((sum, { sent }) => sum + sent, 0)).toBe(26_000_000);
  });

  it('has of earlier nights nothing', () => {
    expect(pair('nightly-backup')).toMatchObject({ connections: 24, dataConnections: 24 });
    expect(truthOf(told, { ...day, startMs: 0 }).pairs).toContainEqual(
      expect.objectContaining({ story: 'nightly-backup', connections: 168 }),
    );
  });
});

describe('flows as a collector captured them', () => {
  it('have content records that count nothing between the others', () => {
    const content = flows.filter(({ how }) => how === 'content').map(({ row }) => row);
    expect(content).toHaveLength(60);
    expect(content.filter((row) => row.sourceBytes === 0)).toHaveLength(30);
    expect(new Set(content.map((row) => row.flowId)).size).toBe(1);
  });

  it('fold a sweep into one record of type A', () => {
    const sweep = flows.filter(({ how }) => how === 'superflow').map(({ row }) => row);
    expect(sweep).toMatchObject([{ flowType: 3, sourceBytes: 300 * 66, destinationPort: 445 }]);
  });

  it('lose a connection of which no packet was drawn', () => {
    const session: Session = {
      startMs: endMs,
      durationMs: 1000,
      source: '10.30.11.62',
      sourcePort: 50_000,
      destination: '28.77.4.12',
      destinationPort: 21,
      transport: 'tcp',
      sent: 100,
      received: 100,
      user: null,
    };
    const seen = { domainId: 0, sessions: [session] };
    expect(capturedFlows({ ...seen, capture: { kind: 'sampled', oneIn: 10 } })).toEqual([]);
    expect(capturedFlows(seen)).toHaveLength(1);
  });
});
