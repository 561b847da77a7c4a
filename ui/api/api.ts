import { auditPageSchema, type AuditPage } from '../../contract/audit.ts';
import * as z from 'zod/mini';
import {
  coverageListSchema,
  coverageSchema,
  type Coverage,
  type CoverageList,
  type CoverageRequest,
} from '../../contract/coverage.ts';
import { channelPictureSchema, type ChannelPicture } from '../../contract/channels.ts';
import {
  absenceSchema,
  activitySchema,
  addressContextSchema,
  eventPageSchema,
  flowPageSchema,
  hostsSchema,
  notLookedAtSchema,
  pendingSchema,
  pivotQueriesSchema,
  type Absence,
  type Activity,
  type AddressContext,
  type EventPage,
  type FlowPage,
  type Host,
  type NotLookedAt,
  type Pending,
  type PivotQueries,
} from '../../contract/details.ts';
import {
  findingGuidesSchema,
  guideTextSchema,
  guideTextsSchema,
  stepAnswerSchema,
  type FindingGuides,
  type GuideName,
  type GuideText,
  type GuideTexts,
  type StepDone,
} from '../../contract/guides.ts';
import type { Language } from '../../contract/languages.ts';
import {
  eventFunnelSchema,
  type EventAsked,
  type EventFunnel,
} from '../../contract/event-funnel.ts';
import { routes } from '../../contract/routes.ts';
import {
  runFindingsSchema,
  runSchema,
  type Run,
  type RunFindings,
  type RunRequest,
} from '../../contract/run.ts';
import {
  proposalsSchema,
  sessionSchema,
  settingsNotice,
  settingsSchema,
  type Proposals,
  type Session,
  type Settings,
  type SettingsNotice,
} from '../../contract/session.ts';
import { allowApi, type AllowApi } from './allow-api.ts';
import { send, type ApiEnvironment, type Request } from './transport.ts';
import { triageApi, type TriageApi } from './triage-api.ts';
import { validationApi, type ValidationApi } from './validation-api.ts';

export { isAbort, problemOf, ProblemError } from './transport.ts';

/** What `pivots` asks about: an address, a pair, a user; the domain as QRadar's id. */
export type PivotSubject = {
  readonly source?: string;
  readonly destination?: string;
  readonly user?: string;
  readonly ports?: readonly number[];
  readonly domain?: number;
};

/** Settings, and the version that a save on top of them names. */
export type VersionedSettings = { readonly settings: Settings; readonly version: string };

/** The settings in force, and what the app has to say of how they are stored; `null`: nothing. */
export type SettingsInForce = VersionedSettings & {
  readonly notice: SettingsNotice | null;
};

/**
 * The server as the tab sees it; `contract/routes.ts` lists the addresses behind it. Every method rejects
 * with a `ProblemError`, or with an `AbortError` when its signal was aborted by the caller.
 */
export type Api = AllowApi &
  TriageApi &
  ValidationApi & {
    readonly session: (signal?: AbortSignal) => Promise<Session>;
    readonly settings: (signal?: AbortSignal) => Promise<SettingsInForce>;
    /**
     * Saves on top of that version; `settings-changed` where others hold by now, `own-blocks-hide-much` unless confirmed.
     */
    readonly saveSettings: (
      settings: Settings,
      on: { readonly version: string; readonly isConfirmed: boolean },
    ) => Promise<VersionedSettings>;
    /** Changes of the settings older than the entry `before`, newest first; needs ADMIN. */
    readonly audit: (before: number | null, signal?: AbortSignal) => Promise<AuditPage>;
    readonly proposals: (signal?: AbortSignal) => Promise<Proposals>;
    readonly createRun: (request: RunRequest, signal?: AbortSignal) => Promise<Run>;
    /** Answers after `wait` ms, or as soon as there is news to who has `seen` that revision. */
    readonly run: (
      run: string,
      look: { readonly wait: number; readonly seen: number },
      signal?: AbortSignal,
    ) => Promise<Run>;
    readonly cancelRun: (run: string) => Promise<Run>;
    readonly findings: (run: string, signal?: AbortSignal) => Promise<RunFindings>;
    /** `offset` and `limit` count rows of the evidence search, newest first. */
    readonly events: (
      run: string,
      finding: string,
      offset: number,
      limit: number,
      signal?: AbortSignal,
    ) => Promise<EventPage | Pending>;
    readonly flows: (
      run: string,
      finding: string,
      offset: number,
      limit: number,
      signal?: AbortSignal,
    ) => Promise<FlowPage | Pending>;
    readonly activity: (
      run: string,
      finding: string,
      signal?: AbortSignal,
    ) => Promise<Activity | Pending>;
    readonly channels: (
      run: string,
      finding: string,
      signal?: AbortSignal,
    ) => Promise<ChannelPicture | Pending>;
    /** What there was on the rule's ports, to say why a finished run found nothing. */
    readonly absence: (run: string, signal?: AbortSignal) => Promise<Absence | Pending>;
    /** What there was on the rule's ports beside what a run of the corrected profile looked at. */
    readonly notLookedAt: (run: string, signal?: AbortSignal) => Promise<NotLookedAt | Pending>;
    /** Checks of coverage that these rights show, newest first. */
    readonly coverages: (signal?: AbortSignal) => Promise<CoverageList>;
    readonly startCoverage: (request: CoverageRequest) => Promise<Coverage>;
    /** Answers after `wait` ms, or as soon as the check is over. */
    readonly coverage: (check: string, wait: number, signal?: AbortSignal) => Promise<Coverage>;
    readonly cancelCoverage: (check: string) => Promise<Coverage>;
    /** What becomes of a record at each condition of the rule. */
    readonly eventFunnel: (
      asked: EventAsked,
      signal?: AbortSignal,
    ) => Promise<EventFunnel | Pending>;
    readonly pivots: (
      run: string,
      subject: PivotSubject,
      signal?: AbortSignal,
    ) => Promise<PivotQueries>;
    /** What to look at and to do about a finding, in the language of the account. */
    readonly guides: (run: string, finding: string, signal?: AbortSignal) => Promise<FindingGuides>;
    /** Says that a step is done or not; answers who did it. */
    readonly checkStep: (
      run: string,
      finding: string,
      guide: GuideName,
      step: string,
      isDone: boolean,
    ) => Promise<StepDone | null>;
    /** The guides as Markdown; needs ADMIN. */
    readonly guideTexts: (signal?: AbortSignal) => Promise<GuideTexts>;
    /** Replaces a guide, `null` goes back to the app's; needs ADMIN. */
    readonly writeGuide: (
      guide: GuideName,
      language: Language,
      text: string | null,
    ) => Promise<GuideText>;
    readonly address: (
      address: string,
      domain: number,
      signal?: AbortSignal,
    ) => Promise<AddressContext>;
    /** What the console calls addresses of a domain (QRadar's id), in their order; at most `mostHosts`. */
    readonly hosts: (
      addresses: readonly string[],
      domain: number,
      signal?: AbortSignal,
    ) => Promise<readonly Host[]>;
  };

/** Narrows the answer of `events`, `flows` and `activity`. */
export function isPending(answer: EventPage | FlowPage | Activity | Pending): answer is Pending {
  return 'pending' in answer;
}

/** The real server below the page's own address. */
export function createApi(environment: ApiEnvironment = browser): Api {
  const ask = async <T>(request: Request<T>) => (await send(environment, request)).body;
  const events = z.union([eventPageSchema, pendingSchema]);
  const flows = z.union([flowPageSchema, pendingSchema]);
  const activity = z.union([activitySchema, pendingSchema]);
  const channels = z.union([channelPictureSchema, pendingSchema]);
  const absence = z.union([absenceSchema, pendingSchema]);
  const eventFunnel = z.union([eventFunnelSchema, pendingSchema]);
  const notLookedAt = z.union([notLookedAtSchema, pendingSchema]);
  return {
    ...allowApi(ask),
    ...triageApi(ask),
    ...validationApi(ask),
    session: (signal) => ask({ path: routes.session(), schema: sessionSchema, signal }),
    settings: async (signal) => {
      const request = { path: routes.settings(), schema: settingsSchema, signal };
      const { body, headers } = await send(environment, request);
      const said = headers.get(settingsNotice.header);
      const { invalid, readOnly } = settingsNotice;
      const notice = [invalid, readOnly].find((known) => known === said) ?? null;
      return { settings: body, notice, version: versionIn(headers) };
    },
    saveSettings: async (settings, { version, isConfirmed }) => {
      const { body, headers } = await send(environment, {
        path: routes.settings(),
        query: isConfirmed ? { confirmed: 'own-blocks' } : {},
        headers: { 'If-Match': version },
        schema: settingsSchema,
        method: 'PUT',
        body: settings,
      });
      return { settings: body, version: versionIn(headers) };
    },
    audit: (before, signal) =>
      ask({
        path: routes.audit(),
        query: before === null ? {} : { before },
        schema: auditPageSchema,
        signal,
      }),
    proposals: (signal) => ask({ path: routes.proposals(), schema: proposalsSchema, signal }),
    createRun: (body, signal) =>
      ask({ path: routes.runs(), schema: runSchema, method: 'POST', body, signal }),
    run: (run, look, signal) =>
      ask({ path: routes.run(run), query: look, schema: runSchema, signal }),
    cancelRun: (run) => ask({ path: routes.run(run), schema: runSchema, method: 'DELETE' }),
    findings: (run, signal) =>
      ask({ path: routes.findings(run), schema: runFindingsSchema, signal }),
    events: (run, finding, offset, limit, signal) =>
      ask({ path: routes.events(run, finding), query: { offset, limit }, schema: events, signal }),
    flows: (run, finding, offset, limit, signal) =>
      ask({ path: routes.flows(run, finding), query: { offset, limit }, schema: flows, signal }),
    activity: (run, finding, signal) =>
      ask({ path: routes.activity(run, finding), schema: activity, signal }),
    channels: (run, finding, signal) =>
      ask({ path: routes.channels(run, finding), schema: channels, signal }),
    absence: (run, signal) => ask({ path: routes.absence(run), schema: absence, signal }),
    notLookedAt: (run, signal) =>
      ask({ path: routes.notLookedAt(run), schema: notLookedAt, signal }),
    coverages: (signal) => ask({ path: routes.coverages(), schema: coverageListSchema, signal }),
    startCoverage: (body) =>
      ask({ path: routes.coverages(), schema: coverageSchema, method: 'POST', body }),
    coverage: (check, wait, signal) =>
      ask({ path: routes.coverage(check), query: { wait }, schema: coverageSchema, signal }),
    cancelCoverage: (check) =>
      ask({ path: routes.coverage(check), schema: coverageSchema, method: 'DELETE' }),
    eventFunnel: (asked, signal) =>
      ask({ path: routes.eventFunnel(), query: asked, schema: eventFunnel, signal }),
    pivots: (run, { ports, ...subject }, signal) =>
      ask({
        path: routes.pivots(run),
        query: { ...subject, ...(ports === undefined ? {} : { port: ports.join(',') }) },
        schema: pivotQueriesSchema,
        signal,
      }),
    guides: (run, finding, signal) =>
      ask({ path: routes.guides(run, finding), schema: findingGuidesSchema, signal }),
    checkStep: async (run, finding, guide, step, isDone) => {
      const path = routes.guideStep(run, finding, guide, step);
      const request = { path, schema: stepAnswerSchema, method: 'PUT', body: { isDone } } as const;
      return (await ask(request)).done;
    },
    guideTexts: (signal) => ask({ path: routes.guideTexts(), schema: guideTextsSchema, signal }),
    writeGuide: (guide, language, text) =>
      ask({
        path: routes.guideText(guide, language),
        schema: guideTextSchema,
        method: 'PUT',
        body: { text },
      }),
    address: (address, domain, signal) =>
      ask({
        path: routes.address(),
        query: { address, domain },
        schema: addressContextSchema,
        signal,
      }),
    hosts: async (addresses, domain, signal) => {
      const query = { address: addresses, domain };
      return (await ask({ path: routes.hosts(), query, schema: hostsSchema, signal })).hosts;
    },
  };
}

/** Empty where something on the way took it out, so that a save is refused and not done blindly. */
function versionIn(headers: Headers): string {
  return headers.get('ETag') ?? '';
}

const browser: ApiEnvironment = {
  fetch: (input, init) => fetch(input, init),
  baseUrl: () => document.baseURI,
  cookies: () => document.cookie,
};
