import { byWorstFirst } from '../../../../cards/card.ts';
import type { Finding } from '../../../../contract/finding.ts';
import { pack } from '../../../../app/runs/packed-findings.ts';
import type { WholeRun } from '../../../../app/runs/latest-result.ts';

/** 2026-01-05 08:00 UTC. */
export const stopMs = 1_767_600_000_000;
const dayMs = 86_400_000;

/** A finished run over the day up to `stopMs`. */
export async function aWholeRun(
  findings: readonly Finding[],
  change: Partial<WholeRun> = {},
): Promise<WholeRun> {
  return {
    scope: 'scope',
    profile: 'corrected',
    window: { startMs: stopMs - dayMs, stopMs },
    limits: [],
    finishedMs: stopMs + 60_000,
    packed: await pack({ findings: findings.toSorted(byWorstFirst), denied: [] }, 1),
    ...change,
  };
}
