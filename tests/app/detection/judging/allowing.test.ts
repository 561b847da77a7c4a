/** What entries of the allowlist do to findings: hidden, trimmed, untouched, and previewed exactly. */
import fc from 'fast-check';
import type { AllowSubject } from '../../../../contract/allowlist.ts';
import type { Finding } from '../../../../contract/finding.ts';
import { Evidence } from '../../../../app/detection/evidence/evidence.ts';
import { EvidenceReader, linesOf } from '../../../../app/detection/evidence/evidence-lines.ts';
import { judge } from '../../../../app/detection/judging/judge.ts';
import { preview } from '../../../../app/detection/judging/preview.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import type { AllowedEntry } from '../../../../app/ports/allowlist.ts';
import { drained } from '../../../../app/ports/steps.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { folded, itemArbitrary } from '../arbitrary-evidence.ts';
import { connectionRow, uncounted } from '../builders.ts';
import { hour } from '../hour.ts';

const nothing = { source: null, destination: null, port: null, user: null, domainId: null };
const entryOf = (
  subject: Partial<AllowSubject>,
  more: Partial<AllowedEntry> = {},
): AllowedEntry => ({
  id: JSON.stringify(subject),
  subject: { ...nothing, scope: 'source', ...subject },
  isInForce: true,
  madeFor: null,
  ...more,
});
const ofDestination = (destination: string) => entryOf({ scope: 'destination', destination });

const options = (entries: readonly AllowedEntry[], maxFindings = 50_000) => ({
  window: hour,
  profile: 'corrected' as const,
  settings: { ...defaultSettings, maxFindings },
  domainNames: new Map<number, string>(),
  entries,
});

function judged(evidence: Evidence, entries: readonly AllowedEntry[], maxFindings?: number) {
  const shown: Finding[] = [];
  const hidden: Finding[] = [];
  const judgement = drained(
    judge(
      evidence,
      options(entries, maxFindings),
      { push: (finding) => shown.push(finding) },
      { push: (finding) => hidden.push(finding) },
    ),
  );
  return { ...judgement, shown, hidden };
}

function evidenceOf(rows: readonly Partial<ConnectionRow>[]): Evidence {
  const evidence = new Evidence();
  for (const row of rows) evidence.transfers.fold(connectionRow(row));
  return evidence;
}

test('a pair that an entry names is hidden, with the entry that hides it; others are as ever', () => {
  const evidence = evidenceOf([
    { destination: '93.184.216.1', connections: 9 },
    { source: '10.0.0.99', destination: '93.184.216.2', connections: 9 },
  ]);
  const before = judged(evidence, []);
  const entry = ofDestination('93.184.216.1');
  const after = judged(evidence, [entry]);
  expect(before.shown).toHaveLength(2);
  expect(after.shown).toEqual(
    before.shown.filter(({ destination }) => destination === '93.184.216.2'),
  );
  expect(after.hidden).toEqual([
    {
      ...before.shown.find(({ destination }) => destination === '93.184.216.1'),
      allowedBy: [entry.id],
    },
  ]);
});

test('a fan-out with allowed destinations is trimmed, not hidden', () => {
  const destinations = Array.from({ length: 12 }, (_, n) => `93.184.216.${n + 1}`);
  const evidence = evidenceOf(destinations.map((destination) => ({ destination, connections: 1 })));
  const { shown, hidden } = judged(evidence, [ofDestination('93.184.216.1')]);
  expect(shown).toMatchObject([{ kind: 'fan-out', destinationCount: 11, connections: 11 }]);
  expect(hidden).toEqual([]);
});

test('a fan-out of which too little is left is hidden as it was', () => {
  const destinations = Array.from({ length: 12 }, (_, n) => `93.184.216.${n + 1}`);
  const evidence = evidenceOf(destinations.map((destination) => ({ destination, connections: 1 })));
  const entry = ofDestination('93.184.216.0/29');
  const { shown, hidden } = judged(evidence, [entry]);
  expect(shown).toEqual([]);
  expect(hidden).toMatchObject([{ kind: 'fan-out', destinationCount: 12, allowedBy: [entry.id] }]);
});

test('an entry that is suspended or over hides nothing and marks what it would hide', () => {
  const evidence = evidenceOf([{ connections: 9 }]);
  const { destination } = connectionRow({});
  const entry = { ...ofDestination(destination), isInForce: false };
  const { shown, hidden } = judged(evidence, [entry]);
  expect(shown).toMatchObject([{ cameBackFrom: [entry.id] }]);
  expect(hidden).toEqual([]);
});

test('an entry suspends itself in the very judgement in which what it hides is another thing', () => {
  const small = judged(evidenceOf([{ connections: 9 }]), [
    entryOf({ source: connectionRow({}).source }),
  ]);
  const madeFor = small.uses[0]?.behaviour ?? null;
  expect(madeFor).toMatchObject({ connections: 9, pairs: 1, destinationCount: 1 });
  const entry = entryOf({ source: connectionRow({}).source }, { madeFor });
  const many = Array.from({ length: 5 }, (_, n) => ({
    destination: `93.184.217.${n + 1}`,
    connections: 9,
  }));
  const { shown, hidden, uses } = judged(evidenceOf([{ connections: 9 }, ...many]), [entry]);
  expect(uses[0]?.changes).toEqual([
    { kind: 'connections', was: 9, now: 54, most: 45, what: null },
    { kind: 'destinations', was: 1, now: 6, most: 4, what: null },
  ]);
  expect(shown).toHaveLength(6);
  expect(shown.every(({ cameBackFrom }) => cameBackFrom?.[0] === entry.id)).toBe(true);
  expect(hidden).toEqual([]);
  expect(judged(evidenceOf([{ connections: 9 }]), [entry]).shown).toEqual([]);
});

test('a finding that would be cut anyway is not taken for hidden', () => {
  const evidence = evidenceOf(
    Array.from({ length: 130 }, (_, n) => ({
      source: '10.0.0.1',
      destination: `93.184.216.${n + 1}`,
      connections: 9 + n,
    })),
  );
  const { shown, hidden, isCut } = judged(evidence, [ofDestination('93.184.216.1')], 100);
  expect([shown.length, isCut]).toEqual([100, true]);
  expect(hidden).toEqual([]);
});

const place = fc.constantFrom(
  '93.184.216.1',
  '93.184.216.0/31',
  '93.184.216.2',
  '203.0.113.0/24',
  '2606:2800::/32',
);
const own = fc.constantFrom('10.0.0.1', '10.0.0.0/31', '10.0.0.2', '10.0.0.0/24', '192.0.2.0/24');
const subject: fc.Arbitrary<Partial<AllowSubject>> = fc.oneof(
  own.map((source) => ({ scope: 'source' as const, source })),
  place.map((destination) => ({ scope: 'destination' as const, destination })),
  fc.constantFrom('alice', 'bob').map((user) => ({ scope: 'user' as const, user })),
  fc
    .tuple(place, fc.constantFrom(21, 445, 69))
    .map(([destination, port]) => ({ scope: 'destination-port' as const, destination, port })),
  fc.tuple(own, place).map(([source, destination]) => ({
    scope: 'source-destination' as const,
    source,
    destination,
  })),
);
const entry = fc
  .tuple(subject, fc.boolean(), fc.constantFrom(null, 0, 1))
  .map(([of, isInForce, domainId]) => entryOf({ ...of, domainId }, { isInForce }));

/** Entries of which most name nothing here, as on a large site. */
const strangers = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    entryOf({ source: `172.${16 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}` }),
  );

test('a preview is what the next run is, whatever the entries', () => {
  fc.assert(
    fc.property(
      fc.array(itemArbitrary, { maxLength: 60 }),
      fc.array(entry, { maxLength: 8 }),
      fc.array(subject, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(0, 0, 0, 10_000),
      fc.constantFrom(50_000, 100),
      (items, present, wanted, others, maxFindings) => {
        const evidence = folded(items);
        const entries = [...present, ...strangers(others)];
        const drafts = wanted.map((of, at) => ({ ...entryOf(of), id: `draft ${at}` }));
        const now = judged(evidence, entries, maxFindings);
        const next = judged(evidence, [...entries, ...drafts], maxFindings);
        const said = drained(preview(evidence, options(entries, maxFindings), drafts));
        const plain = (finding: Finding) => JSON.stringify({ ...finding, cameBackFrom: [] });
        const before = new Map(now.shown.map((finding) => [finding.id, plain(finding)]));
        const after = new Map(next.shown.map((finding) => [finding.id, plain(finding)]));
        const gone = [...before.keys()].filter((id) => !after.has(id));
        const trimmed = [...before.keys()].filter(
          (id) => after.has(id) && after.get(id) !== before.get(id),
        );
        const appeared = [...after.keys()].filter((id) => !before.has(id));
        expect({
          shown: said.shown,
          hidden: said.hidden.findings,
          trimmed: said.trimmed.findings,
          appeared: said.appeared.findings,
          untouched: said.untouched,
        }).toEqual({
          shown: before.size,
          hidden: gone.length,
          trimmed: trimmed.length,
          appeared: appeared.length,
          untouched: before.size - gone.length - trimmed.length,
        });
        expect(new Set(said.touchedIds)).toEqual(new Set([...gone, ...trimmed]));
        expect(said.hidden.list.map(({ id }) => id)).toEqual(gone);
        expect(said.behaviours).toEqual(
          next.uses.slice(entries.length).map(({ behaviour }) => behaviour),
        );
        // What is gone is reachable, and what is reachable is not shown.
        if (!now.isCut)
          for (const id of gone)
            expect(next.hidden.some((finding) => finding.id === id)).toBe(true);
        for (const { id } of next.hidden) expect(after.has(id)).toBe(false);
      },
    ),
    { numRuns: 150 },
  );
});

test('of what is hidden the bytes are added up as far as they are known, and unknown where they are of none', () => {
  const evidence = evidenceOf([
    { destination: '93.184.216.1', connections: 9, ...uncounted },
    { destination: '93.184.216.2', connections: 9 },
  ]);
  const hiddenBy = (destination: string) =>
    drained(preview(evidence, options([]), [ofDestination(destination)])).hidden;
  expect(hiddenBy('93.184.216.1')).toMatchObject({ findings: 1, sentBytes: null });
  const { list, sentBytes } = hiddenBy('93.184.216.0/30');
  expect(list.map((finding) => finding.sentBytes).filter((sent) => sent !== null)).toEqual([
    sentBytes,
  ]);
});

test('a preview over evidence that was written down says the same', () => {
  fc.assert(
    fc.property(fc.array(itemArbitrary, { maxLength: 60 }), fc.array(entry), (items, entries) => {
      const evidence = folded(items);
      const reader = new EvidenceReader();
      for (const line of linesOf(evidence)) {
        expect(line).not.toContain('\n');
        reader.add(line);
      }
      expect(judged(reader.result(), entries)).toEqual(judged(evidence, entries));
    }),
    { numRuns: 50 },
  );
});
