import type { Profile } from '../../contract/finding.ts';
import type {
  Construct,
  PassedOver,
  Run,
  RunProperties,
  SentQuery,
  TimeWindow,
} from '../../contract/run.ts';
import { AppError } from '../ports/app-error.ts';
import type { AllowedNow } from '../ports/allowlist.ts';
import type { DetectionPorts } from '../ports/detection.ts';
import type { FindingSink } from '../ports/results.ts';
import type { Pace, Steps } from '../ports/steps.ts';
import type { Focus, QueryContext } from './aql/query.ts';
import { findRefused, switchesWithout } from './aql/switches.ts';
import { Evidence } from './evidence/evidence.ts';
import { flowsAnswered, flowsRefused } from './flows/flows-answered.ts';
import { beginFirstLook } from './profiles/first-look.ts';
import { planHostSignals, type SignalPlan } from './host-signals/plan.ts';
import { judge, type Judgement, type JudgingOptions } from './judging/judge.ts';
import { profileSearches } from './profiles/profile-searches.ts';
import type { FindingSettings } from './rule/finding-settings.ts';
import type { Hints } from './looking/candidates.ts';
import { dataVolume } from './looking/data-volume.ts';
import { recordsName } from './looking/query.ts';
import { choiceOfProperties, choiceTakesSearches } from './searching/property-choice.ts';
import { ProgressReport, type RunProgress } from './searching/progress.ts';
import { Rounds } from './searching/rounds.ts';
import { longestQuery } from './aql/statement.ts';
import { recordSearches } from './looking/record-searches.ts';

export type DetectionRequest = {
  readonly profile: Profile;
  /** On full minutes (`planWindow`), so that every query of the run sees the same records. */
  readonly window: TimeWindow;
  readonly settings: FindingSettings;
  /** Of what alone records are looked at; everything if left out. */
  readonly focus?: Focus;
};

/** What a run asks of Ariel. */
export type DetectionPlan = {
  readonly window: TimeWindow;
  readonly properties: RunProperties;
  /** Those of records on other ports (`ChosenEverywhere`). */
  readonly elsewhere: RunProperties;
  /** Candidates for properties that the console has and the run does not read. */
  readonly passedOver: readonly PassedOver[];
  /** Constructs of AQL that the console does not accept, so that the run goes without them. */
  readonly refusedConstructs: readonly Construct[];
  readonly missingCategories: readonly string[];
  readonly queries: readonly SentQuery[];
  /** Whether flows are asked too; in the result, whether they answered. */
  readonly flows: Run['flows'];
};

/**
 * Judges what has been folded so far into two sinks, the second for what the allowlist hides, in steps; see `judge`. As often as wanted; until it is over, or given up,
 * nothing more is folded where `mayFold` says so.
 */
export type Judging = (sink: FindingSink, hidden?: FindingSink) => Steps<Judgement>;

export type DetectionWatch = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
  /** Called before the first search, and again when more is going to be asked than was known then. */
  readonly onPlan: (plan: DetectionPlan) => void;
  /** Called after each page; `null` where the page changes no finding yet. What it throws ends the run. */
  readonly onRows: (judging: Judging | null) => void;
  /** Called when rows are there that nothing is added to for a while: without their bytes, before the run's own search. */
  readonly onFirstLook: () => void;
  /** Called with the allowlist as the run applies it, before the first search. */
  readonly onAllowed?: (allowed: AllowedNow) => void;
  /** Resolves as soon as rows may be folded, which is not while they are judged; `null`: at once. */
  readonly mayFold: () => Promise<void> | null;
  /** Called once, when everything has been folded; answers what `judging` answered. */
  readonly onWhole: (judging: Judging) => Promise<Judgement>;
  /** Called before `onWhole`, with everything that was folded and how it is judged; nothing is folded into it any more. */
  readonly onEvidence?: (evidence: Evidence, options: JudgingOptions) => void;
  /** How long work of the core is done, so that others have their turn. */
  readonly pace: Pace;
};

/** What a scan looked at and left out. */
type Scanned = DetectionPlan & {
  readonly limits: Run['limits'];
  readonly skipped: Run['skipped'];
  readonly examined: number;
  readonly rows: number;
  readonly hostSignals: NonNullable<Run['hostSignals']>;
};

export type DetectionResult = Scanned & Omit<Judgement, 'hostSignals'>;

/**
 * The main path: one run of the detection from the request to its findings.
 * Throws an `AppError`: those of the ports and of `profileSearches`; `cancelled` when the signal was aborted.
 */
export async function detect(
  { profile, window, settings, focus }: DetectionRequest,
  ports: DetectionPorts,
  watch: DetectionWatch,
): Promise<DetectionResult> {
  const progress = new ProgressReport(watch.onProgress);

  // 1. What this console has: properties, domain names, what it accepts of what no source documents.
  progress.enter('facts');
  const [fields, domainNames, allowed, refused] = await Promise.all([
    ports.facts.eventFields(watch.signal),
    ports.facts.domainNames(watch.signal),
    ports.allowed?.(watch.signal) ?? nothingAllowed,
    findRefused(ports.facts, window, 'validator', watch.signal),
  ]);
  watch.onAllowed?.(allowed);

  const attempt = async (refusedConstructs: readonly Construct[]) => {
    // 2. Which properties are used. Where that takes searches, it is seen until the first rows who talks to whom.
    progress.enter('plan');
    const switches = switchesWithout(refusedConstructs);
    const request = { profile, window, settings, switches, ...(focus ? { focus } : {}) };
    const judgedBy = { profile, window, settings, domainNames, entries: allowed.entries };
    const judgingOf = (evidence: Evidence, signals?: SignalPlan): Judging =>
      function* (sink, hidden) {
        const judgement = yield* judge(evidence, judgedBy, sink, hidden);
        return signals ? { ...judgement, hostSignals: signals.all(domainNames) } : judgement;
      };
    // Asked for first, so that what the console refuses to everybody ends the run and not the first look alone.
    const choosing = Promise.all([
      choiceOfProperties(request, fields, ports.facts, watch.signal),
      planHostSignals(request, fields, ports.facts, watch.signal),
    ]);
    const firstLook =
      // Nobody watches a run over a part of the records.
      profile === 'corrected' && !focus && choiceTakesSearches(request, fields, ports.facts)
        ? beginFirstLook(request, {
            ...watch,
            search: ports.search,
            onRows: (evidence) => watch.onRows(judgingOf(evidence)),
            onEnd: watch.onFirstLook,
          })
        : null;
    try {
      const [chosen, hostSignals] = await choosing;

      // 3. to 6. What happened in the window, folded.
      const evidence = new Evidence();
      const judging = judgingOf(evidence, hostSignals);
      const context = { ...request, ...chosen, refusedConstructs, hostSignals };
      const scanned = await scan(context, evidence, ports, {
        ...watch,
        progress,
        onRows: (changesFindings) => {
          firstLook?.stop();
          watch.onRows(changesFindings ? judging : null);
        },
      });
      return { judging, scanned, evidence, judgedBy };
    } finally {
      await firstLook?.over();
    }
  };
  const { judging, scanned, evidence, judgedBy } = await attempt(refused).catch(
    async (error: unknown) => {
      // A search refuses what the validator let pass: without it the run can go on.
      if (!(error instanceof AppError && error.code === 'query-rejected')) throw error;
      const more = await findRefused(ports.facts, window, 'search', watch.signal);
      if (more.every((name) => refused.includes(name))) throw error;
      return attempt([...new Set([...refused, ...more])]);
    },
  );

  // 7. The judgement over everything.
  progress.enter('judge');
  watch.onEvidence?.(evidence, judgedBy);
  const { isCut, denied, uses } = await watch.onWhole(judging);
  progress.enter('done');
  const cut = isCut ? [{ kind: 'findings' as const, limit: settings.maxFindings }] : [];
  return { ...scanned, isCut, denied, uses, limits: [...scanned.limits, ...cut] };
}

const nothingAllowed: AllowedNow = { entries: [], drift: [] };

/** Without single records everything is an estimate. */
function unread(refused: ReadonlyMap<string, unknown>): Run['limits'] {
  return refused.has(recordsName) ? [{ kind: 'records', limit: 0 }] : [];
}

/** What a scan is written from. */
export type ScanContext = QueryContext &
  Pick<DetectionPlan, 'passedOver' | 'refusedConstructs' | 'elsewhere'> & {
    readonly profile: Profile;
    /** Searched beside the first queries. */
    readonly hostSignals: SignalPlan;
  };

type ScanWatch = Pick<DetectionWatch, 'signal' | 'onPlan' | 'mayFold' | 'pace'> & {
  readonly progress: ProgressReport;
  readonly onRows: (changesFindings: boolean) => void;
};

/**
 * Searches one window and folds its rows into the evidence, which may hold those of other windows. Throws as
 * `detect`; then a part of the rows may have been folded.
 */
export async function scan(
  context: ScanContext,
  evidence: Evidence,
  { facts, search }: Pick<DetectionPorts, 'facts' | 'search'>,
  { signal, progress, onPlan, onRows, mayFold, pace }: ScanWatch,
): Promise<Scanned> {
  const { profile, window, settings, properties, elsewhere, passedOver } = context;
  const { refusedConstructs, hostSignals } = context;

  // 3. The queries of the profile, and what becomes of their rows.
  progress.enter('queries');
  const first = await profileSearches(profile, context, evidence, { facts, signal });
  const { missingCategories } = first;
  const read = { properties, elsewhere, passedOver };
  const plan = { window, ...read, refusedConstructs, missingCategories };
  const rounds = new Rounds({
    search,
    signal,
    mayFold,
    maxRows: settings.maxRows,
    onProgress: (counts) => progress.count(counts),
    onRound: (queries, refused) =>
      onPlan({ ...plan, queries, flows: flowsAnswered(queries, refused) }),
    onEnd: (results) => progress.endRound(results),
  });

  // 4. Ariel searches, 5. rows are read and folded as they come.
  progress.enter('search');
  const onGroups = () => {
    progress.enter('read');
    onRows(true);
  };
  await rounds.run([...first.searches, ...hostSignals.searches], onGroups);
  // Where a limit cut them: what has much volume, so that many small pairs are no cover.
  const { searches, hints } = first.whatWasCut();
  await rounds.run(searches, onGroups);

  // 6. The fine look: single records of the pairs that matter, to put connections together and to find where FTP and
  // TFTP move their bytes: where not all can be asked, of those where much was moved. A console that takes no long
  // queries is asked for fewer pairs.
  const withFlows = settings.flows && !flowsRefused(rounds.results.refused);
  const spelled = (host: string) => first.mappedHosts.spelled(host);
  const plannedBy = (longest: number, known: Hints) =>
    pace(
      recordSearches(evidence.transfers, context, { withFlows, hints: known, spelled, longest }),
    );
  const look = async (longest: number) => {
    let fine = await plannedBy(longest, hints);
    if (fine.searches.length > 0) progress.enter('stitch');
    if (fine.limits.length > 0) {
      const volume = dataVolume(evidence.transfers, context, withFlows);
      await rounds.run(volume.searches, () => onRows(false));
      fine = await plannedBy(longest, new Map([...hints, ...(await pace(volume.hints()))]));
    }
    const refused = await rounds.run(fine.searches, () => onRows(false));
    return { ...fine, isRefused: refused.has(recordsName) };
  };
  const long = await look(longestQuery.inBody);
  const fine = long.isRefused && long.isLong ? await look(longestQuery.inRequestLine) : long;
  evidence.addRecords(fine.folded);

  const { queries } = rounds;
  const { refused, ...counted } = rounds.results;
  return {
    ...plan,
    ...counted,
    queries,
    flows: flowsAnswered(queries, refused),
    hostSignals: hostSignals.answered(refused),
    limits: [...counted.limits, ...fine.limits, ...unread(refused)],
  };
}
