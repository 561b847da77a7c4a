import { overviewOf } from '../../../app/runs/latest-result.ts';
import { Overviews } from '../../../app/runs/latest-results.ts';
import { aFanOut, aFinding } from '../../support/ui-records.ts';
import { aWholeRun, stopMs } from '../http/console-parts/whole-run.ts';

const volume = (bytes: number) => ({ bytes, knownConnections: 2, lowerBound: false });

describe('the overview of a run', () => {
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
    const overview = await overviewOf(await aWholeRun(findings));
    expect(overview.counts).toEqual({ HIGH: 1, MEDIUM: 1, LOW: 1 });
    expect(overview.sourcesByAddress.get(source)).toMatchObject([
      { risk: 'HIGH', findings: 2, connections: 10, sentBytes: 30 },
      { risk: 'MEDIUM', findings: 1, sentBytes: null, domain: { id: 2, name: 'Branch' } },
    ]);
    expect(overview.destinations.get(destination ?? '')).toMatchObject({
      risk: 'HIGH',
      findings: 3,
      sourceCount: 2,
      connections: 11,
      sentBytes: 30,
    });
    expect(overview.isComplete).toBe(true);
  });

  test('counts a fan-out for the destinations it names, without bytes', async () => {
    const fanOut = aFanOut({ destinations: [{ address: '203.0.113.9', connections: 2 }] });
    const overview = await overviewOf(await aWholeRun([fanOut]));
    expect(overview.destinations.get('203.0.113.9')).toMatchObject({
      connections: 2,
      sentBytes: null,
      sourceCount: 1,
    });
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
    const overview = await overviewOf(await aWholeRun(findings));
    expect(overview.sources).toHaveLength(10_000);
    expect(overview.destinations.size).toBe(10_000);
    expect(overview.sources[0]?.source).toBe('10.0.39.16');
    expect(overview.isComplete).toBe(false);
  });

  test('is not complete where the run was cut', async () => {
    const limits = [{ kind: 'rows', limit: 10 }] as const;
    const whole = await aWholeRun([aFinding()], { limits: [...limits] });
    expect((await overviewOf(whole)).isComplete).toBe(false);
  });
});

describe('the overviews', () => {
  const minute = 60_000;
  const window = (minutes: number, endMs = stopMs) => ({
    startMs: endMs - minutes * minute,
    stopMs: endMs,
  });
  const windowsOf = async (overviews: Overviews, scope = 'scope') =>
    (await overviews.of(scope)).map((one) => (one.window.stopMs - one.window.startMs) / minute);

  test('are of one scope only', async () => {
    const overviews = new Overviews();
    overviews.keep(await aWholeRun([aFinding()], { scope: 'a' }));
    expect(await overviews.of('b')).toEqual([]);
    expect(await overviews.of('a')).toHaveLength(1);
  });

  test('keep a long run beside a short one, and replace the same question by its newer answer', async () => {
    const overviews = new Overviews();
    overviews.keep(await aWholeRun([], { window: window(1440) }));
    overviews.keep(await aWholeRun([], { window: window(60, stopMs + minute) }));
    overviews.keep(await aWholeRun([], { window: window(60, stopMs + 2 * minute) }));
    expect(await windowsOf(overviews)).toEqual([60, 1440]);
  });

  test('keep three of a scope and 20,000 findings in all, the newest however large', async () => {
    const overviews = new Overviews();
    for (const minutes of [1, 2, 3, 4]) {
      overviews.keep(await aWholeRun([], { window: window(minutes) }));
    }
    expect((await windowsOf(overviews)).toSorted()).toEqual([2, 3, 4]);
    const whole = await aWholeRun([], { scope: 'other' });
    overviews.keep({ ...whole, packed: { ...whole.packed, findings: 30_000 } });
    expect(await windowsOf(overviews)).toEqual([]);
    expect(await windowsOf(overviews, 'other')).toEqual([1440]);
  });

  test('leave out what a restriction of QRadar cut, because that is set per user', async () => {
    const overviews = new Overviews();
    const limits = [{ kind: 'administrator' as const, limit: 0 }];
    overviews.keep(await aWholeRun([aFinding()], { limits }));
    expect(await overviews.of('scope')).toEqual([]);
  });
});
