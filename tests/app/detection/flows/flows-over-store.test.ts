import { findingSchema, type Finding } from '../../../../contract/finding.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { EventRow, FlowRow } from '../../../../sandbox/sql/store.ts';
import { detectOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { event, flow, openStore, repeat } from '../small-store.ts';

type Given = { readonly events?: readonly EventRow[]; readonly flows: readonly FlowRow[] };

async function resultOf({ events = [], flows }: Given, settings = defaultSettings) {
  const store = await openStore(events, flows);
  try {
    return await detectOverStore(store, { nowMs: noonMs, settings });
  } finally {
    store.close();
  }
}

async function findingsOf(given: Given): Promise<readonly Finding[]> {
  const { findings } = await resultOf(given);
  for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
  return findings;
}

async function findingOf(given: Given): Promise<Finding> {
  const [finding, ...more] = await findingsOf(given);
  if (!finding || more.length > 0) throw new Error(`${more.length + Number(!!finding)} findings`);
  return finding;
}

/** `count` connections of one record each. */
const flows = (count: number, change: Partial<FlowRow> = {}) =>
  Array.from({ length: count }, (_, n) => flow({ flowId: n + 1, ...change }));

describe('a connection', () => {
  test('that events and flows both saw counts once', async () => {
    const finding = await findingOf({
      events: repeat(5, { category: 4008, sent: 60, received: 200 }),
      flows: flows(5),
    });
    expect(finding).toMatchObject({
      connections: 5,
      logSources: [{ id: 62, connections: 5 }],
      flowSources: [{ name: 'qflow', kind: 'flow', connections: 5 }],
      // The packets of a flow are counted with their headers, so flows know more bytes.
      sent: { bytes: 500, knownConnections: 5 },
      received: { bytes: 1_500, knownConnections: 5 },
    });
    const id = finding.flowSources[0]?.id;
    expect(finding.origins).toEqual({
      connections: [id, 62],
      sent: [id],
      received: [id],
      total: [],
    });
    expect(finding.corrections).toContain('flows-counted');
  });

  test('of many minutes is one connection, its bytes those of all records', async () => {
    const minutes = Array.from({ length: 40 }, (_, n) =>
      flow({ startMs: noonMs - (50 - n) * 60_000, sourceBytes: 50_000, sourcePackets: 40 }),
    );
    expect(await findingOf({ flows: minutes })).toMatchObject({
      connections: 1,
      sent: { bytes: 2_000_000, knownConnections: 1 },
      risk: 'MEDIUM',
      logSources: [],
    });
  });

  test('that two flow sources report is not added up', async () => {
    const both = [...flows(4), ...flows(6, { flowSource: 'netflow', sourceBytes: 90 })];
    expect(await findingOf({ flows: both })).toMatchObject({
      connections: 6,
      // Four were seen by both, of which the larger counter counts.
      sent: { bytes: 580 },
      flowSources: [
        { name: 'netflow', connections: 6 },
        { name: 'qflow', connections: 4 },
      ],
    });
  });

  test('opened by the far side is another question', async () => {
    expect(await findingsOf({ flows: flows(9, { direction: 'R2L' }) })).toEqual([]);
  });

  test('between IPv6 addresses is seen, to special ranges it is not', async () => {
    const ends = { source: '2d00::5', destination: '2d00:1::9' };
    expect(await findingOf({ flows: flows(4, ends) })).toMatchObject({ ...ends, connections: 4 });
    expect(await findingsOf({ flows: flows(4, { ...ends, destination: 'fe80::1' }) })).toEqual([]);
    expect(await findingsOf({ flows: flows(4, { destination: '192.168.7.7' }) })).toEqual([]);
  });
});

describe('flows are a fallback', () => {
  test('where events carry no counters', async () => {
    const finding = await findingOf({
      events: repeat(4, { category: 4002 }),
      flows: flows(4, { sourceBytes: 4_000_000, sourcePackets: 3_000 }),
    });
    expect(finding).toMatchObject({ connections: 4, risk: 'HIGH', sent: { bytes: 16_000_000 } });
  });

  test('where no permits are logged', async () => {
    const finding = await findingOf({ flows: flows(4) });
    expect(finding).toMatchObject({ connections: 4, state: 'established', logSources: [] });
    expect(finding.users).toEqual([]);
    expect(finding.corrections).not.toContain('users-not-split');
  });

  test('that a user of the events is not split by', async () => {
    const finding = await findingOf({ events: repeat(4, { username: 'alice' }), flows: flows(4) });
    expect(finding.users).toEqual(['alice']);
    expect(finding.corrections).not.toContain('users-not-split');
  });

  describe('but without an answer', () => {
    const unanswered = flows(6, { destinationBytes: 0, destinationPackets: 0 });
    const denied = (eventCount: number) => [
      event({ category: 4003, eventCount, destination: '93.184.216.99' }),
    ];

    test('is an attempt', async () => {
      expect(await findingOf({ flows: unanswered })).toMatchObject({ state: 'attempt' });
    });

    test('is among the denied where a device refused that source as often', async () => {
      const result = await resultOf({ events: denied(6), flows: unanswered });
      expect(result.findings).toEqual([]);
      expect(result.denied).toMatchObject([{ connections: 6 }]);
    });

    test.each([1, 5])('stays an attempt where it refused only %p', async (refused) => {
      const result = await resultOf({ events: denied(refused), flows: unanswered });
      expect(result.findings).toMatchObject([{ state: 'attempt', connections: 6 }]);
      expect(result.denied).toMatchObject([{ connections: refused }]);
    });

    test('and denied: only those without one are left out', async () => {
      const finding = await findingOf({ events: denied(6), flows: flows(6) });
      expect(finding).toMatchObject({ connections: 6 });
    });
  });
});

describe('what flows cannot be trusted with', () => {
  test('superflows are shown as such and add neither bytes nor connections', async () => {
    const finding = await findingOf({
      flows: [
        ...flows(4),
        ...flows(2, { flowType: 3, sourceBytes: 50_000_000, sourcePackets: 90_000 }),
      ],
    });
    expect(finding).toMatchObject({ connections: 4, risk: 'LOW', sent: { bytes: 400 } });
    expect(finding.flowSources.map(({ kind, connections }) => [kind, connections])).toEqual([
      ['flow', 4],
      ['superflow', 2],
    ]);
    expect(finding.corrections).toContain('superflows-marked');
  });

  test('flows kept for their content, without a byte, are connections of unknown volume', async () => {
    const finding = await findingOf({ flows: flows(5, { sourceBytes: 0, destinationBytes: 0 }) });
    expect(finding).toMatchObject({ connections: 5, sent: null, received: null });
    expect(finding.reasons.map(({ code }) => code)).toContain('sent-unknown');
  });

  test('a counter that its packets cannot have carried', async () => {
    const finding = await findingOf({
      flows: flows(4, { sourceBytes: 1_900_000_000, sourcePackets: 1 }),
    });
    expect(finding).toMatchObject({ sent: null, risk: 'LOW' });
    expect(finding.corrections).toContain('impossible-counter-excluded');
  });

  test.each([1, 4])('the same of what came back, in %p uploads', async (uploads) => {
    const lie = { destinationBytes: 1_900_000_000, destinationPackets: 1 };
    const finding = await findingOf({
      flows: flows(uploads, { sourceBytes: 20_000_000, sourcePackets: 15_000, ...lie }),
    });
    expect(finding).toMatchObject({ state: 'moving', risk: 'HIGH', received: null });
    expect(finding.reasons.map(({ code }) => code)).toContain('impossible-counter');
  });
});

describe('the setting', () => {
  test('off: flows are neither asked nor counted', async () => {
    const {
      flows: state,
      findings,
      queries,
    } = await resultOf({ flows: flows(9) }, { ...defaultSettings, flows: false });
    expect({ state, findings }).toEqual({ state: 'off', findings: [] });
    expect(queries.map(({ name }) => name)).toEqual(['connections', 'denied']);
  });

  test('is no matter to the source profile', async () => {
    const store = await openStore([], flows(9));
    const result = await detectOverStore(store, { nowMs: noonMs, profile: 'source' });
    store.close();
    expect(result).toMatchObject({ flows: 'off', findings: [] });
  });
});
