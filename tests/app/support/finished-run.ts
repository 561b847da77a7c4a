import { byWorstFirst } from '../../../cards/rank.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Finding } from '../../../contract/finding.ts';
import type { FindingSink, ResultStore } from '../../../app/ports/results.ts';
import type { FinishedRun } from '../../../app/runs/latest-result.ts';
import { Revision } from '../../../app/runs/revisions.ts';
import { resultsInMemory } from './results-in-memory.ts';
import { drained } from '../../../app/ports/steps.ts';
import { inOneStep } from './at-once.ts';

/** 2026-01-05 08:00 UTC. */
export const stopMs = 1_767_600_000_000;
const dayMs = 86_400_000;

/** A finished run over the day up to `stopMs`. */
export function aFinishedRun(
  findings: readonly Finding[],
  change: Partial<FinishedRun> = {},
  results: ResultStore = resultsInMemory(),
): FinishedRun {
  const push = inOneStep((sink: FindingSink) => {
    for (const finding of findings.toSorted(byWorstFirst)) sink.push(finding);
  });
  const { kept } = drained(results.keep(push));
  return {
    scope: 'scope',
    profile: 'corrected',
    window: { startMs: stopMs - dayMs, stopMs },
    limits: [],
    finishedMs: stopMs + 60_000,
    settings: defaultSettings,
    flows: 'used',
    revision: new Revision(1, kept),
    ...change,
  };
}
