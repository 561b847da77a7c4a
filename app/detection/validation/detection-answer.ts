import type { Clause, FunnelStep, UnknownReason } from '../../../contract/coverage.ts';
import type { Finding } from '../../../contract/finding.ts';
import type { DetectionAnswer } from '../../../contract/validation.ts';
import type { ClauseGroup } from '../coverage/clauses-query.ts';
import type { CoverageContext } from '../coverage/coverage-context.ts';
import { funnelOf } from '../coverage/funnel.ts';

/** Steps that keep records out; the last one only leaves the risk low. */
const dropping: ReadonlySet<Clause> = new Set(['port', 'direction', 'category', 'destination']);

/**
 * What the detection made of the records between the two hosts. `finding`: of the run over those minutes, `null` where there is none; why it
 * could not be asked. `isWaiting`: records may still come.
 */
export function detectionAnswer({
  finding,
  groups,
  context,
  isWaiting,
  unwitnessed,
}: {
  readonly finding: Finding | null | UnknownReason;
  readonly groups: readonly ClauseGroup[] | UnknownReason;
  readonly context: CoverageContext;
  readonly isWaiting: boolean;
  /** Why no record at all proves nothing; `null`: it does. */
  readonly unwitnessed: UnknownReason | null;
}): DetectionAnswer {
  const funnel = typeof groups === 'string' || groups.length === 0 ? [] : funnelOf(groups, context);
  const droppedBy = droppedIn(funnel);
  const told = { unknown: null, droppedBy, funnel };
  if (typeof finding === 'string')
    return { ...told, answer: 'cannot-know', unknown: finding, finding: null };
  if (finding !== null) return { ...told, answer: 'fired', finding, droppedBy: null };
  if (isWaiting) return { ...told, answer: 'waiting', finding };
  if (groups.length > 0 && typeof groups !== 'string')
    return { ...told, answer: 'not-fired', finding };
  if (unwitnessed !== null)
    return { ...told, answer: 'cannot-know', unknown: unwitnessed, finding };
  return { ...told, answer: typeof groups === 'string' ? 'not-fired' : 'no-connection', finding };
}

/** The first clause that none of the records that came to it passed. */
function droppedIn(funnel: readonly FunnelStep[]): Clause | null {
  const step = funnel.find(
    ({ clause, came, passed }) => dropping.has(clause) && came > 0 && passed === 0,
  );
  return step?.clause ?? null;
}

/** Of what a run found, what the test made: from its host to its target, on its port before others. */
export function findingOf(
  findings: readonly Finding[],
  {
    source,
    target,
    port,
  }: { readonly source: string; readonly target: string; readonly port: number },
): Finding | null {
  const own = findings.filter(
    (finding) =>
      finding.source === source &&
      (finding.destination === target ||
        finding.destinations.some(({ address }) => address === target)),
  );
  const isOnPort = (finding: Finding) =>
    finding.port === port || finding.otherPorts.some((other) => other.port === port);
  return own.find(isOnPort) ?? null;
}
