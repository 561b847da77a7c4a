import { latestResultOf } from '../../../app/runs/latest-result.ts';
import { aFanOut, aFinding, aPooled } from '../../support/ui-records.ts';
import { aFinishedRun } from '../support/finished-run.ts';
import { resultsInMemory } from '../support/results-in-memory.ts';

const volume = (bytes: number) => ({ bytes, knownConnections: 2, lowerBound: false });

describe('the result of a run', () => {
  test('sums up an address as source, per domain, and as destination over all', async () => {
    const findings = [
      aFinding({ id: '1', risk: 'LOW', sent: volume(10), connections: 4, lastSeenMs: 1000 }),
      aFinding({
        id: '2',
        risk: 'HIGH',
        sent: volume(20),
        connections: 6,
        lastSeenMs: 2000,
        port: 22,
      }),
      aFinding({
        id: '3',
        risk: 'MEDIUM',
        sent: null,
        connections: 1,
        domain: { id: 2, name: 'Branch' },
      }),
    ];
    const [{ source, destination }] = findings as [(typeof findings)[0]];
    const result = await latestResultOf(aFinishedRun(findings));
    expect(result.counts).toEqual({ HIGH: 1, MEDIUM: 1, LOW: 1 });
    expect(result.sourcesByAddress.get(source)).toMatchObject([
      { risk: 'HIGH', findings: 2, connections: 10, sentBytes: 30 },
      { risk: 'MEDIUM', findings: 1, sentBytes: null, domain: { id: 2, name: 'Branch' } },
    ]);
    expect(result.destinations.get(destination ?? '')).toMatchObject({
      risk: 'HIGH',
      findings: 3,
      sourceCount: 2,
      connections: 11,
      sentBytes: 30,
    });
    expect(result.isComplete).toBe(true);
  });

  test('counts a fan-out for the destinations it names, without bytes', async () => {
    const fanOut = aFanOut({ destinations: [{ address: '203.0.113.9', connections: 2 }] });
    const result = await latestResultOf(aFinishedRun([fanOut]));
    expect(result.destinations.get('203.0.113.9')).toMatchObject({
      connections: 2,
      sentBytes: null,
      sourceCount: 1,
    });
  });

  test('counts what was sent over several ports to one destination, with all protocols', async () => {
    const pooled = aPooled({ sent: volume(30) });
    const result = await latestResultOf(aFinishedRun([pooled]));
    expect(result.destinations.get('203.0.113.9')).toMatchObject({ sentBytes: 30 });
    expect(result.sources[0]).toMatchObject({ protocols: ['FTP', 'SMB', 'FTPS'] });
  });

  test('lists the worst addresses of a run that has too many, and says so', async () => {
    const findings = Array.from({ length: 10_001 }, (_, number) =>
      aFinding({
        id: `${number}`,
        source: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`,
        destination: `203.${number >> 16}.${(number >> 8) & 255}.${number & 255}`,
        risk: number === 10_000 ? 'HIGH' : 'LOW',
      }),
    );
    const result = await latestResultOf(aFinishedRun(findings));
    expect(result.sources).toHaveLength(10_000);
    expect(result.destinations.size).toBe(10_000);
    expect(result.sources[0]?.source).toBe('10.0.39.16');
    expect(result.isComplete).toBe(false);
  });

  test('is not complete where the run was cut', async () => {
    const limits = [{ kind: 'rows', limit: 10 }] as const;
    const run = aFinishedRun([aFinding()], { limits: [...limits] });
    expect((await latestResultOf(run)).isComplete).toBe(false);
  });

  test('is of all its findings, even if they are let go of while it is summed up', async () => {
    const results = resultsInMemory();
    const findings = Array.from({ length: 1200 }, (_, number) => aFinding({ id: `${number}` }));
    const run = aFinishedRun(findings, {}, results);
    const letGo = run.revision.hold();
    const summedUp = latestResultOf(run);
    letGo();
    expect((await summedUp).sources).toMatchObject([{ findings: 1200 }]);
    expect(results.kept()).toBe(0);
  });
});
