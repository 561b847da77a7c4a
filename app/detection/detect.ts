import type { Denied, Profile } from '../../contract/finding.ts';
import type { Run, RunProperties, RunStep, SentQuery, TimeWindow } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import { joinResults, runSearches, type SearchesProgress } from './searching/run-searches.ts';
import type { AppError } from '../ports/app-error.ts';
import { flowsQueryName } from './flows/query.ts';
import { planInquiry } from './profiles/inquiry.ts';
import { channelFlowsName } from './stitching/query.ts';
import type { DetectionPorts } from '../ports/detection.ts';
import { resolveProperties } from './aql/properties.ts';
import type { FindingSink } from '../ports/results.ts';

export type DetectionRequest = {
  readonly profile: Profile;
  /** See `planWindow`. */
  readonly window: TimeWindow;
  readonly settings: Settings;
};

/** What a run asks of Ariel, fixed before the first search. */
export type DetectionPlan = {
  readonly window: TimeWindow;
  readonly properties: RunProperties;
  readonly missingCategories: readonly string[];
  readonly queries: readonly SentQuery[];
  /** Whether flows are asked too; in the result, whether they answered. */
  readonly flows: Run['flows'];
};

/** Denied connections, and whether there were more findings than the setting `maxFindings`. */
export type Judgement = { readonly denied: readonly Denied[]; readonly isCut: boolean };

/** Judges what has been folded so far; findings go into the sink, worst first. */
export type Judge = (sink: FindingSink) => Judgement;

export type DetectionWatch = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchesProgress & { readonly step: RunStep }) => void;
  /** Called before the first search, and again when more is going to be asked than was known then. */
  readonly onPlan: (plan: DetectionPlan) => void;
  /**
   * Called after each page; `judge` is costly, so throttle it; `null` where the page changes no finding yet. What it
   * throws ends the run.
   */
  readonly onRows: (judge: Judge | null) => void;
  /** Called once at the end, with the judgement over everything. */
  readonly onWhole: (judge: Judge) => Judgement;
};

/** What a detection says beside its findings, which went into a sink. */
export type DetectionResult = DetectionPlan &
  Judgement & {
    readonly limits: Run['limits'];
    readonly skipped: Run['skipped'];
    readonly examined: number;
    readonly rows: number;
  };

/**
 * The main path: one run of the detection from the question to its findings.
 * Throws an `AppError`: those of the ports and of `planInquiry`; `cancelled` when the signal
 * was aborted.
 */
export async function detect(
  request: DetectionRequest,
  ports: DetectionPorts,
  watch: DetectionWatch,
): Promise<DetectionResult> {
  const { profile, window, settings } = request;
  const { signal } = watch;
  const progress = progressOf(watch);

  // 1. What this console has: byte properties, domain names.
  progress.enter('facts');
  const [fields, domainNames] = await Promise.all([
    ports.facts.eventFields(signal),
    ports.facts.domainNames(signal),
  ]);

  // 2. Which properties.
  progress.enter('plan');
  const properties = resolveProperties(settings.properties, fields);

  // 3. The queries of the profile, and what becomes of their rows.
  progress.enter('queries');
  const facts = { window, properties, settings, domainNames, console: ports.facts, signal };
  const inquiry = await planInquiry(profile, facts);
  const { searches, missingCategories } = inquiry;
  const first = searches.map(({ query }) => query);
  const plan = {
    window,
    properties,
    missingCategories,
    queries: first,
    flows: flowsOf(first),
  };
  watch.onPlan(plan);
  const judge = (sink: FindingSink): Judgement => {
    const { findings, denied, isCut } = inquiry.judge();
    for (const finding of findings) sink.push(finding);
    return { denied, isCut };
  };

  // 4. Ariel searches, 5. rows are read and folded as they come.
  progress.enter('search');
  const options = {
    search: ports.search,
    signal,
    maxRows: settings.maxRows,
    onProgress: progress.count,
  };
  const answers = await runSearches(searches, {
    ...options,
    onPage: () => {
      progress.enter('read');
      watch.onRows(judge);
    },
  });

  // 6. Where FTP and TFTP move their bytes: a small search for the pairs that speak them.
  const followUp = inquiry.followUp(answers.refused);
  const queries = [...first, ...followUp.searches.map(({ query }) => query)];
  if (followUp.searches.length > 0) {
    progress.enter('stitch');
    watch.onPlan({ ...plan, queries, flows: flowsOf(first, answers.refused) });
  }
  progress.addTo(answers);
  const more = await runSearches(followUp.searches, {
    ...options,
    onPage: () => watch.onRows(null),
  });
  followUp.finish({ isCut: more.limits.some(({ kind }) => kind === 'administrator') });

  // 7. The judgement over everything.
  progress.enter('judge');
  const { denied, isCut } = watch.onWhole(judge);
  progress.enter('done');
  const { refused, ...counted } = joinResults(answers, more);
  const cut = isCut ? [{ kind: 'findings' as const, limit: settings.maxFindings }] : [];
  const limits = [...counted.limits, ...followUp.limits, ...cut];
  const flows = flowsOf(queries, refused);
  return { ...plan, ...counted, queries, flows, denied, isCut, limits };
}

function flowsOf(
  queries: readonly SentQuery[],
  refused: ReadonlyMap<string, AppError> = new Map(),
): Run['flows'] {
  const query = queries.find(({ name }) => name === flowsQueryName);
  if (!query) return 'off';
  const refusal = refused.get(flowsQueryName) ?? refused.get(channelFlowsName);
  if (!refusal) return 'used';
  return refusal.code === 'not-allowed' ? 'not-allowed' : 'unavailable';
}

/** Joins the step of the main path with the counts of the asking. */
function progressOf(watch: DetectionWatch) {
  let step: RunStep = 'facts';
  let counts: SearchesProgress = { percent: 0, examined: 0, rows: 0 };
  let before = { percent: 0, examined: 0, rows: 0 };
  const report = () => watch.onProgress({ step, ...counts });
  return {
    enter: (next: RunStep) => {
      if (next === step && next !== 'facts') return;
      step = next;
      report();
    },
    /** What is counted from here on comes on top of these answers, which were complete. */
    addTo: ({ examined, rows }: Pick<SearchesProgress, 'examined' | 'rows'>) => {
      before = { percent: 100, examined, rows };
    },
    count: ({ percent, examined, rows }: SearchesProgress) => {
      counts = {
        percent: Math.max(before.percent, percent),
        examined: before.examined + examined,
        rows: before.rows + rows,
      };
      report();
    },
  };
}
