import { noProperties } from '../../../../app/detection/aql/properties.ts';
import fc from 'fast-check';
import type { Finding } from '../../../../contract/finding.ts';
import type { RunProperties } from '../../../../contract/run.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { absenceQuery } from '../../../../app/detection/after/absence.ts';
import { activityQuery } from '../../../../app/detection/after/activity.ts';
import { contributingEventsQuery } from '../../../../app/detection/after/contributing-events.ts';
import { flowActivityQuery } from '../../../../app/detection/after/flow-activity.ts';
import { flowRecordsQuery } from '../../../../app/detection/after/flow-records.ts';
import { notLookedAtQueries } from '../../../../app/detection/after/not-looked-at.ts';
import { pivotQueries } from '../../../../app/detection/after/pivots.ts';
import { flowsQuery } from '../../../../app/detection/flows/query.ts';
import { canBeProperty } from '../../../../app/detection/aql/literals.ts';
import {
  connectionsQuery,
  deniedQuery,
  sourceProfileQuery,
} from '../../../../app/detection/aql/query.ts';
import { lengthInUrl } from '../../../../app/detection/aql/statement.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import type { Rule } from '../../../../app/detection/rule/rule-type.ts';
import { keywords, parse } from '../../../../sandbox/aql/index.ts';
import { eventFields, flowFields } from '../../../../sandbox/sql/schema.ts';
import { aliasesOf, shapeOf, ungroupedIn } from '../aql.ts';
import { allProperties, connectionRow, findingOf, runFacts } from '../builders.ts';

const facts = runFacts();

/** Every combination of properties that a console can have. */
const variants: readonly RunProperties[] = Array.from({ length: 32 }, (_, bits) => ({
  ...noProperties,
  sent: bits & 1 ? allProperties.sent : [],
  received: bits & 2 ? allProperties.received : [],
  total: bits & 4 ? allProperties.total : [],
  packetsSent: bits & 8 ? allProperties.packetsSent : [],
  packetsReceived: bits & 16 ? allProperties.packetsReceived : [],
}));

/** Three packs that each have names of their own. */
const severalProperties: RunProperties = {
  ...noProperties,
  sent: ['Bytes Sent', 'BytesSent', 'jnprBytesClient'],
  received: ['Bytes Received', 'BytesReceived'],
  packetsSent: ['Packets Sent', 'PacketsSent'],
  command: ['FTP Command', 'FTP Verb'],
};

const pair = findingOf(connectionRow());
const pairOverIpv6 = findingOf(
  connectionRow({ source: '2a00::1', destination: '2a02:26f0::9', protocolId: 17, port: 69 }),
);
const unusualTransport = findingOf(connectionRow({ protocolId: 132 }));
const fanOut = findingOf(
  ...Array.from({ length: 8 }, (_, n) =>
    connectionRow({ destination: `93.184.216.${n}`, connections: 1, records: 1 }),
  ),
);
const sourceRow: Finding = { ...pair, transport: null, users: ["O'Brien"] };

const written: readonly (readonly [string, string])[] = [
  ...[...variants, severalProperties].flatMap((properties, n) => [
    [`connections ${n}`, connectionsQuery({ ...facts, properties }).aql] as const,
    [`flows ${n}`, flowsQuery({ ...facts, properties }).aql] as const,
    [`evidence ${n}`, contributingEventsQuery(pair, { ...facts, properties }).aql] as const,
    [`activity ${n}`, activityQuery(pair, { ...facts, properties }).query.aql] as const,
    [`absence ${n}`, absenceQuery({ ...facts, profile: 'source', properties }).aql] as const,
    [`flow evidence ${n}`, flowRecordsQuery(pair, { ...facts, properties }).aql] as const,
    [`flow activity ${n}`, flowActivityQuery(fanOut, { ...facts, properties }).query.aql] as const,
  ]),
  ...[
    { ipv6Addresses: false, packetBound: true, severalNames: true },
    { ipv6Addresses: true, packetBound: false, severalNames: true },
    { ipv6Addresses: false, packetBound: false, severalNames: false },
  ].flatMap(
    (switches) =>
      [
        [
          `connections with ${JSON.stringify(switches)}`,
          connectionsQuery({ ...facts, switches }).aql,
        ],
        [`denied with ${JSON.stringify(switches)}`, deniedQuery({ ...facts, switches }).aql],
        [`flows with ${JSON.stringify(switches)}`, flowsQuery({ ...facts, switches }).aql],
        [
          `evidence with ${JSON.stringify(switches)}`,
          contributingEventsQuery(pair, { ...facts, switches }).aql,
        ],
      ] as const,
  ),
  ['denied', deniedQuery(facts).aql],
  ['absence', absenceQuery(facts).aql],
  ...[
    facts,
    { ...facts, switches: { ipv6Addresses: false, packetBound: true, severalNames: true } },
  ].flatMap((run) =>
    Object.values(notLookedAtQueries(run, true)).flatMap((query) =>
      query === null ? [] : [[query.name, query.aql] as const],
    ),
  ),
  ['source profile', sourceProfileQuery(facts, [4014, 4016]).aql],
  [
    'source profile without received',
    sourceProfileQuery({ ...facts, properties: { ...noProperties, sent: ['Bytes Sent'] } }, [4014])
      .aql,
  ],
  ...[pair, pairOverIpv6, unusualTransport, fanOut, sourceRow].flatMap((finding) => [
    [`evidence of ${finding.id}`, contributingEventsQuery(finding, facts).aql] as const,
    [`activity of ${finding.id}`, activityQuery(finding, facts).query.aql] as const,
  ]),
  ...[
    { source: '10.1.2.3', destination: '93.184.216.34', user: 'svc', port: 21, domainId: 3 },
    { source: '2a00::1', destination: '2a02:26f0::9' },
  ].flatMap((target) =>
    Object.entries(pivotQueries(target, facts)).flatMap(([name, aql]) =>
      aql === null ? [] : [[`${name} of ${target.source}`, aql] as const],
    ),
  ),
];

describe('queries', () => {
  test.each(written)('%s is AQL', (_, aql) => {
    expect(parse(aql)).toMatchObject({ timeFrame: { kind: 'Absolute' } });
  });

  test.each(written)('%s fits into a URL', (_, aql) => {
    expect(lengthInUrl(aql)).toBeLessThan(6_000);
  });

  test.each(written)('%s asks for the minutes of the run', (_, aql) => {
    const { startMs, stopMs } = facts.window;
    expect(aql).toMatch(new RegExp(`LIMIT \\d+ START ${startMs} STOP ${stopMs}$`));
  });

  test.each(written)('%s has aliases that are unique and no names of AQL', (_, aql) => {
    const names = aliasesOf(aql).map((name) => name.toLowerCase());
    const fields = [...eventFields, ...flowFields].map((field) => field.name);
    const reserved = [...keywords, ...fields].map((word) => word.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => reserved.includes(name))).toEqual([]);
  });

  test('the longest one fits into a URL: every property, long names, many own blocks', () => {
    const long = (letter: string) => `${letter} ${'ß'.repeat(30)}`;
    const aql = connectionsQuery({
      ...facts,
      properties: {
        ...noProperties,
        sent: [long('a')],
        received: [long('b')],
        total: [long('c')],
      },
      settings: {
        ...defaultSettings,
        ownPublicBlocks: Array.from({ length: 200 }, (_, n) => `193.${n}.128.0/20`),
      },
    }).aql;
    expect(lengthInUrl(aql)).toBeLessThan(8_000);
    expect(parse(aql)).toBeTruthy();
  });

  test('asks nothing of properties that the console lacks', () => {
    const { aql } = connectionsQuery({ ...facts, properties: noProperties });
    expect(aql).not.toContain('"');
    expect(aql).not.toContain('IF ');
  });

  test('compares with packets only where they are known', () => {
    const { aql } = connectionsQuery({
      ...facts,
      properties: { ...allProperties, packetsSent: [] },
    });
    expect(aql).toContain('IF "Bytes Sent" < 0 THEN 1 ELSE 0 AS SentImpossible');
    expect(aql).toContain(aliases.receivedImpossible);
  });

  test('each undocumented construct can be switched off', () => {
    const written = (off: Partial<Rule['switches']>) =>
      connectionsQuery({
        ...facts,
        switches: { ...rule.switches, ...off },
        settings: { ...defaultSettings, ownPublicBlocks: ['2a00::/16', '5.0.0.0/8'] },
      }).aql;
    const ipv4Only = written({ ipv6Addresses: false });
    expect(ipv4Only).not.toMatch(/address|::/);
    expect(ipv4Only).toContain("INCIDR('5.0.0.0/8', destinationip)");
    expect(ipv4Only).toContain('* 65535');
    const unbound = written({ packetBound: false });
    expect(unbound).not.toContain('65535');
    expect(unbound).toContain("INCIDR('2a00::/16', destinationaddress)");
  });

  // AQL gives any one of the values of a column that is selected, and neither grouped nor aggregated. The analysts'
  // query does so with the log source.
  const ours = written.filter(([name]) => !name.startsWith('source profile'));
  test.each(ours)('%s groups by all that it does not aggregate', (_, aql) => {
    expect(ungroupedIn(aql)).toEqual([]);
  });

  test('no property name changes the structure of the connections query', () => {
    const shape = shapeOf(connectionsQuery(facts).aql);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (name) => {
        if (!canBeProperty(name)) return;
        const properties = { ...allProperties, sent: [name] };
        expect(shapeOf(connectionsQuery({ ...facts, properties }).aql)).toEqual(shape);
      }),
    );
  });

  test('no user name changes the structure of an evidence query', () => {
    const shape = shapeOf(contributingEventsQuery(sourceRow, facts).aql);
    const withoutUser = shapeOf(
      contributingEventsQuery({ ...sourceRow, users: ['a\\'] }, facts).aql,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (user) => {
        const written = shapeOf(
          contributingEventsQuery({ ...sourceRow, users: [user] }, facts).aql,
        );
        expect([shape, withoutUser]).toContainEqual(written);
      }),
    );
  });

  test.each([
    [60, 1],
    [360, 5],
    [1_440, 30],
    [7 * 1_440, 180],
    [31 * 1_440, 720],
    [5, 1],
  ])('draws %p minutes in buckets of %p', (minutes, bucketMinutes) => {
    const { startMs } = facts.window;
    const window = { startMs, stopMs: startMs + minutes * 60_000 };
    expect(activityQuery(pair, { ...facts, window }).bucketMs).toBe(bucketMinutes * 60_000);
  });
});

describe('pivots', () => {
  const nothing = {
    sourceEvents: null,
    destinationEvents: null,
    pairEvents: null,
    userEvents: null,
    sourceFlows: null,
    pairFlows: null,
  };

  test('has nothing to ask of nothing', () => {
    expect(pivotQueries({}, facts)).toEqual(nothing);
  });

  test.each(['', 'a\\', "a\\' OR 1=1", 'a\0', 'x'.repeat(257)])(
    'does not apply to the user %j, who cannot be quoted whole',
    (user) => {
      expect(pivotQueries({ user }, facts)).toEqual(nothing);
    },
  );

  test('does not apply to what is no address', () => {
    expect(pivotQueries({ source: "1.2.3.4' OR '1'='1", destination: 'host' }, facts)).toEqual(
      nothing,
    );
  });

  test('quotes a hostile user', () => {
    expect(pivotQueries({ user: "' OR 1=1" }, facts).userEvents).toContain(
      "username = ''' OR 1=1'",
    );
  });

  test('shows the byte counters of the run: one by its name, several as one column', () => {
    const selected = (properties: RunProperties) =>
      pivotQueries({ source: '10.1.2.3' }, { ...facts, properties }).sourceEvents ?? '';
    expect(selected(allProperties)).toContain(
      'eventcount, "Bytes Sent", "Bytes Received", "Bytes", magnitude FROM',
    );
    expect(selected({ ...noProperties, sent: ['Bytes Sent', 'BytesSent'] })).toContain(
      'eventcount, (IF "Bytes Sent" IS NULL THEN "BytesSent" ELSE "Bytes Sent") AS BytesSentLabel, magnitude',
    );
    expect(selected(noProperties)).toContain('eventcount, magnitude FROM');
  });

  test('narrows the events of a pair by port, and keeps all ports of its flows', () => {
    const { pairEvents, pairFlows } = pivotQueries(
      { source: '10.1.2.3', destination: '93.184.216.34', ports: [21] },
      facts,
    );
    expect(pairEvents).toContain('destinationport = 21');
    expect(pairFlows).not.toContain('destinationport = 21');
  });

  test('asks flows of IPv6 by the fields of their kind', () => {
    const { sourceEvents, sourceFlows, pairFlows } = pivotQueries(
      { source: '2a00::1', destination: '2a02:26f0::9' },
      facts,
    );
    expect(sourceEvents).toContain("sourceaddress = '2a00::1'");
    expect(sourceFlows).toContain("sourcev6 = '2a00::1'");
    expect(pairFlows).toContain("destinationv6 = '2a02:26f0::9'");
  });
});
