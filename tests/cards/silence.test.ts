/** What is said to keep a finding off the list is held against the judgement itself. */
import fc from 'fast-check';
import type { AllowSubject } from '../../contract/allowlist.ts';
import { defaultSettings } from '../../contract/default-settings.ts';
import type { Finding } from '../../contract/finding.ts';
import { largestThresholds, type Settings } from '../../contract/session.ts';
import { silenceOf } from '../../cards/silence.ts';
import { isFlowReporter } from '../../app/detection/flows/reporters.ts';
import { judge } from '../../app/detection/judging/judge.ts';
import { drained } from '../../app/ports/steps.ts';
import { folded, itemArbitrary, type Item } from '../app/detection/arbitrary-evidence.ts';
import { connectionRow } from '../app/detection/builders.ts';
import { hour } from '../app/detection/hour.ts';
import { aFinding } from '../support/ui-records.ts';

type Changes = Partial<Pick<Settings, 'thresholds' | 'stitching' | 'portPacks'>>;

function findingsOf(
  items: readonly Item[],
  changes: Changes = {},
  subject?: AllowSubject,
): ReadonlyMap<string, Finding> {
  const found = new Map<string, Finding>();
  const entries = subject ? [{ id: 'e', subject, isInForce: true, madeFor: null }] : [];
  const settings = { ...defaultSettings, maxFindings: 50_000, ...changes };
  const options = { window: hour, profile: 'corrected' as const, settings, entries };
  drained(
    judge(
      folded(items),
      { ...options, domainNames: new Map() },
      { push: (finding) => found.set(finding.id, finding) },
    ),
  );
  return found;
}

/** In an order that can be set. */
function withMedium(thresholds: Settings['thresholds'], mediumBytes: number) {
  const highBytes = Math.max(thresholds.highBytes, mediumBytes + 1);
  return { ...thresholds, mediumBytes, highBytes };
}

/** Whether all that a finding is made of is in one of these. */
function isStillListed(finding: Finding, among: ReadonlyMap<string, Finding>): boolean {
  return [...among.values()].some(
    ({ source, domain, destination, destinations }) =>
      source === finding.source &&
      domain.id === finding.domain.id &&
      (finding.destination === null ||
        finding.destination === destination ||
        destinations.some(({ address }) => address === finding.destination)),
  );
}

const anyThresholds = fc.constantFrom(
  defaultSettings.thresholds,
  { connections: 0, mediumBytes: 1, highBytes: 500 },
  { connections: 10, mediumBytes: 1_000, highBytes: 2_000_000 },
);

function everyFinding(
  check: (items: readonly Item[], finding: Finding, thresholds: Settings['thresholds']) => void,
): void {
  fc.assert(
    fc.property(fc.array(itemArbitrary, { maxLength: 40 }), anyThresholds, (items, thresholds) => {
      for (const finding of findingsOf(items, { thresholds }).values())
        check(items, finding, thresholds);
    }),
    { numRuns: 60 },
  );
}

const sending = (destination: string, bytes: number): Item => ({
  kind: 'transfer',
  row: connectionRow({ destination, connections: 1, sentBytes: bytes, sentLargest: bytes }),
});

test('with the thresholds that are named it is not there, with one less of either it is', () => {
  const seen = new Set<string>();
  everyFinding((items, finding, inForce) => {
    const { thresholds } = silenceOf(finding);
    if (typeof thresholds === 'string') {
      seen.add(thresholds);
      const largest = findingsOf(items, { thresholds: { ...largestThresholds } });
      expect(isStillListed(finding, largest)).toBe(true);
      return;
    }
    const { connections, mediumBytes, isTogether } = thresholds;
    seen.add(`${connections !== null} ${mediumBytes !== null} ${isTogether}`);
    const raised = {
      ...withMedium(inForce, mediumBytes ?? inForce.mediumBytes),
      connections: connections ?? inForce.connections,
    };
    const after = findingsOf(items, { thresholds: raised }).get(finding.id);
    if (!isTogether) expect(after).toBeUndefined();
    // What is larger has fallen below the threshold and is added.
    else if (after) expect(after.connections).toBeGreaterThan(finding.connections);
    if (connections !== null) {
      const less = { ...raised, connections: connections - 1 };
      expect(findingsOf(items, { thresholds: less }).has(finding.id)).toBe(true);
    }
    if (mediumBytes !== null && mediumBytes > 1) {
      const less = withMedium(raised, mediumBytes - 1);
      expect(isStillListed(finding, findingsOf(items, { thresholds: less }))).toBe(true);
    }
  });
  expect([...seen]).toEqual(
    expect.arrayContaining(['true false false', 'true true false', 'false true false']),
  );
});

test('the entry that is named hides it', () => {
  everyFinding((items, finding, thresholds) => {
    const { source, destination } = silenceOf(finding).entry;
    const scope = destination === null ? 'source' : 'source-destination';
    const subject = { scope, source, destination, port: null, user: null, domainId: null } as const;
    expect(findingsOf(items, { thresholds }, subject).has(finding.id)).toBe(false);
  });
});

test('from the named HIGH threshold on it is MEDIUM, with one less it is HIGH', () => {
  everyFinding((items, finding, thresholds) => {
    const { mediumFrom } = silenceOf(finding);
    expect(mediumFrom !== null).toBe(finding.risk === 'HIGH');
    if (mediumFrom === null) return;
    const riskAt = (highBytes: number) =>
      findingsOf(items, { thresholds: { ...thresholds, highBytes } }).get(finding.id)?.risk;
    expect([riskAt(mediumFrom), riskAt(mediumFrom - 1)]).toEqual(['MEDIUM', 'HIGH']);
  });
});

test('without the data channel in the rating it is gone exactly where that is said', () => {
  everyFinding((items, finding, thresholds) => {
    if (finding.kind !== 'pair') return;
    const after = findingsOf(items, { thresholds, stitching: false });
    expect(after.has(finding.id)).toBe(!silenceOf(finding).withoutStitching);
  });
});

test('without flows it is gone where that is said', () => {
  everyFinding((items, finding, thresholds) => {
    if (!silenceOf(finding).withoutFlows) return;
    const logs = items.filter(
      ({ kind, row }) => kind !== 'transfer' || !isFlowReporter(row.logSourceId),
    );
    expect(findingsOf(logs, { thresholds }).has(finding.id)).toBe(false);
  });
});

test('what is sent in parts is not there from all of it on, unless something larger is added', () => {
  const parts = [900_000, 800_000].map((bytes, n) => sending(`93.184.216.${n + 1}`, bytes));
  const pooled = [...findingsOf(parts).values()].filter(({ kind }) => kind === 'fan-out');
  expect(pooled.map((finding) => silenceOf(finding).thresholds)).toEqual([
    { connections: null, mediumBytes: 1_700_000, isTogether: true },
  ]);
  const { thresholds } = defaultSettings;
  const listed = (items: readonly Item[], medium: number) =>
    [...findingsOf(items, { thresholds: withMedium(thresholds, medium) }).values()].map(
      ({ kind, sent }) => [kind, sent?.bytes],
    );
  expect(listed(parts, 1_700_000)).toEqual([]);
  expect(listed(parts, 1_699_999)).toEqual([['fan-out', 1_700_000]]);
  const larger = [...parts, sending('93.184.216.9', 1_500_000)];
  expect(listed(larger, 1_700_000)).toEqual([['fan-out', 3_200_000]]);
});

test('of many destinations no threshold is named', () => {
  const rows = Array.from({ length: 6 }, (_, n) => `93.184.216.${n + 1}`);
  const items = rows.map((destination) => ({
    kind: 'transfer' as const,
    row: connectionRow({ destination, connections: 1 }),
  }));
  const [finding] = findingsOf(items).values();
  expect(finding && silenceOf(finding)).toMatchObject({
    thresholds: 'destinations',
    entry: { destination: null },
    ownBlock: null,
  });
});

test('packs are named only where every port is of one', () => {
  const ssh = { port: 22, transport: 'tcp', protocol: 'SSH' as const };
  expect(silenceOf(aFinding(ssh)).packs).toEqual(['ssh']);
  expect(silenceOf(aFinding()).packs).toBeNull();
  const otherPorts = [{ ...ssh, port: 2121, protocol: 'FTP' as const, connections: 1 }];
  expect(silenceOf(aFinding({ ...ssh, otherPorts })).packs).toEqual(['ssh', 'alternative-ftp']);
  const ofRule = [{ ...ssh, port: 21, protocol: 'FTP' as const, connections: 1 }];
  expect(silenceOf(aFinding({ ...ssh, otherPorts: ofRule })).packs).toBeNull();
});

test('the source profile knows no settings, and more than can be set is not named', () => {
  expect(silenceOf(aFinding({ transport: null }))).toMatchObject({
    thresholds: 'source-profile',
    mediumFrom: null,
    ownBlock: null,
  });
  expect(silenceOf(aFinding({ connections: 10_001 })).thresholds).toBe('too-large');
});
