import * as z from 'zod/mini';
import { problemSchema, type Problem, type ProblemCode } from '../../contract/problem.ts';

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

/**
 * What the tab's calls need from the browser. `baseUrl` ends in a slash or a document name; `cookies` is
 * the text of `document.cookie`.
 */
export type ApiEnvironment = {
  readonly fetch: typeof globalThis.fetch;
  readonly baseUrl: () => string;
  readonly cookies: () => string;
};

/** As long as the console's proxy is assumed to wait for an app (docs/qradar-facts.md#proxy). */
const timeoutMs = 30_000;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One call: `path` is relative to the page, `schema` is what a good answer has to be. */
export type Request<T> = {
  readonly path: string;
  readonly schema: z.ZodMiniType<T>;
  /** A status besides the good ones whose body is an answer, too, where it fits `schema`. */
  readonly alsoAnswers?: number;
  readonly method?: Method;
  /** A list gives the same name several times. */
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly body?: unknown;
  /** Beside those that every call has. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
};

/** The body of a good answer, judged, and the answer's headers. */
export type Received<T> = { readonly body: T; readonly headers: Headers };

/**
 * Asks the server below the page's own address. Rejects with a `ProblemError`, or with an `AbortError` when
 * the request's own signal was aborted.
 */
export async function send<T>(
  environment: ApiEnvironment,
  request: Request<T>,
): Promise<Received<T>> {
  const response = await reach(environment, request);
  const body = await readJson(response, request.signal);
  const answer = z.safeParse(request.schema, body);
  if (!response.ok && !(answer.success && response.status === request.alsoAnswers)) {
    const problem = z.safeParse(problemSchema, body);
    throw new ProblemError(
      problem.success ? problem.data : withoutWords(response.status, request.method ?? 'GET'),
    );
  }
  if (answer.success) return { body: answer.data, headers: response.headers };
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
      headers: { ...headers(environment, method, body !== undefined), ...request.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(error);
  }
}

function address<T>(environment: ApiEnvironment, { path, query }: Request<T>): string {
  const url = new URL(path, environment.baseUrl());
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of typeof value === 'object' ? value : [value])
      url.searchParams.append(name, `${one}`);
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

/** The tab says what `words/` has for the `code`, so `title` and `hint` stay plain here. */
function ownProblem(facts: Pick<Problem, 'code' | 'status' | 'detail' | 'retryable'>): Problem {
  return { type: 'about:blank', title: facts.code, hint: '', requestId: '', ...facts };
}
