import { eachOf, piecesPerStep, type Steps } from '../../ports/steps.ts';
import { countSessions } from '../evidence/session-counts.ts';
import { stateOf } from '../evidence/states.ts';
import type { SourceOnPort, TransferEvidence } from '../evidence/transfer-evidence.ts';

/** How many connections of a source on a port were refused by devices that log. */
export type DeniedOf = (source: SourceOnPort) => number;

/**
 * Numbers of the pairs that are no finding because they are among the denied. A flow sensor sees the packets of a
 * connection that a firewall refuses: where a source was refused on a port at least as often as flows alone report it
 * there without an answer, nothing says that any of these was allowed. Fewer denials cannot account for them, and none
 * is left out.
 */
export function* refusedPairs(
  evidence: TransferEvidence,
  deniedOf: DeniedOf,
): Steps<ReadonlySet<number>> {
  const refused = new Set<number>();
  for (const { denied, pairs } of yield* deniedSources(evidence, deniedOf)) {
    const unanswered: number[] = [];
    let connections = 0;
    yield* eachOf(pairs, (pair) => {
      const own = unansweredFlows(pair, evidence);
      if (own === 0) return;
      unanswered.push(pair);
      connections += own;
    });
    if (connections <= denied) for (const pair of unanswered) refused.add(pair);
    yield;
  }
  return refused;
}

type DeniedSource = { readonly denied: number; readonly pairs: number[] };

/** Sources on a port that were refused at all, with their pairs. */
function* deniedSources(
  evidence: TransferEvidence,
  deniedOf: DeniedOf,
): Steps<Iterable<DeniedSource>> {
  const sources = new Map<number, DeniedSource>();
  const isKnown = new Uint8Array(evidence.sourceOnPortCount);
  for (let pair = 0; pair < evidence.pairCount; pair++) {
    if (pair % piecesPerStep === 0) yield;
    const source = evidence.sourceOnPortOf(pair);
    if (isKnown[source] === 0) {
      isKnown[source] = 1;
      const denied = deniedOf(evidence.pair(pair));
      if (denied > 0) sources.set(source, { denied, pairs: [] });
    }
    sources.get(source)?.pairs.push(pair);
  }
  return sources.values();
}

/** Connections of a pair if flows alone report it, without an answer; else 0. */
function unansweredFlows(pair: number, evidence: TransferEvidence): number {
  const sessions = countSessions(evidence.phaseCounts(pair));
  if (sessions.logSources.length > 0) return 0;
  const { protocolId } = evidence.pair(pair);
  const state = stateOf({ ...sessions, protocolId });
  return state === 'attempt' || state === 'unknown' ? sessions.connections : 0;
}
