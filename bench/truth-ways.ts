import type { Profile } from '../contract/finding.ts';
import type { SentQuery } from '../contract/run.ts';
import type { Settings } from '../contract/session.ts';
import type { Truth } from '../sandbox/data/truth.ts';
import { compileAql } from '../sandbox/sql/compile.ts';
import type { ConsoleStore } from '../sandbox/sql/store.ts';
import { detectOverStore } from '../tests/sandbox/data/detection-over-store.ts';
import { scoreOf, type Score } from './truth-score.ts';

/** A way of looking at the same day; `sees` says in which databases the console has it. */
export type Way = {
  readonly name: string;
  readonly profile: Profile;
  readonly settings: Partial<Settings>;
  readonly sees: 'events and flows' | 'flows';
};

/** Looks at events and flows with the joining of data connections, by the corrected profile. */
export const both = corrected('both', { stitching: true, flows: true });
/** At events alone. */
export const stitched = corrected('stitched', { stitching: true, flows: false });
/** At a console that has no events. */
export const flowsAlone: Way = {
  ...corrected('flows', { stitching: true, flows: true }),
  sees: 'flows',
};

/** All ways of looking at the first day. */
export const ways: readonly Way[] = [
  { name: 'source', profile: 'source', settings: {}, sees: 'events and flows' },
  corrected('corrected', { stitching: false, flows: false }),
  stitched,
  flowsAlone,
  both,
];

function corrected(name: string, settings: Partial<Settings>): Way {
  return { name, profile: 'corrected', settings, sees: 'events and flows' };
}

/**
 * The way whose work is compared with, the searches of it that a plain run has (it also asks for data channels,
 * to show them), and how many times that much the others may take.
 */
export const plain = { way: 'corrected', searches: ['connections', 'denied'] };

/** What one way found and what it asked for. */
export type Outcome = {
  readonly way: Way;
  readonly score: Score;
  readonly queries: readonly SentQuery[];
  /** All its searches one after the other, once a round. */
  readonly work: Work[];
};

/** What searches cost the store: milliseconds, and rows of their results. */
export type Work = { readonly ms: number; readonly rows: number };

/** What a way makes of the day that ends at `endMs`, held against the truth about it. */
export async function lookAt(
  store: ConsoleStore,
  way: Way,
  { endMs, truth }: { readonly endMs: number; readonly truth: Truth },
): Promise<Outcome> {
  const { profile, settings } = way;
  const result = await detectOverStore(store, { nowMs: endMs, profile, settings });
  return {
    way,
    score: scoreOf(result.findings, truth),
    queries: result.queries.filter(
      ({ name }) => way.name !== plain.way || plain.searches.includes(name),
    ),
    work: [],
  };
}

/** One search after the other, so that none waits for another. */
export async function workOf(
  store: ConsoleStore,
  queries: readonly SentQuery[],
  nowMs: number,
): Promise<Work> {
  const context = { nowMs, timeZone: 'UTC', defaultWindowMs: 60_000, allowedDomains: null };
  const begun = performance.now();
  let rows = 0;
  for (const { aql } of queries) {
    const { sql, params } = compileAql(aql, { ...context, facts: store });
    rows += (await store.rows(sql, params)).length;
  }
  return { ms: performance.now() - begun, rows };
}
