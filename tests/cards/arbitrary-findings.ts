import fc from 'fast-check';
import {
  protocols,
  risks,
  transferStates,
  type Finding,
  type Reason,
} from '../../contract/finding.ts';
import { aDataChannel, aFinding, aPooled } from '../support/ui-records.ts';

/** Small, so that findings tie; unknown as often as known. */
const volume = fc.option(
  fc.record({
    bytes: fc.nat({ max: 3 }),
    knownConnections: fc.nat({ max: 3 }),
    lowerBound: fc.boolean(),
  }),
  { freq: 1 },
);

const dataChannel = fc.option(
  fc
    .record({ counted: fc.boolean(), sent: volume, received: volume, total: volume })
    .map(aDataChannel),
  { freq: 1 },
);

const regular: Reason = { code: 'regular', value: 93, unit: 'percent', threshold: null };

const named = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'));

const pair = fc.record({
  kind: fc.constant('pair' as const),
  destination: fc.constantFrom('203.0.113.1', '203.0.113.2'),
});
const fanOut = fc
  .record({ addresses: fc.uniqueArray(fc.constantFrom('203.0.113.1', '203.0.113.3')) })
  .chain(({ addresses }) =>
    fc.record({
      kind: fc.constant('fan-out' as const),
      destination: fc.constant(null),
      destinations: fc.constant(addresses.map((address) => ({ address, connections: 1 }))),
      destinationCount: fc.integer({ min: addresses.length, max: 6 }),
    }),
  );

const pooled = fc.record({
  kind: fc.constant('pooled' as const),
  destination: fc.constantFrom('203.0.113.1', '203.0.113.2'),
  otherPorts: fc.constant(aPooled().otherPorts),
});

const finding: fc.Arbitrary<Finding> = fc
  .tuple(
    fc.record({
      source: fc.constantFrom('10.0.0.1', '10.0.0.2'),
      domain: fc.constantFrom({ id: 0, name: null }, { id: 1, name: 'Plant' }),
      risk: fc.constantFrom(...risks),
      state: fc.constantFrom(...transferStates),
      protocol: fc.constantFrom(...protocols),
      users: named,
      connections: fc.integer({ min: 1, max: 3 }),
      coalesced: fc.nat({ max: 1 }),
      sent: volume,
      received: volume,
      total: volume,
      dataChannel,
      reasons: fc.constantFrom<Reason[][]>([], [regular]),
      firstSeenMs: fc.nat({ max: 3 }),
      lastSeenMs: fc.integer({ min: 3, max: 6 }),
    }),
    fc.oneof(pair, fanOut, pooled),
  )
  .map(([shared, which]) => aFinding({ ...shared, ...which }));

/** Findings of few sources whose ranks often tie; no two have the same id. */
export const arbitraryFindings: fc.Arbitrary<readonly Finding[]> = fc
  .array(finding, { maxLength: 12 })
  .map((findings) => findings.map((one, n) => ({ ...one, id: `id ${n}` })));

/** The same findings, and again in any other order. */
export const arbitraryOrders: fc.Arbitrary<readonly [readonly Finding[], readonly Finding[]]> =
  arbitraryFindings.chain((findings) =>
    fc.tuple(
      fc.constant(findings),
      fc.shuffledSubarray([...findings], { minLength: findings.length }),
    ),
  );
