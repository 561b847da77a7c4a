import * as z from 'zod/mini';
import {
  activitySchema,
  addressContextSchema,
  evidencePageSchema,
  pendingSchema,
  pivotQueriesSchema,
  type Activity,
  type AddressContext,
  type EvidencePage,
  type Pending,
  type PivotQueries,
} from '../contract/investigation.ts';
import { problemSchema, type Problem, type ProblemCode } from '../contract/problem.ts';
import { routes } from '../contract/routes.ts';
import {
  runFindingsSchema,
  runSchema,
  type Run,
  type RunFindings,
  type RunRequest,
} from '../contract/run.ts';
import {
  proposalsSchema,
  sessionSchema,
  settingsSchema,
  type Proposals,
  type Session,
  type Settings,
} from '../contract/session.ts';

/** What `pivots` asks about: an address, a pair, a user; the domain as QRadar's id. */
export type PivotSubject = {
  readonly source?: string;
  readonly destination?: string;
  readonly user?: string;
  readonly port?: number;
  readonly domain?: number;
};

/**
 * The server as the tab sees it; `contract/routes.ts` lists the addresses behind it. Every method rejects
 * with a `ProblemError`, or with an `AbortError` when its signal was aborted by the caller.
 */
export type Api = {
  readonly session: (signal?: AbortSignal) => Promise<Session>;
  readonly settings: (signal?: AbortSignal) => Promise<Settings>;
  readonly saveSettings: (settings: Settings) => Promise<Settings>;
  readonly proposals: (signal?: AbortSignal) => Promise<Proposals>;
  readonly createRun: (request: RunRequest, signal?: AbortSignal) => Promise<Run>;
  readonly run: (run: string, signal?: AbortSignal) => Promise<Run>;
  readonly cancelRun: (run: string) => Promise<Run>;
  readonly findings: (run: string, signal?: AbortSignal) => Promise<RunFindings>;
  /** `offset` and `limit` count rows of the evidence search, newest first. */
  readonly events: (
    run: string,
    finding: string,
    offset: number,
    limit: number,
    signal?: AbortSignal,
  ) => Promise<EvidencePage | Pending>;
  readonly activity: (
    run: string,
    finding: string,
    signal?: AbortSignal,
  ) => Promise<Activity | Pending>;
  readonly pivots: (
    run: string,
    subject: PivotSubject,
    signal?: AbortSignal,
  ) => Promise<PivotQueries>;
  readonly address: (
    address: string,
    domain: number,
    signal?: AbortSignal,
  ) => Promise<AddressContext>;
};

/** The one error of the tab: carries what the server said, or what the tab found out without it. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.title, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Whether a rejection only says that the caller gave up, which is nothing to report. */
export function isAbort(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
  );
}

/** The problem behind any rejection; an unexpected error becomes `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return ownProblem({
    code: 'internal',
    status: 0,
    detail: error instanceof Error ? error.message : '',
    retryable: false,
  });
}

/** Narrows the answer of `events` and `activity`. */
export function isPending(answer: EvidencePage | Activity | Pending): answer is Pending {
  return 'pending' in answer;
}

/**
 * What the tab's calls need from the browser. `baseUrl` ends in a slash or a document name; `cookies` is
 * the text of `document.cookie`.
 */
export type ApiEnvironment = {
  readonly fetch: typeof globalThis.fetch;
  readonly baseUrl: () => string;
  readonly cookies: () => string;
};

/** An app behind the console's proxy has to answer within 30 s (QRadar app framework, "Behind the proxy"). */
const timeoutMs = 30_000;

/** The real server below the page's own address. */
export function createApi(environment: ApiEnvironment = browser): Api {
  const ask = <T>(request: Request<T>) => send(environment, request);
  const events = z.union([evidencePageSchema, pendingSchema]);
  const activity = z.union([activitySchema, pendingSchema]);
  return {
    session: (signal) => ask({ path: routes.session(), schema: sessionSchema, signal }),
    settings: (signal) => ask({ path: routes.settings(), schema: settingsSchema, signal }),
    saveSettings: (body) =>
      ask({ path: routes.settings(), schema: settingsSchema, method: 'PUT', body }),
    proposals: (signal) => ask({ path: routes.proposals(), schema: proposalsSchema, signal }),
    createRun: (body, signal) =>
      ask({ path: routes.runs(), schema: runSchema, method: 'POST', body, signal }),
    run: (run, signal) => ask({ path: routes.run(run), schema: runSchema, signal }),
    cancelRun: (run) => ask({ path: routes.run(run), schema: runSchema, method: 'DELETE' }),
    findings: (run, signal) =>
      ask({ path: routes.findings(run), schema: runFindingsSchema, signal }),
    events: (run, finding, offset, limit, signal) =>
      ask({ path: routes.events(run, finding), query: { offset, limit }, schema: events, signal }),
    activity: (run, finding, signal) =>
      ask({ path: routes.activity(run, finding), schema: activity, signal }),
    pivots: (run, subject, signal) =>
      ask({ path: routes.pivots(run), query: subject, schema: pivotQueriesSchema, signal }),
    address: (address, domain, signal) =>
      ask({
        path: routes.address(),
        query: { address, domain },
        schema: addressContextSchema,
        signal,
      }),
  };
}

const browser: ApiEnvironment = {
  fetch: (input, init) => fetch(input, init),
  baseUrl: () => document.baseURI,
  cookies: () => document.cookie,
};

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Request<T> = {
  readonly path: string;
  readonly schema: z.ZodMiniType<T>;
  readonly method?: Method;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
};

async function send<T>(environment: ApiEnvironment, request: Request<T>): Promise<T> {
  const response = await reach(environment, request);
  const body = await readJson(response, request.signal);
  if (!response.ok) {
    const problem = z.safeParse(problemSchema, body);
    throw new ProblemError(
      problem.success ? problem.data : withoutWords(response.status, request.method ?? 'GET'),
    );
  }
  const answer = z.safeParse(request.schema, body);
  if (answer.success) return answer.data;
  throw new ProblemError(unreadable(response, body), { cause: answer.error });
}

async function reach<T>(environment: ApiEnvironment, request: Request<T>): Promise<Response> {
  const { method = 'GET', signal, body } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await environment.fetch(address(environment, request), {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: headers(environment, method, body !== undefined),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(error);
  }
}

function address<T>(environment: ApiEnvironment, { path, query }: Request<T>): string {
  const url = new URL(path, environment.baseUrl());
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, `${value}`);
  return url.href;
}

function headers(environment: ApiEnvironment, method: Method, hasBody: boolean) {
  const token = method === 'GET' ? null : csrfToken(environment.cookies());
  return {
    Accept: 'application/json',
    ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
    ...(token === null ? {} : { QRadarCSRF: token }),
  };
}

/** The console's proxy compares header and cookie as text, so the value is not decoded. */
function csrfToken(cookies: string): string | null {
  const name = 'QRadarCSRF=';
  const found = cookies.split(/;\s*/).find((cookie) => cookie.startsWith(name));
  return found === undefined ? null : found.slice(name.length);
}

/** `undefined` where the body is not JSON: the console's proxy answers in HTML when the app is not there. */
async function readJson(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(error);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(cause: unknown): ProblemError {
  const problem = ownProblem({
    code: 'console-unreachable',
    status: 0,
    detail: cause instanceof Error ? cause.message : '',
    retryable: true,
  });
  return new ProblemError(problem, { cause });
}

/** A log-in page in place of the answer means that the console's session ended. */
function unreadable(response: Response, body: unknown): Problem {
  const isPage = body === undefined && /html/.test(response.headers.get('content-type') ?? '');
  return ownProblem({
    code: isPage ? 'not-signed-in' : 'console-answer-invalid',
    status: response.status,
    detail: '',
    retryable: !isPage,
  });
}

/** A refusal that did not come from the app but from something before it: the console or its proxy. */
function withoutWords(status: number, method: Method): Problem {
  const code = codeOf(status, method);
  return ownProblem({ code, status, detail: `HTTP ${status}`, retryable: status >= 500 });
}

function codeOf(status: number, method: Method): ProblemCode {
  if (status === 401) return 'not-signed-in';
  // The proxy itself refuses a state change whose QRadarCSRF header is missing or old.
  if (status === 403) return method === 'GET' ? 'not-allowed' : 'csrf-refused';
  if (status === 404) return 'not-found';
  if (status === 502 || status === 503 || status === 504) return 'console-unreachable';
  return status >= 500 ? 'console-failed' : 'bad-request';
}

/** Words come from the message catalogue by `code`, so `title` and `hint` stay plain here. */
function ownProblem(facts: Pick<Problem, 'code' | 'status' | 'detail' | 'retryable'>): Problem {
  return { type: 'about:blank', title: facts.code, hint: '', requestId: '', ...facts };
}
