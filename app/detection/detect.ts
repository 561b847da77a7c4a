import type { Denied, Finding, Profile } from '../../contract/finding.ts';
import type {
  ByteProperties,
  Run,
  RunRequest,
  RunStep,
  SentQuery,
  TimeWindow,
} from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import { ask, type AskProgress } from './ask.ts';
import type { AppError } from './errors.ts';
import { flowsQueryName } from './flows/query.ts';
import { planInquiry } from './inquiry.ts';
import type { DetectionPorts } from './ports.ts';
import { resolveProperties } from './properties.ts';
import { planWindow } from './window.ts';

export type DetectionRequest = {
  readonly profile: Profile;
  readonly range: RunRequest['range'];
  readonly settings: Settings;
};

/** What a run asks of Ariel, fixed before the first search. */
export type DetectionPlan = {
  readonly window: TimeWindow;
  readonly properties: ByteProperties;
  readonly missingCategories: readonly string[];
  readonly queries: readonly SentQuery[];
  /** Whether flows are asked too; in the result, whether they answered. */
  readonly flows: Run['flows'];
};

/** Findings worst first, cut at the setting `maxFindings`; denied connections beside them. */
export type DetectionSnapshot = {
  readonly findings: readonly Finding[];
  readonly denied: readonly Denied[];
};

export type DetectionWatch = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: AskProgress & { readonly step: RunStep }) => void;
  readonly onPlan: (plan: DetectionPlan) => void;
  /** Called after each page; `snapshot()` judges what has been folded so far (costly: throttle it). */
  readonly onRows: (snapshot: () => DetectionSnapshot) => void;
};

export type DetectionResult = DetectionPlan &
  DetectionSnapshot & {
    readonly limits: Run['limits'];
    readonly skipped: Run['skipped'];
    readonly examined: number;
    readonly rows: number;
  };

/**
 * The main path: one run of the detection from the question to its findings.
 * Throws an `AppError`: those of the ports, of `planWindow` and of `planInquiry`; `cancelled` when the signal
 * was aborted.
 */
export async function detect(
  request: DetectionRequest,
  ports: DetectionPorts,
  watch: DetectionWatch,
): Promise<DetectionResult> {
  const { profile, range, settings } = request;
  const { signal } = watch;
  const progress = progressOf(watch);

  // 1. What this console has: byte properties, domain names.
  progress.enter('facts');
  const [fields, domainNames] = await Promise.all([
    ports.facts.eventFields(signal),
    ports.facts.domainNames(signal),
  ]);

  // 2. Which minutes, which properties.
  progress.enter('plan');
  const window = planWindow(range, ports.clock.nowMs());
  const properties = resolveProperties(settings.properties, fields);

  // 3. The queries of the profile, and what becomes of their rows.
  progress.enter('queries');
  const facts = { window, properties, settings, domainNames, console: ports.facts, signal };
  const inquiry = await planInquiry(profile, facts);
  const { questions, missingCategories } = inquiry;
  const queries = questions.map(({ query }) => query);
  const plan = { window, properties, missingCategories, queries, flows: flowsOf(queries) };
  watch.onPlan(plan);

  // 4. Ariel searches, 5. rows are read and folded as they come.
  progress.enter('search');
  const answers = await ask(questions, {
    search: ports.search,
    signal,
    maxRows: settings.maxRows,
    onProgress: progress.count,
    onPage: () => {
      progress.enter('read');
      watch.onRows(inquiry.judge);
    },
  });

  // 6. The judgement over everything.
  progress.enter('judge');
  const { findings, denied, isCut } = inquiry.judge();
  const cut = isCut ? [{ kind: 'findings' as const, limit: settings.maxFindings }] : [];
  progress.enter('done');
  const { refused, ...counted } = answers;
  return {
    ...plan,
    ...counted,
    flows: flowsOf(queries, refused),
    findings,
    denied,
    limits: [...answers.limits, ...cut],
  };
}

function flowsOf(
  queries: readonly SentQuery[],
  refused: ReadonlyMap<string, AppError> = new Map(),
): Run['flows'] {
  const query = queries.find(({ name }) => name === flowsQueryName);
  if (!query) return 'off';
  const refusal = refused.get(flowsQueryName);
  if (!refusal) return 'used';
  return refusal.code === 'not-allowed' ? 'not-allowed' : 'unavailable';
}

/** Joins the step of the main path with the counts of the asking. */
function progressOf(watch: DetectionWatch) {
  let step: RunStep = 'facts';
  let counts: AskProgress = { percent: 0, examined: 0, rows: 0 };
  const report = () => watch.onProgress({ step, ...counts });
  return {
    enter: (next: RunStep) => {
      if (next === step && next !== 'facts') return;
      step = next;
      report();
    },
    count: (next: AskProgress) => {
      counts = next;
      report();
    },
  };
}
