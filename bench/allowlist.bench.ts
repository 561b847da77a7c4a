import { performance } from 'node:perf_hooks';
import { defaultSettings } from '../contract/default-settings.ts';
import type { AllowSubject } from '../contract/allowlist.ts';
import { openEvidenceStore } from '../app/adapters/store/evidence-store.ts';
import { Evidence } from '../app/detection/evidence/evidence.ts';
import { EvidenceReader, linesOf } from '../app/detection/evidence/evidence-lines.ts';
import { judge, type JudgingOptions } from '../app/detection/judging/judge.ts';
import { preview } from '../app/detection/judging/preview.ts';
import type { AllowedEntry } from '../app/ports/allowlist.ts';
import { drained } from '../app/ports/steps.ts';
import { connectionRow } from '../tests/app/detection/builders.ts';
import { hour } from '../tests/app/detection/hour.ts';
import { figure, median, type Bench } from './figure.ts';

const goal = 2;
const full = { findings: 10_000, entries: 5_000, pairs: 15 };

/**
 * A preview over 10,000 findings and 5,000 entries ÷ a bare pass: the same evidence judged without any entry. Both in the heap, in
 * alternation; what reading the kept evidence back takes is a figure of its own.
 */
export const allowlistBench: Bench = async ({ size, tell }) => {
  const {
    findings,
    entries: count,
    pairs,
  } = size === 'full' ? full : { ...full, findings: 500, entries: 250, pairs: 3 };
  const evidence = evidenceOf(findings);
  const entries = entriesOf(count);
  const draft = entryOf('draft', { scope: 'destination', destination: '93.0.1.0/24' });
  const bareMs: number[] = [];
  const previewMs: number[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const bare = timed(() => judgedBare(evidence));
    if (bare.result !== findings) throw new Error(`${bare.result} findings, not ${findings}`);
    const seen = timed(() => drained(preview(evidence, { ...options, entries }, [draft])));
    if (seen.result.hidden.findings === 0) throw new Error('the draft hides nothing');
    // The first of each compiles the code.
    if (pair === 0) continue;
    bareMs.push(bare.ms);
    previewMs.push(seen.ms);
  }
  const [bare, seen] = [median(bareMs), median(previewMs)];
  const store = openEvidenceStore({
    report: (_, error) => {
      throw error;
    },
  });
  const kept = timed(() => drained(store.keep(linesOf(evidence), Infinity)));
  const read = timed(() => {
    const reader = new EvidenceReader();
    for (const line of kept.result?.lines() ?? []) reader.add(line);
    return reader.result().transfers.pairCount;
  });
  store.close();
  if (read.result !== findings) throw new Error(`${read.result} pairs read back`);
  tell(
    `bare ${Math.round(bare)} ms, preview ${Math.round(seen)} ms, read back ${Math.round(read.ms)} ms`,
  );
  return Promise.resolve({
    ratio: figure(seen / bare, goal, {
      bareMs: bare,
      previewMs: seen,
      findings,
      entries: count,
      pairs,
    }),
    keepMs: figure(kept.ms, null, { findings }),
    readMs: figure(read.ms, null, { findings }),
  });
};

const options: JudgingOptions = {
  window: hour,
  profile: 'corrected',
  settings: { ...defaultSettings, maxFindings: 50_000 },
  domainNames: new Map(),
};

/** Pairs of their own, ten of each source, each a finding. */
function evidenceOf(findings: number): Evidence {
  const evidence = new Evidence();
  for (let n = 0; n < findings; n++)
    evidence.transfers.fold(
      connectionRow({
        source: `10.1.${(n / 10) >> 8}.${Math.floor(n / 10) & 255}`,
        destination: `93.0.${n >> 8}.${n & 255}`,
        connections: 9,
        user: `user ${n % 100}`,
        sentBytes: n * 10_000,
      }),
    );
  return evidence;
}

/** Of every scope as many; one in fifty names something here. */
function entriesOf(count: number): AllowedEntry[] {
  return Array.from({ length: count }, (_, n) => {
    const own = n % 50 === 0 ? 1 : 200;
    const [low, high] = [n & 255, (n >> 8) & 255];
    const source = `10.${own}.${high & 3}.${low}`;
    const destination = n % 3 === 0 ? `93.${own - 1}.${high}.${low}` : `93.${own}.${low}.0/24`;
    const subjects: Partial<AllowSubject>[] = [
      { scope: 'source', source },
      { scope: 'destination', destination },
      { scope: 'user', user: `other ${n}` },
      { scope: 'destination-port', destination, port: 21 },
      { scope: 'source-destination', source, destination },
    ];
    return entryOf(`entry ${n}`, subjects[n % subjects.length] ?? {});
  });
}

function entryOf(id: string, subject: Partial<AllowSubject>): AllowedEntry {
  const nothing = { source: null, destination: null, port: null, user: null, domainId: null };
  return {
    id,
    subject: { scope: 'source', ...nothing, ...subject },
    isInForce: true,
    madeFor: null,
  };
}

function judgedBare(evidence: Evidence): number {
  let findings = 0;
  drained(judge(evidence, options, { push: () => (findings += 1) }));
  return findings;
}

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const begin = performance.now();
  const result = work();
  return { result, ms: performance.now() - begin };
}
