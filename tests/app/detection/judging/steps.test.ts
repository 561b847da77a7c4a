/** Others have their turn however the pairs lie: the work between two yields stays little. */
import { piecesPerStep, type Steps } from '../../../../app/ports/steps.ts';
import { judgeTransfers } from '../../../../app/detection/judging/judge-transfers.ts';
import { candidates } from '../../../../app/detection/looking/candidates.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import type { TransferEvidence } from '../../../../app/detection/evidence/transfer-evidence.ts';
import { connectionRow, fold } from '../builders.ts';
import { partOf } from '../hour.ts';

const pairs = 5_000;

type Layout = 'of their own' | 'of ten over ports' | 'of one';

/** So many pairs, each of a source of its own, ten of one on several ports, or all of one; above the thresholds or below. */
function evidenceOf(layout: Layout, connections: number): TransferEvidence {
  return fold(
    Array.from({ length: pairs }, (_, n) =>
      connectionRow({
        source: sourceOf(layout, n),
        port: layout === 'of ten over ports' ? ([21, 139, 445, 990][n % 4] ?? 21) : 21,
        destination: `93.0.${n >> 8}.${n & 255}`,
        connections,
        records: connections,
      }),
    ),
  );
}

function sourceOf(layout: Layout, n: number): string {
  if (layout === 'of one') return '10.0.0.1';
  const source = layout === 'of their own' ? n : Math.floor(n / 10);
  return `10.1.${source >> 8}.${source & 255}`;
}

/** Pairs looked at between two yields, at most; `looks` is counted by the evidence. */
function mostBetweenYields(steps: Steps<unknown>, looks: () => number): number {
  let most = 0;
  for (let before = looks(), step = steps.next(); !step.done; step = steps.next()) {
    most = Math.max(most, looks() - before);
    before = looks();
  }
  return most;
}

function counted(evidence: TransferEvidence): () => number {
  let looks = 0;
  const phaseCounts = evidence.phaseCounts.bind(evidence);
  evidence.phaseCounts = (index) => {
    looks += 1;
    return phaseCounts(index);
  };
  return () => looks;
}

const layouts = [
  ['of their own', 1],
  ['of their own', 9],
  ['of ten over ports', 1],
  ['of one', 1],
  ['of one', 9],
] as const;

test.each(layouts)('sources %s with %i connections are judged in steps', (layout, connections) => {
  const evidence = evidenceOf(layout, connections);
  const looks = counted(evidence);
  const options = { partOf, domainNames: new Map<number, string>(), maxFindings: 1_000 };
  const steps = judgeTransfers(evidence, options, { push: () => undefined });
  // Two stretches of work may meet between two yields.
  expect(mostBetweenYields(steps, looks)).toBeLessThanOrEqual(2 * piecesPerStep);
  expect(looks()).toBeGreaterThanOrEqual(pairs);
});

test.each(layouts)('sources %s with %i connections are chosen in steps', (layout, connections) => {
  const evidence = evidenceOf(layout, connections);
  const looks = counted(evidence);
  const steps = candidates(evidence, rule.thresholds);
  expect(mostBetweenYields(steps, looks)).toBeLessThanOrEqual(2 * piecesPerStep);
  expect(looks()).toBeGreaterThanOrEqual(pairs);
});
