/** A call that QRadar answered with an error body. `code` is 0 where there was no such body. */
export class RestProblem extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** How a call differs from a plain GET. */
export type RestOptions = {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
  readonly signal?: AbortSignal;
};

/**
 * Calls the REST API as the logged-in user and gives the parsed body. `path` starts with `/api/`. Throws a
 * `RestProblem` for an error status. A session that has ended sends the whole console to the log-in page.
 */
export async function rest(path: string, options: RestOptions = {}): Promise<unknown> {
  const { method = 'GET', headers = {}, body: sent, signal } = options;
  const response = await fetch(path, {
    method,
    headers: { Accept: 'application/json', QRadarCSRF: cookie('QRadarCSRF'), ...headers },
    ...(sent === undefined ? {} : { body: sent }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.status === 401) (window.top ?? window).location.assign('/console/login');
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problem(response.status, body);
  return body;
}

function problem(status: number, body: unknown): RestProblem {
  const code = field(body, 'code');
  const message = field(body, 'message');
  return new RestProblem(
    status,
    typeof code === 'number' ? code : 0,
    typeof message === 'string' && message !== '' ? message : `The API answered ${status}.`,
  );
}

/** A member of a JSON object, undefined for anything that has none. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** A JSON list; empty for anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function cookie(name: string): string {
  const pair = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return decodeURIComponent(pair?.slice(name.length + 1) ?? '');
}
