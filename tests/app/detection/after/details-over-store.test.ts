import type { Finding } from '../../../../contract/finding.ts';
import type { SentQuery } from '../../../../contract/run.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { activityQuery, readActivity } from '../../../../app/detection/after/activity.ts';
import {
  contributingEventsQuery,
  readContributingEvents,
} from '../../../../app/detection/after/contributing-events.ts';
import { pivotQueries } from '../../../../app/detection/after/pivots.ts';
import type { RunContext } from '../../../../app/detection/aql/query.ts';
import { compileAql } from '../../../../sandbox/sql/compile.ts';
import type { ConsoleStore } from '../../../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { event, openStore, repeat } from '../small-store.ts';

const closed = { category: 4008, sent: 500_000, received: 100 };

/** A transfer logged at opening and a minute later at closing, a fan-out, ports in turn, IPv6, and what is none of these. */
const events = [
  ...repeat(6, { username: 'alice' }),
  ...repeat(6, { ...closed, username: 'alice', startMs: noonMs - 20 * 60_000 }),
  ...repeat(2, { category: 4003 }),
  ...repeat(4, { domainId: 1, ...closed }),
  ...repeat(4, { protocolId: 17, ...closed }),
  ...Array.from({ length: 8 }, (_, n) =>
    event({ ...closed, source: '10.0.0.6', destination: `93.184.216.${n}`, destinationPort: 445 }),
  ),
  ...[{}, { destinationPort: 990 }, { destinationPort: 69, protocolId: 17 }].map((port) =>
    event({ ...closed, source: '10.0.0.9', destination: '93.184.217.9', ...port }),
  ),
  // The numbers of these ports on the other transport, and another port.
  ...repeat(4, { ...closed, source: '10.0.0.9', destination: '93.184.217.9', protocolId: 17 }),
  event({ ...closed, source: '10.0.0.9', destination: '93.184.217.9', destinationPort: 443 }),
  ...repeat(5, { ...closed, source: '2a00::5', destination: '2a02:26f0::9' }),
  ...repeat(4, { source: '10.0.0.8', category: 4014, sent: 10, username: "O'Brien" }),
  ...repeat(2, { source: '10.0.0.8', category: 4014, sent: 10, startMs: noonMs - 600 * 60_000 }),
  event({ source: '10.0.0.7', username: "O'Brien", destinationPort: 443 }),
];

describe('investigation over real records', () => {
  let store: ConsoleStore;
  let results: Record<'corrected' | 'source', WholeResult>;

  beforeAll(async () => {
    store = await openStore(events);
    const [corrected, source] = await Promise.all([
      detectOverStore(store, { nowMs: noonMs }),
      detectOverStore(store, { nowMs: noonMs, profile: 'source' }),
    ]);
    results = { corrected, source };
  });
  afterAll(() => store.close());

  const rowsOf = ({ aql }: Pick<SentQuery, 'aql'>, from = store) => {
    const compiled = compileAql(aql, {
      nowMs: noonMs,
      timeZone: 'UTC',
      defaultWindowMs: 60_000,
      allowedDomains: null,
      facts: from,
    });
    return from.rows(compiled.sql, compiled.params);
  };
  const runOf = (finding: Finding): RunContext => {
    const profile = finding.transport === null ? 'source' : 'corrected';
    return { ...results[profile], profile, settings: defaultSettings };
  };
  const evidenceOf = async (finding: Finding) =>
    readContributingEvents(await rowsOf(contributingEventsQuery(finding, runOf(finding))));
  const activityOf = async (finding: Finding) =>
    readActivity(await rowsOf(activityQuery(finding, runOf(finding)).query));
  const findings = () => [...results.corrected.findings, ...results.source.findings];
  const findingBy = (id: string) => {
    const found = findings().find((finding) => finding.id === id);
    if (!found)
      throw new Error(
        `no finding ${id}, but ${findings()
          .map((f) => f.id)
          .join(', ')}`,
      );
    return found;
  };

  test('finds what the records hold', () => {
    expect(
      findings()
        .map((finding) => finding.id)
        .sort(),
    ).toEqual([
      'f~0~10.0.0.6~445~tcp',
      'm~0~10.0.0.9',
      'p~0~10.0.0.5~93.184.216.34~21~tcp',
      'p~0~10.0.0.5~93.184.216.34~21~udp',
      'p~0~10.0.0.8~93.184.216.34~21~tcp',
      'p~0~10.0.0.9~93.184.217.9~21~udp',
      'p~0~2a00%3A%3A5~2a02%3A26f0%3A%3A9~21~tcp',
      'p~1~10.0.0.5~93.184.216.34~21~tcp',
      "s~0~10.0.0.8~93.184.216.34~21~O'Brien",
    ]);
  });

  test('evidence of a pair is every record of its session phases and no other', async () => {
    const evidence = await evidenceOf(findingBy('p~0~10.0.0.5~93.184.216.34~21~tcp'));
    expect(evidence).toHaveLength(12);
    expect(new Set(evidence.map((found) => found.category))).toEqual(
      new Set(['Session Opened', 'Firewall Session Closed']),
    );
    const times = evidence.map((found) => found.timeMs);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(evidence[0]).toEqual({
      timeMs: noonMs - 15 * 60_000,
      logSource: 'edge firewall',
      category: 'Firewall Session Closed',
      source: '10.0.0.5',
      sourcePort: 50_005,
      destination: '93.184.216.34',
      destinationPort: 21,
      user: 'alice',
      eventCount: 1,
      sentBytes: 500_000,
      receivedBytes: 100,
      totalBytes: null,
    });
  });

  test('records in IPv6 form are of the host, each once, for evidence and pivots', async () => {
    const own = await openStore([
      ...repeat(3, closed),
      ...repeat(3, { ...closed, source: '::ffff:10.0.0.5', startMs: noonMs - 20 * 60_000 }),
      ...repeat(2, { ...closed, destination: '::ffff:93.184.216.34', destinationPort: 443 }),
    ]);
    try {
      const result = await detectOverStore(own, { nowMs: noonMs });
      const run: RunContext = { ...result, profile: 'corrected', settings: defaultSettings };
      const [finding, ...others] = result.findings;
      if (!finding) throw new Error('no finding');
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ source: '10.0.0.5', connections: 6 });
      const query = contributingEventsQuery(finding, run);
      const either = "(sourceip = '10.0.0.5' OR sourceaddress = '::ffff:10.0.0.5')";
      expect(query.aql).toContain(either);
      const evidence = readContributingEvents(await rowsOf(query, own));
      expect(evidence.map(({ source }) => source)).toEqual(Array(6).fill('10.0.0.5'));
      const { pairEvents, destinationEvents } = pivotQueries(
        { source: '::ffff:10.0.0.5', destination: '::FFFF:93.184.216.34' },
        run,
      );
      expect(pairEvents).toContain(either);
      expect(await rowsOf({ aql: pairEvents ?? '' }, own)).toHaveLength(8);
      expect(await rowsOf({ aql: destinationEvents ?? '' }, own)).toHaveLength(8);
    } finally {
      own.close();
    }
  });

  test('evidence of a fan-out names all its destinations', async () => {
    const evidence = await evidenceOf(findingBy('f~0~10.0.0.6~445~tcp'));
    expect(new Set(evidence.map((found) => found.destination)).size).toBe(8);
  });

  test('evidence of several ports is what ran on each of them over its transport', async () => {
    const evidence = await evidenceOf(findingBy('m~0~10.0.0.9'));
    expect(evidence.map((found) => found.destinationPort).sort()).toEqual([21, 69, 990]);
  });

  test('evidence over IPv6 has the addresses', async () => {
    const evidence = await evidenceOf(findingBy('p~0~2a00%3A%3A5~2a02%3A26f0%3A%3A9~21~tcp'));
    expect(evidence).toHaveLength(5);
    expect(evidence[0]).toMatchObject({ source: '2a00::5', destination: '2a02:26f0::9' });
  });

  test('evidence of the source profile is the records of its user and categories', async () => {
    const evidence = await evidenceOf(findingBy("s~0~10.0.0.8~93.184.216.34~21~O'Brien"));
    expect(evidence.map((found) => [found.user, found.category])).toEqual(
      Array.from({ length: 4 }, () => ["O'Brien", 'Access Permitted']),
    );
  });

  test('activity adds up to what the card says, for every finding', async () => {
    for (const finding of findings()) {
      const buckets = await activityOf(finding);
      const sum = (of: (bucket: (typeof buckets)[number]) => number | null) =>
        buckets.reduce((total, bucket) => total + (of(bucket) ?? 0), 0);
      expect([finding.id, sum((b) => b.connections), sum((b) => b.sentBytes)]).toEqual([
        finding.id,
        finding.connections,
        finding.sent?.bytes ?? 0,
      ]);
    }
  });

  test('every pivot runs', async () => {
    const { corrected } = results;
    const ofPair = pivotQueries(
      { source: '10.0.0.5', destination: '93.184.216.34', ports: [21], domainId: 0, user: 'alice' },
      runOf(findingBy('p~0~10.0.0.5~93.184.216.34~21~tcp')),
    );
    const counts = Object.entries(ofPair).map(async ([name, aql]) => [
      name,
      (await rowsOf({ aql: aql ?? '' })).length,
    ]);
    expect(Object.fromEntries(await Promise.all(counts))).toEqual({
      sourceEvents: 18,
      destinationEvents: 25,
      pairEvents: 18,
      userEvents: 12,
      sourceFlows: 0,
      pairFlows: 0,
    });
    const overPorts = pivotQueries(
      { source: '10.0.0.9', destination: '93.184.217.9', ports: [21, 69, 990] },
      corrected,
    );
    expect(await rowsOf({ aql: overPorts.pairEvents ?? '' })).toHaveLength(7);
    const obrien = pivotQueries({ user: "O'Brien" }, corrected);
    expect(await rowsOf({ aql: obrien.userEvents ?? '' })).toHaveLength(5);
  });

  test('the pivot to the events of a pair shows the bytes that its evidence has', async () => {
    const finding = findingBy('p~0~10.0.0.5~93.184.216.34~21~tcp');
    const { pairEvents } = pivotQueries(
      {
        source: finding.source,
        destination: finding.destination ?? '',
        ports: [finding.port],
        domainId: finding.domain.id,
      },
      runOf(finding),
    );
    const rows = (await rowsOf({ aql: pairEvents ?? '' })) as Readonly<Record<string, unknown>>[];
    const shown = rows.map((row) => `${String(row['BytesSent'])} ${String(row['BytesReceived'])}`);
    const evidence = await evidenceOf(finding);
    const told = evidence.map((one) => `${String(one.sentBytes)} ${String(one.receivedBytes)}`);
    // The pivot shows events of every category, the evidence those of sessions.
    expect(new Set(shown)).toEqual(new Set(told));
    expect(new Set(told)).toEqual(new Set(['500000 100', 'null null']));
  });
});
