import { cardKey } from '../../../cards/cards.ts';
import { risks, type Finding, type Risk } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { Steps } from '../../ports/steps.ts';
import { Evidence } from '../evidence/evidence.ts';
import { judge } from '../judging/judge.ts';
import { readConnection, readDenied } from '../rows/rows.ts';
import { aliases } from '../aql/columns.ts';
import { countIn } from '../rows/cells.ts';
import { piecesPerStep } from '../../ports/steps.ts';
import { isDenied, passing, type CardRow, type Relaxed } from './relaxed.ts';

/** Cards by their key, each with its worst risk and its source. */
export type PredictedCards = ReadonlyMap<string, { readonly risk: Risk; readonly source: string }>;

/** The cards of a run under this rule before its fine look, by the judgement of a run. */
export function* predictedCards(
  rows: readonly CardRow[],
  rule: Relaxed,
  window: TimeWindow,
): Steps<PredictedCards> {
  const evidence = new Evidence();
  let read = 0;
  for (const cells of passing(rows, rule)) {
    read += 1;
    if (read % piecesPerStep === 0) yield;
    if (isDenied({ category: countIn(cells[aliases.category]) ?? -1 })) {
      const denied = readDenied(cells);
      if (typeof denied !== 'string') evidence.denied.fold(denied);
      continue;
    }
    const transfer = readConnection(cells);
    if (typeof transfer !== 'string') evidence.transfers.fold(transfer);
  }
  const cards = new Map<string, { risk: Risk; source: string }>();
  const push = (finding: Finding) => {
    const key = cardKey(finding);
    const risk = worse(cards.get(key)?.risk, finding.risk);
    cards.set(key, { risk, source: finding.source });
  };
  const options = { profile: 'corrected', window, settings: rule.settings } as const;
  yield* judge(evidence, { ...options, domainNames: new Map() }, { push });
  return cards;
}

function worse(known: Risk | undefined, risk: Risk): Risk {
  return known !== undefined && risks.indexOf(known) <= risks.indexOf(risk) ? known : risk;
}

/** Keys of the cards that are new in `after`, or have a higher risk than in `before`, worst first. */
export function gained(before: PredictedCards, after: PredictedCards): string[] {
  return [...after]
    .filter(([key, { risk }]) => {
      const known = before.get(key);
      return known === undefined || risks.indexOf(risk) < risks.indexOf(known.risk);
    })
    .sort(([a, { risk: first }], [b, { risk: second }]) => {
      return risks.indexOf(first) - risks.indexOf(second) || (a < b ? -1 : 1);
    })
    .map(([key]) => key);
}
