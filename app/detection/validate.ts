import type { UnknownReason } from '../../contract/coverage.ts';
import type { Finding } from '../../contract/finding.ts';
import type { SentQuery, TimeWindow } from '../../contract/run.ts';
import type {
  DetectionAnswer,
  Prediction,
  SignalResult,
  ValidationResult,
} from '../../contract/validation.ts';
import type { DetectionPorts } from '../ports/detection.ts';
import type { Pace } from '../ports/steps.ts';
import type { Focus } from './aql/query.ts';
import { detect } from './detect.ts';
import type { FindingSettings } from './rule/finding-settings.ts';
import { answersOf, waitUntil, whyUnwitnessed, type Found } from './validation/answers.ts';
import { benchFacts, reasonOf, type Failure } from './validation/bench-facts.ts';
import { comparisonOf } from './validation/compare.ts';
import { detectionAnswer, findingOf } from './validation/detection-answer.ts';
import { lookAtSignals, type Looked } from './validation/look.ts';
import { minutesOf } from './validation/moments.ts';
import { isOutside } from './validation/predict.ts';
import type { Prepared } from './validation/prepare.ts';
import type { Placed } from './validation/recipe.ts';
import { sourcesSeen } from './validation/sources-query.ts';
import type { SignalRule } from './validation/technique-type.ts';
import { silenceOf, stateOfTest, stateOfTwin } from './validation/verdict.ts';

export type ValidationAsked = Prepared & {
  readonly marker: string;
  readonly prediction: Prediction;
  /** `checkedRan`. */
  readonly ran: TimeWindow;
  readonly nowMs: number;
  /** Whether the rule is another one than that of the prediction. */
  readonly isRuleChanged: boolean;
};

export type ValidationWatch = {
  readonly signal: AbortSignal;
  readonly pace: Pace;
};

/**
 * Looks at what became of a test: which signals came, whether the detection fired, and how the card compares with what was stated. What
 * fails is named and leaves the rest as it is. Throws `cancelled` and `not-signed-in`.
 */
export async function validate(
  asked: ValidationAsked,
  ports: DetectionPorts,
  { signal, pace }: ValidationWatch,
): Promise<Omit<ValidationResult, 'ruleVersion'>> {
  const { placed, variant, settings, ran, nowMs, prediction } = asked;
  const { technique } = placed;
  const minutes = minutesOf(ran, nowMs);
  const queries: SentQuery[] = [];
  const facts = await benchFacts({ window: minutes.day, settings }, ports.facts, signal);
  const rules = rulesOf(placed, variant, settings);
  const [looked, fired] = await Promise.all([
    lookAtSignals({ ...asked, rules, minutes }, facts, ports.search, {
      signal,
      onQuery: (query) => queries.push(query),
    }),
    firedFor(asked, minutes.network, ports, { signal, pace }),
  ]);
  queries.push(...fired.queries);
  const unread = facts.failures.find(({ search }) => search !== 'byte-properties')?.reason ?? null;
  const moment = { ran, nowMs, fields: facts.sysmon, unread };
  const detection = detected(asked, looked, fired.finding);
  const { found } = looked;
  const signals = answersOf(rules, found, moment).map((one) =>
    one.signal.kind === 'network' ? seenByDetection(one, detection) : one,
  );
  const { connects } = technique;
  const comparison = comparisonOf(prediction, detection, {
    isRuleChanged: asked.isRuleChanged,
    hasDataChannel: connects?.hasDataChannel ?? false,
    connections: connectionsOf(found),
  });
  const [witness] = signals.slice(-1);
  const silence =
    variant === 'twin' && witness ? silenceOf(signals.slice(0, -1), witness, detection) : null;
  return {
    checkedMs: nowMs,
    ran,
    state: silence === null ? stateOfTest(signals, detection, prediction) : stateOfTwin(silence),
    silence,
    signals,
    joinedBy: facts.sysmon.guid[0] ?? null,
    detection,
    comparison,
    logSources: sourcesSeen(found.sources),
    queries,
    failures: [...facts.failures, ...looked.failures, ...fired.failures],
  };
}

/**
 * Which signals are looked for. Of a twin those of the technique need not come: they must not; its witness is the last one. What stays within the
 * site need not pass a device that logs it.
 */
function rulesOf(
  { technique, target }: Placed,
  variant: Prepared['variant'],
  settings: FindingSettings,
): SignalRule[] {
  if (variant === 'twin') {
    const telling = technique.signals.filter(({ isTelling }) => isTelling);
    return [...telling.map((rule) => ({ ...rule, isOptional: true })), technique.witness];
  }
  const staysInside = target !== null && !isOutside(target, settings);
  return technique.signals.map((rule) =>
    rule.kind === 'network' && staysInside ? { ...rule, isOptional: true } : rule,
  );
}

/** What a run made of the host's records in those minutes. */
type Fired = {
  readonly finding: Finding | null | UnknownReason;
  readonly queries: readonly SentQuery[];
  readonly failures: readonly Failure[];
};

async function firedFor(
  { placed, settings }: Prepared,
  window: TimeWindow,
  ports: DetectionPorts,
  watch: ValidationWatch,
): Promise<Fired> {
  const { source, target, technique } = placed;
  if (technique.connects === null || target === null)
    return { finding: null, queries: [], failures: [] };
  const { port } = technique.connects;
  const queries: SentQuery[] = [];
  try {
    const findings = await findingsOf({ window, settings, focus: { source } }, ports, {
      ...watch,
      onQueries: (sent) => queries.splice(0, queries.length, ...sent),
    });
    return { finding: findingOf(findings, { source, target, port }), queries, failures: [] };
  } catch (error) {
    const reason = reasonOf(error);
    return { finding: reason, queries, failures: [{ search: 'detection', reason }] };
  }
}

/** The findings of a run over a part of the records, all of them in memory: it is one host's, or to one. Throws as `detect`. */
export async function findingsOf(
  asked: {
    readonly window: TimeWindow;
    readonly settings: FindingSettings;
    readonly focus: Focus;
  },
  ports: DetectionPorts,
  {
    signal,
    pace,
    onQueries,
  }: ValidationWatch & { readonly onQueries: (queries: readonly SentQuery[]) => void },
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const sink = { push: (finding: Finding) => void findings.push(finding) };
  await detect({ profile: 'corrected', ...asked }, ports, {
    signal,
    pace,
    onProgress: () => undefined,
    onPlan: ({ queries }) => onQueries(queries),
    onRows: () => undefined,
    onFirstLook: () => undefined,
    mayFold: () => null,
    onWhole: (judging) => pace(judging(sink)),
  });
  return findings;
}

function detected(
  { placed: { technique }, ran, nowMs }: ValidationAsked,
  { found, context }: Looked,
  finding: Fired['finding'],
): DetectionAnswer {
  const network = technique.signals.find(({ kind }) => kind === 'network');
  return detectionAnswer({
    finding,
    groups: found.network,
    context,
    // What connects to nothing leaves no record, whatever the console has.
    unwitnessed: network === undefined ? null : whyUnwitnessed(found, { ran }),
    isWaiting: network !== undefined && nowMs < waitUntil(network, found, { ran }),
  });
}

/** A card tells of the connection, also where flows alone saw it. */
function seenByDetection(result: SignalResult, { finding }: DetectionAnswer): SignalResult {
  if (finding === null || result.answer === 'arrived') return result;
  return {
    ...result,
    canArrive: 'seen',
    answer: 'arrived',
    unknown: null,
    events: finding.connections,
  };
}

function connectionsOf({ network }: Found): number | null {
  if (typeof network === 'string') return null;
  return network.reduce((sum, { connections }) => sum + connections, 0);
}
