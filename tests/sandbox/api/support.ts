import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ApiClock } from '../../../sandbox/api/clock.ts';
import type { ConsoleApi, ConsoleApiOptions } from '../../../sandbox/api/server.ts';
import { createConsoleApi } from '../../../sandbox/api/server.ts';
import { emptyDimensions, type Dimensions } from '../../../sandbox/sql/dimensions.ts';
import { ConsoleStore, type EventRow, type FlowRow } from '../../../sandbox/sql/store.ts';

/** Start of the records below: a whole minute. */
export const dayMs = Date.UTC(2026, 0, 15, 12);

/** What a test puts on the console. */
export type ConsoleContent = {
  readonly dimensions?: Partial<Dimensions>;
  readonly events?: readonly EventRow[];
  readonly flows?: readonly FlowRow[];
};

/** One call; `as` is a user name, `service` for the token, or nobody. */
export type Request = {
  readonly as?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
};

/** An answer, its body parsed where it says that it is JSON. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
};

/** A stand-in console behind a real server on a free port of the loopback. */
export type RunningConsole = {
  readonly url: string;
  readonly store: ConsoleStore;
  readonly api: ConsoleApi;
  readonly lines: readonly string[];
  readonly call: (method: string, path: string, request?: Request) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

/** Starts a console that holds what is given. */
export async function startConsole(
  content: ConsoleContent = {},
  options: Omit<ConsoleApiOptions, 'store'> = {},
): Promise<RunningConsole> {
  const store = await ConsoleStore.open({ threads: 1 });
  await store.addProperties([
    { name: 'Bytes Sent', type: 'numeric', enabled: true, useForRuleEngine: true },
    { name: 'Old Bytes', type: 'numeric', enabled: false, useForRuleEngine: false },
  ]);
  await store.setDimensions({ ...emptyDimensions, ...content.dimensions });
  await store.insertEvents(content.events ?? []);
  await store.insertFlows(content.flows ?? []);
  const lines: string[] = [];
  const api = createConsoleApi({ store, log: (line) => lines.push(line), ...options });
  const app = express();
  app.use(['/api', '/console/restapi/api'], api.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const url = `http://127.0.0.1:${port}/api`;
  const sessions = new Map<string, { sec: string; csrf: string }>();
  return {
    url,
    store,
    api,
    lines,
    call: (method, path, request = {}) => {
      const headers = credentials(api, sessions, request.as ?? 'service');
      return send(url, method, path, { ...request, headers: { ...headers, ...request.headers } });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await api.close();
      store.close();
    },
  };
}

function credentials(
  api: ConsoleApi,
  sessions: Map<string, { sec: string; csrf: string }>,
  as: string,
): Record<string, string> {
  if (as === 'nobody') return {};
  if (as === 'service') return { SEC: api.sessions.serviceToken };
  const session = sessions.get(as) ?? api.sessions.login(as);
  sessions.set(as, session);
  return { SEC: session.sec, QRadarCSRF: session.csrf };
}

async function send(url: string, method: string, path: string, request: Request): Promise<Answer> {
  const query = new URLSearchParams(request.query);
  const response = await fetch(`${url}${path}${query.size > 0 ? `?${query}` : ''}`, {
    method,
    headers: { ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? parsed(text) : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // some tests are about bodies that only claim to be JSON
  }
}

/** An event with everything a record must have. */
export function anEvent(event: Partial<EventRow> = {}): EventRow {
  return {
    startMs: dayMs,
    source: '10.20.30.40',
    sourcePort: 50_000,
    destination: '203.0.113.9',
    destinationPort: 21,
    protocolId: 6,
    username: null,
    logSourceId: 101,
    category: 4002,
    qid: 1,
    eventCount: 1,
    direction: 'L2R',
    domainId: 0,
    payload: null,
    ...event,
  };
}

/** Stands for any text in an expected body. */
const anyText: unknown = expect.any(String);

/** Stands for a text that matches. */
export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** Stands for a list that holds at least these. */
export function listWith(...items: readonly unknown[]): unknown {
  return expect.arrayContaining([...items]);
}

/** The five-field body with this status and code, whatever it says. */
export function errorBody(status: number, code: number): unknown {
  return {
    http_response: { code: status, message: anyText },
    code,
    description: anyText,
    details: {},
    message: anyText,
  };
}

/** The rows of a list; fails where the body is none. */
export function rowsOf({ body }: Answer): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(body)) throw new TypeError(`No list: ${JSON.stringify(body)}`);
  return body as Readonly<Record<string, unknown>>[]; // what is in the rows is the test's business
}

/** A text of the body's top level; fails where there is none. */
export function textOf({ body }: Answer, name: string): string {
  const value = (body as Readonly<Record<string, unknown>> | null)?.[name]; // any JSON
  if (typeof value !== 'string') throw new TypeError(`No text "${name}": ${JSON.stringify(body)}`);
  return value;
}

/** A clock that stands still until a test moves it on, and with it those who sleep by it. */
export class ManualClock implements ApiClock {
  #nowMs: number;
  readonly #sleepers = new Map<() => void, number>();

  /** Epoch ms at which it stands at first. */
  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** How many sleep by it at the moment. */
  get sleepers(): number {
    return this.#sleepers.size;
  }

  /** Moves it on by so many milliseconds and wakes those whose time has come. */
  advance(ms: number): void {
    this.#nowMs += ms;
    for (const [wake, atMs] of this.#sleepers) if (atMs <= this.#nowMs) wake();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (ms <= 0) {
        resolve();
        return;
      }
      const wake = () => {
        this.#sleepers.delete(wake);
        resolve();
      };
      this.#sleepers.set(wake, this.#nowMs + ms);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(wake);
        reject(signal.reason as Error); // its own AbortError, or what the aborter gave
      });
    });
  }
}
