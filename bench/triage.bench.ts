import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '../app/adapters/store/open-store.ts';
import { createTriageStore } from '../app/adapters/store/triage-store.ts';
import type { TriageStore } from '../app/ports/triage.ts';
import { figure, median, type Bench } from './figure.ts';

/** What the goal speaks of: a page of the list against the query alone, without parsing and joining. */
const goalRatio = 1.5;
const findings = { full: 100_000, small: 2_000 };
const perAct = 5_000;
const pageLength = 200;
const asked = 200;

const subject = {
  domain: { id: 0, name: null },
  ...{ source: '10.0.0.1', destination: '198.51.100.1', port: 21, transport: 'tcp' },
  ...{ users: ['eve'], risk: 'HIGH' as const, connections: 3, sentBytes: 5, lastSeenMs: 50_000 },
};
const known = {
  ...{ profile: 'corrected' as const, window: { startMs: 0, stopMs: 60_000 }, basis: 'b' },
  ...{ connections: 3, sentBytes: 5, knownUntilMs: 50_000 },
};

/** The list of findings decided about, with a history of two entries each, read page by page. */
export const triageBench: Bench = async ({ size, tell }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'triage-'));
  const report = (message: string, error: unknown) => tell(`${message}: ${String(error)}`);
  const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
  const store = openStore({ folder, clock, report });
  try {
    const triage = createTriageStore(store);
    fill(triage, findings[size]);
    tell(`${findings[size]} findings are decided about`);
    const [page, bare] = timesOf(store, triage);
    const ratio = page / bare;
    tell(`a page of ${pageLength}: ${page} ms, the query alone ${bare} ms`);
    return {
      pageRatio: figure(ratio, goalRatio, { pageMs: page, bareMs: bare, findings: findings[size] }),
    };
  } finally {
    store.close();
    await rm(folder, { recursive: true });
  }
};

function fill(triage: TriageStore, count: number): void {
  for (const version of [0, 1]) {
    for (let at = 0; at < count; at += perAct) {
      const some = Array.from({ length: Math.min(perAct, count - at) }, (_, n) => ({
        ...{ id: `p~0~10.1.2.3~198.51.100.1~${at + n}~tcp`, version, subject, known },
      }));
      const actor = { user: 'ann', scope: 'bench', atMs: 1_767_600_000_000 + at };
      const decision = { findings: some, state: 'benign' as const, assignee: null };
      triage.decide(actor, { ...decision, note: `in life ${version}` });
    }
  }
}

/** Medians of the page through the port and of the same rows through SQLite, taken in turns, ms. */
function timesOf(store: Store, triage: TriageStore): [number, number] {
  const page: number[] = [];
  const bare: number[] = [];
  let before: string | null = null;
  for (let number = 0; number < asked; number += 1) {
    const begunMs = performance.now();
    const answer = triage.page('bench', { state: 'benign', before, limit: pageLength });
    answer.entries.join();
    const writtenMs = performance.now();
    const rows = store.read((database) => bareRows(database, before), []);
    JSON.stringify(rows);
    const bareMs = performance.now();
    if (rows.length < pageLength) throw new Error(`a page has ${rows.length} rows only`);
    page.push(writtenMs - begunMs);
    bare.push(bareMs - writtenMs);
    before = answer.next === null || number % 5 === 4 ? null : answer.next;
  }
  return [median(page), median(bare)];
}

/** What any list of these findings has to read: the columns, the latest note and what the finding was, as SQLite gives them. */
function bareRows(database: Parameters<Parameters<Store['read']>[0]>[0], before: string | null) {
  const [atMs = '', id = ''] = before?.split('-') ?? [`${Number.MAX_SAFE_INTEGER}`, '0'];
  return database
    .prepare(
      `SELECT t.*, a.note AS text FROM triage AS t LEFT JOIN triage_act AS a ON a.id = t.note
       WHERE t.scope = 1 AND t.version > 0 AND t.state = 'benign' AND (t.at_ms, t.id) < (?, ?)
       ORDER BY t.at_ms DESC, t.id DESC LIMIT ${pageLength}`,
    )
    .all(Number(atMs), Number(id));
}
