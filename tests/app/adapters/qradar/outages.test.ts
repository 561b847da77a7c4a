/**
 * The table of outages in docs/reliability.md: a console that goes out in a step of a run, in each way in which it can, for
 * half a second to ten minutes. Real TLS and HTTP; time runs thirty times as fast.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createConsole } from '../../../../app/adapters/qradar/console.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { scaledTime } from '../../support/scaled-time.ts';
import { alice, never, rememberedInMemory } from '../support/console-of.ts';
import { liveCertificates, type LiveCertificates } from '../support/live-certificates.ts';
import {
  findOutageConsoles,
  outageKinds,
  outageNames,
  outageRows,
  outageSteps,
  startOutageConsole,
  type Outage,
  type OutageKind,
  type OutageStep,
} from '../support/outage-console.ts';

const secondMs = 1000;
const minuteMs = 60_000;
/** Beyond ten minutes nothing is promised; the run then still may take half an hour. */
const outagesMs = [500, 5 * secondMs, minuteMs, 5 * minuteMs, 10 * minuteMs] as const;
const kinds = Object.keys(outageKinds) as OutageKind[];
const steps = Object.keys(outageSteps) as OutageStep[];
const query = { name: 'connections', aql: 'SELECT a FROM events LAST 1 HOURS' };
/** Outages at the same time; each is a console of its own. */
const atOnce = 24;

let folder: string;
let caBundle: string;
let certificates: LiveCertificates;
let impostor: LiveCertificates;
let lose: () => void;

beforeAll(async () => {
  [certificates, impostor] = await Promise.all([
    liveCertificates(outageNames),
    liveCertificates(outageNames),
  ]);
  folder = await mkdtemp(path.join(tmpdir(), 'outages-'));
  caBundle = path.join(folder, 'ca.pem');
  await writeFile(caBundle, `${certificates.root}\n${certificates.intermediate}\n`);
  lose = findOutageConsoles();
});
afterAll(async () => {
  lose();
  await rm(folder, { recursive: true });
});

type Outcome = {
  /** `survived`, or the code of the problem. */
  readonly end: string;
  readonly causes: readonly string[];
  /** Searches that QRadar had in all, and has when everything is over. */
  readonly created: number;
  readonly left: number;
};

/** One run, as far as the console sees it, through one outage. */
async function through(outage: Outage, runLimitMs = 30 * minuteMs): Promise<Outcome> {
  const time = scaledTime(30);
  const out = await startOutageConsole(outage, { ...time, certificates, impostor });
  const openSearches = rememberedInMemory();
  const console = createConsole({
    console: out.host,
    caBundle,
    ...time,
    random: Math.random,
    openSearches,
    report: () => undefined,
    searchLimitMs: runLimitMs,
  });
  const causes = new Set<string>();
  // Nobody is patient for a session; on a busy machine an answer may come too late in this time, before any outage.
  const identified = async (): Promise<void> => {
    for (let isKnown = false; !isKnown;)
      isKnown = await console.who(alice, never).then(
        () => true,
        () => false,
      );
  };
  const ended = async (): Promise<string> => {
    await identified();
    const ports = console.portsFor(alice, (waiting) => {
      if (waiting) causes.add(waiting.cause);
    });
    try {
      await ports.facts.eventFields(never);
      if (outage.step === 'create') out.goOut();
      const rows: unknown[] = [];
      const options = { signal: never, onProgress: () => undefined };
      for await (const page of ports.search.search(query, options)) rows.push(...page);
      expect(rows).toEqual(outageRows);
      return 'survived';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  };
  try {
    const end = await ended();
    // Deletions go on in the background, through the outage too; none takes longer than half an hour.
    const lastMs = time.clock.monotonicMs() + 30 * minuteMs;
    const isOver = () => !out.isOut() && openSearches.all().length === 0;
    while (!isOver() && time.clock.monotonicMs() < lastMs)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const { ever, now } = out.searches();
    return { end, causes: [...causes], created: ever, left: now };
  } finally {
    await console.close();
    await out.close();
  }
}

/** Does all of the work, so many at a time, in order. */
async function all<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  const next = items.entries();
  const worker = async () => {
    for (const [index, item] of next) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** What a reader is told of the outages of one kind in one step, the shortest and the longest alike. */
const inOneWord = (ends: readonly string[]) => [...new Set(ends)].join(', ');

/** What an outage looks like; on a busy machine an answer may come too late, which looks like none. */
function mostOften(words: readonly string[]): string {
  const counts = Map.groupBy(words, (word) => word);
  const [first] = [...counts].sort(([, a], [, b]) => b.length - a.length);
  return first?.[0] ?? 'none';
}

test('every outage of at most ten minutes is survived in every step, and leaves no search behind', async () => {
  const outages = kinds.flatMap((kind) =>
    steps.flatMap((step) => outagesMs.map((ms): Outage => ({ kind, step, ms }))),
  );
  const outcomes = await all(outages, (outage) => through(outage));
  const of = (kind: OutageKind, step?: OutageStep) =>
    outcomes.filter((_, index) => {
      const outage = outages[index];
      return outage?.kind === kind && (step === undefined || outage.step === step);
    });
  const wrong = outcomes.flatMap((outcome, index) => {
    const isRight = outcome.end === 'survived' && outcome.created === 1 && outcome.left === 0;
    return isRight ? [] : [{ ...outages[index], ...outcome }];
  });
  expect(wrong).toEqual([]);

  const thrice = kinds.flatMap((kind) => [kind, kind, kind]);
  const tooLong = await all(thrice, async (kind) => {
    const { end } = await through({ kind, step: 'wait', ms: 4 * minuteMs }, 3 * minuteMs);
    return { kind, end };
  });
  const page = await readFile(
    path.join(import.meta.dirname, '../../../../docs/reliability.md'),
    'utf8',
  );
  for (const kind of kinds) {
    const cells = steps.map((step) => inOneWord(of(kind, step).map(({ end }) => end)));
    const cause = mostOften(of(kind).flatMap((outcome) => outcome.causes));
    const ends = tooLong.filter((one) => one.kind === kind).map(({ end }) => end);
    const row = [outageKinds[kind], ...cells, `\`${cause}\``, `\`${mostOften(ends)}\``];
    expect(page).toContain(`| ${row.join(' | ')} |`);
  }
});
