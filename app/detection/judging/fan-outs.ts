import { eachOf, type Steps } from '../../ports/steps.ts';
import type { SourceOnPort } from '../evidence/transfer-evidence.ts';
import { rule } from '../rule/rule.ts';
import type { Threshold } from '../rule/rule-type.ts';
import { findingFrom } from './finding.ts';
import { fanOutId, pooledId } from './ids.ts';
import { judgePair, namesIn, type Context } from './judge-pair.ts';
import { hasMoreDestinations, overPorts, Together } from './over-ports.ts';
import { judgeTogether } from './pooling.ts';
import { fanOutReasons, portReasons } from './reasons.ts';

/** Each has a few pairs. */
const groupsPerStep = 50;

/**
 * The pairs that a fan-out is made of, or a `pooled` finding, which is one over several ports; at least two. And how
 * many destinations on a port stand out on this site.
 */
export type FanOut = {
  readonly kind: 'fan-out' | 'pooled';
  readonly key: SourceOnPort;
  readonly indexes: readonly number[];
  readonly standsOutAbove: Threshold | null;
};

/**
 * Of the pairs below the thresholds, those of every source on a port that has more of them than a fan-out needs, or
 * that sent more to several of them together than one may get. Then the same of every source over all its ports,
 * of the pairs that are left. `standsOutAbove`: destinations on a port above which a source of this site stands out.
 */
export function* fanOutsOf(
  below: readonly number[],
  standsOutAbove: Threshold | null,
  context: Context,
): Steps<FanOut[]> {
  const { evidence } = context;
  const bySource = new Map<number, number[]>();
  yield* eachOf(below, (index) => {
    const source = evidence.sourceOnPortOf(index);
    const known = bySource.get(source);
    if (known) known.push(index);
    else bySource.set(source, [index]);
  });
  const keyOf = (indexes: readonly number[]) => evidence.pair(indexes[0] ?? 0);
  const fanOuts: FanOut[] = [];
  const left: (readonly number[])[] = [];
  for (const [at, indexes] of [...bySource.values()].entries()) {
    if (at % groupsPerStep === 0) yield;
    if (yield* isTogether(indexes, context))
      fanOuts.push({ kind: 'fan-out', key: keyOf(indexes), indexes, standsOutAbove });
    else left.push(indexes);
  }
  for (const indexes of yield* overPorts(left, evidence)) {
    yield;
    if (yield* isTogether(indexes, context))
      fanOuts.push({ kind: 'pooled', key: keyOf(indexes), indexes, standsOutAbove: null });
  }
  return fanOuts;
}

/** Whether pairs of a source are a finding together. */
function* isTogether(indexes: readonly number[], context: Context): Steps<boolean> {
  const { fanOutDestinations } = rule.thresholds;
  return (
    hasMoreDestinations(indexes, fanOutDestinations.value, context.evidence) ||
    (yield* isMuch(indexes, context))
  );
}

function* isMuch(indexes: readonly number[], context: Context): Steps<boolean> {
  if (indexes.length < 2) return false;
  let sent = 0;
  yield* eachOf(indexes, (index) => {
    sent += judgePair(index, context).rated.sent?.bytes ?? 0;
  });
  return sent > context.thresholds.mediumBytes.value;
}

/** What it is as a finding. */
export function* fanOutFinding(fanOut: FanOut, context: Context) {
  const { evidence } = context;
  const { kind, indexes, standsOutAbove } = fanOut;
  const judged = yield* judgeTogether(kind, fanOut.key, indexes, context);
  const together = new Together();
  const users = new Set<string | null>();
  yield* eachOf(indexes, (index) => {
    together.add(judgePair(index, context));
    for (const user of evidence.users(index)) users.add(user);
  });
  const { key, otherPorts } = together.ports();
  const { destinationCount, hasIpv6 } = together;
  return findingFrom(
    { ...judged, key },
    {
      id: fanOutsId(fanOut),
      why: [
        ...fanOutReasons(destinationCount, judged.rated, standsOutAbove, context.thresholds),
        ...portReasons(otherPorts.length + 1),
      ],
      users: [...users],
      destinations: together.destinations(),
      destinationCount,
      hasIpv6,
      otherPorts,
      ...together.times(),
      ...namesIn(context, key),
    },
  );
}

/** Its id. */
export function fanOutsId({ kind, key }: FanOut): string {
  return kind === 'pooled' ? pooledId(key) : fanOutId(key);
}
