import { companyDimensions } from '../../../sandbox/data/company.ts';
import { flowsOf } from '../../../sandbox/data/flows.ts';
import { loadScenario, type ScenarioName } from '../../../sandbox/data/scenarios.ts';
import type { Session } from '../../../sandbox/data/session.ts';
import { compileAql } from '../../../sandbox/sql/compile.ts';
import type { Offense } from '../../../sandbox/sql/dimensions.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);

async function withStore<T>(use: (store: ConsoleStore) => Promise<T>): Promise<T> {
  const store = await ConsoleStore.open();
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

async function fingerprint(name: ScenarioName, scale: number, seed: number): Promise<unknown> {
  return withStore(async (store) => {
    await loadScenario(store, { name, scale, endMs, seed });
    return store.rows(
      `SELECT (SELECT sum(hash(events)::HUGEINT)::VARCHAR FROM events) AS events,
              (SELECT sum(hash(flows)::HUGEINT)::VARCHAR FROM flows) AS flows`,
    );
  });
}

describe('the company scenario', () => {
  let store: ConsoleStore;
  let loaded: Awaited<ReturnType<typeof loadScenario>>;
  const told: number[] = [];

  beforeAll(async () => {
    store = await ConsoleStore.open();
    loaded = await loadScenario(store, {
      name: 'company',
      scale: 1,
      endMs,
      onProgress: ({ share }) => told.push(share),
    });
  });

  afterAll(() => {
    store.close();
  });

  it('is a day of a mid-size company: 300,000 events and 100,000 flows or more', async () => {
    const [counted] = await store.rows(
      'SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM flows) AS flows',
    );
    expect(counted).toEqual({ events: loaded.events, flows: loaded.flows });
    expect(loaded.events).toBeGreaterThanOrEqual(300_000);
    expect(loaded.flows).toBeGreaterThanOrEqual(100_000);
  });

  it('reports progress that only grows and ends at one', () => {
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it('raises offenses of several types, states and magnitudes, with the numbers of their records', async () => {
    const { offenses, rules, logSources } = store.dimensions;
    const of = (what: (offense: Offense) => unknown) => new Set(offenses.map(what)).size;
    expect(offenses.length).toBeGreaterThanOrEqual(15);
    expect(of(({ status }) => status)).toBe(3);
    expect(of(({ offenseTypeId }) => offenseTypeId)).toBe(3);
    expect(of(({ magnitude }) => magnitude)).toBeGreaterThanOrEqual(6);
    const known = { rules: rules.map(({ id }) => id), devices: logSources.map(({ id }) => id) };
    for (const { id, ruleIds, logSourceIds, startMs, sourceIps, ...counts } of offenses) {
      expect(known.rules).toEqual(expect.arrayContaining([...ruleIds]));
      expect(known.devices).toEqual(expect.arrayContaining([...logSourceIds]));
      if (startMs < endMs - 86_400_000) continue;
      expect(sourceIps).not.toEqual([]);
      const aql = `SELECT SUM(eventcount) AS n FROM events WHERE INOFFENSE(${id}) LAST 24 HOURS`;
      const query = compileAql(aql, {
        nowMs: endMs,
        timeZone: 'UTC',
        defaultWindowMs: 60_000,
        allowedDomains: null,
        facts: store,
      });
      const [row] = await store.rows(query.sql, query.params);
      expect([id, counts.eventCount]).toEqual([id, Number(row?.['n'])]);
    }
  });

  it('ends at its end', async () => {
    const [times] = await store.rows('SELECT max(starttime) AS last FROM events');
    expect(times?.['last']).toBeLessThan(endMs);
    expect(times?.['last']).toBeGreaterThan(endMs - 3_600_000);
  });

  it('has no outbound transfer in its ordinary traffic, so that all findings are stories', async () => {
    const sources = [...loaded.expected.findings, ...loaded.expected.silences].map(
      (one) => one.source,
    );
    const rows = await store.rows(
      `SELECT DISTINCT sourceip FROM events WHERE eventdirection = 'L2R'
       AND destinationport IN (20, 21, 69, 139, 445, 990) AND sourceip <> 0`,
    );
    const known = new Set(sources.filter((source) => source.includes('.')).map(toNumber));
    expect(rows.filter((row) => !known.has(Number(row['sourceip'])))).toEqual([]);
  });

  it('names every log source, category, event and domain that its records use', async () => {
    const orphans = await store.rows(
      `SELECT DISTINCT logsourceid, category, qid, domainid FROM events
       WHERE logsourceid NOT IN (SELECT id FROM dim_log_sources)
          OR category NOT IN (SELECT id FROM dim_categories)
          OR qid NOT IN (SELECT id FROM dim_qids)
          OR domainid NOT IN (SELECT id FROM dim_domains)`,
    );
    expect(orphans).toEqual([]);
    const flows = await store.rows(
      'SELECT DISTINCT applicationid FROM flows WHERE applicationid NOT IN (SELECT id FROM dim_applications)',
    );
    expect(flows).toEqual([]);
  });

  it('has coalesced records only from log sources that coalesce', async () => {
    const rows = await store.rows(
      'SELECT DISTINCT logsourceid FROM events WHERE eventcount > 1 ORDER BY 1',
    );
    const coalescing = store.dimensions.logSources.filter((source) => source.coalesceEvents);
    expect(rows.length).toBeGreaterThan(3);
    const ids = coalescing.map((source) => source.id);
    expect(rows.every((row) => ids.includes(Number(row['logsourceid'])))).toBe(true);
  });

  it('claims no impossible counter in its ordinary traffic', async () => {
    const rows = await store.rows(
      `SELECT count(*) AS records FROM events
       WHERE "property bytes sent" > "property packets sent" * 65535
          OR "property bytes received" > "property packets received" * 65535`,
    );
    expect(rows).toEqual([{ records: 1 }]);
  });

  it('is busier at noon than at night', async () => {
    const rows = await store.rows(
      `SELECT (starttime // 3600000) % 24 AS hour, count(*) AS records FROM events
       WHERE starttime >= ${endMs - 86_400_000} GROUP BY hour`,
    );
    const at = (hour: number): number =>
      Number(rows.find((row) => row['hour'] === hour)?.['records'] ?? 0);
    expect(at(10)).toBeGreaterThan(3 * at(3));
  });

  it('has the properties and the traps of a grown console', () => {
    const types = Object.fromEntries(
      store.properties.map((property) => [
        property.name,
        `${property.type}${property.enabled ? '' : ', disabled'}`,
      ]),
    );
    expect(types).toMatchObject({
      'Bytes Sent': 'numeric',
      'Packets Received': 'numeric',
      BytesSent: 'numeric, disabled',
      'Sent Bytes': 'text',
    });
  });
});

describe('scenarios', () => {
  it('load the same rows again for the same options, other rows for another seed', async () => {
    const first = await fingerprint('company', 0.02, 7);
    expect(await fingerprint('company', 0.02, 7)).toEqual(first);
    expect(await fingerprint('company', 0.02, 8)).not.toEqual(first);
  });

  it('scale the ordinary traffic and leave the stories alone', async () => {
    const sizes = await Promise.all(
      [0, 0.01, 0.02].map((scale) =>
        withStore((store) => loadScenario(store, { name: 'company', scale, endMs })),
      ),
    );
    const [none, one, two] = sizes.map((loaded) => loaded.events);
    expect((two ?? 0) - (none ?? 0)).toBe(2 * ((one ?? 0) - (none ?? 0)));
    const stories = await withStore((store) =>
      loadScenario(store, { name: 'stories', scale: 1, endMs }),
    );
    expect(none).toBe(stories.events);
    expect(sizes[0]?.expected).toEqual(stories.expected);
  });

  it('leave the console empty but usable for `none`', async () => {
    await withStore(async (store) => {
      const loaded = await loadScenario(store, { name: 'none', scale: 1, endMs });
      expect(loaded).toMatchObject({ events: 0, flows: 0, expected: { findings: [] } });
      expect(store.dimensions.lowLevelCategories.length).toBeGreaterThan(50);
      expect(store.dimensions.domains.map((domain) => domain.id)).toEqual([0]);
    });
  });

  it.each([-1, NaN, Infinity])('refuse a scale of %p', async (scale) => {
    await withStore(async (store) => {
      await expect(loadScenario(store, { name: 'company', scale, endMs })).rejects.toThrow(/scale/);
    });
  });
});

describe('dimensions of the company', () => {
  const dimensions = companyDimensions(endMs);

  it('hold all categories that the reference names, and not the two that do not exist', () => {
    const ids = dimensions.lowLevelCategories.map((category) => category.id);
    expect(ids).toEqual(
      expect.arrayContaining([
        4002, 4003, 4007, 4008, 4012, 4014, 4016, 4017, 4021, 4024, 4025, 4027, 4031, 4032, 4037,
        4039, 18010, 18016, 18067, 18075, 18183, 18188, 18215, 18220, 18279, 18284, 14033, 22033,
      ]),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const names = dimensions.lowLevelCategories.map((category) => category.name);
    expect(names).toEqual(expect.arrayContaining(['Access Permitted', 'Session Opened']));
    expect(names).not.toContain('Connection Accepted');
    expect(names).not.toContain('Network Connection');
  });

  it('give every low-level category a high-level one', () => {
    const high = new Set(dimensions.highLevelCategories.map((category) => category.id));
    const without = dimensions.lowLevelCategories.filter(
      (category) => !high.has(category.highLevelCategoryId),
    );
    expect(without).toEqual([]);
  });

  it('have two domains with the same addresses, an own public block, and offenses of story sources', () => {
    expect(dimensions.domains.map((domain) => domain.id)).toEqual([0, 1]);
    const shared = dimensions.assets.filter((asset) => asset.ips.includes('10.30.2.2'));
    expect(shared.map((asset) => asset.domainId)).toEqual([0, 1]);
    expect(dimensions.networks.map((network) => network.cidr)).toContain('28.19.64.0/22');
    expect(dimensions.offenses.map((offense) => offense.offenseSource)).toContain('10.30.6.23');
  });
});

describe('flows of a session', () => {
  const session: Session = {
    startMs: endMs,
    durationMs: 150_000,
    source: '10.30.6.23',
    sourcePort: 50_000,
    destination: '29.133.8.41',
    destinationPort: 445,
    transport: 'tcp',
    sent: 1_000_001,
    received: 7,
    user: null,
  };

  it('are one record a minute under one id, which add up to the session', () => {
    const flows = flowsOf(session, 0, 5);
    expect(flows.map((flow) => [flow.flowId, flow.startMs - endMs, flow.endMs - endMs])).toEqual([
      [5, 0, 60_000],
      [5, 60_000, 120_000],
      [5, 120_000, 150_000],
    ]);
    expect(flows.reduce((sum, flow) => sum + flow.sourceBytes, 0)).toBe(1_000_001);
    expect(flows.reduce((sum, flow) => sum + flow.destinationBytes, 0)).toBe(7);
    expect(flows.every((flow) => flow.direction === 'L2R')).toBe(true);
  });

  it('refuse a domain without a network hierarchy', () => {
    expect(() => flowsOf(session, 9, 5)).toThrow(/domain 9/);
  });
});

function toNumber(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}
