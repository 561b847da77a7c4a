import type { ClientRequest, IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import axios, { type AxiosResponse } from 'axios';
import type * as z from 'zod/mini';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Identity } from '../../ports/console.ts';
import type { Timers } from '../../ports/timers.ts';
import { readAnswer, type RawAnswer } from './answer.ts';
import { endpoints, listedRefusal, type EndpointName } from './endpoints.ts';
import { ConsoleRefusal, failureOf, reasonOf } from './failures.ts';
import { defaultRetry, withRetries, type RetryPolicy } from './retry.ts';
import type { Trust } from './trust.ts';
import { NegotiatedVersion } from './version.ts';
import { versionsSchema } from './wire.ts';

/** One call. `path` fills the endpoint's placeholders; list parameters follow QRadar's own names. */
export type Call<T> = {
  readonly identity: Identity;
  readonly schema: z.ZodMiniType<T>;
  readonly signal: AbortSignal;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Parameters that go as a form in the body. */
  readonly form?: Readonly<Record<string, string>>;
  /** What goes as JSON in the body, for the newer endpoints; not together with `form`. */
  readonly json?: Readonly<Record<string, string | number | null>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole answer, body included. */
  readonly timeoutMs?: number;
  /** Bytes of the body after which reading stops: throws `AnswerTooLarge`. Default: 16 MiB. */
  readonly maxBytes?: number;
  /** `one`: the caller asks again by itself. Default: what the endpoint can bear. */
  readonly tries?: 'one' | 'few';
};

/** `contentRange` is the header of that name, which some list endpoints leave out. */
export type Answer<T> = { readonly body: T; readonly contentRange: string | null };

/** QRadar's REST API as the user who asks. Every method throws an `AppError`. */
export type ConsoleClient = {
  readonly call: <T>(endpoint: EndpointName, call: Call<T>) => Promise<Answer<T>>;
  /** The API version calls of this console carry. */
  readonly version: (identity: Identity, signal: AbortSignal) => Promise<string>;
};

export type ClientOptions = {
  /** Host, with a port where it is not 443, of the console: `QRADAR_CONSOLE_FQDN`. */
  readonly console: string;
  readonly trust: Trust;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly retry?: Omit<RetryPolicy, 'random'>;
  readonly timeoutMs?: number;
  readonly onCall?: (call: {
    readonly endpoint: EndpointName;
    readonly status: number;
    readonly ms: number;
  }) => void;
};

/** A list or a status answers in well under a second; below the 30 s that the console's app proxy grants us. */
const defaultTimeoutMs = 20_000;
/** Lists of tens of thousands of networks or domains fit; pages of results have a bound of their own. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** Builds the client of one console. Nothing is asked before the first call. */
export function createClient(options: ClientOptions): ConsoleClient {
  const { random, timers } = options;
  const policy = { ...(options.retry ?? defaultRetry), random, timers };
  const negotiated = new NegotiatedVersion(options.clock);

  const attempt = async <T>(name: EndpointName, call: Call<T>, version: string | null) => {
    const answer = await send(options, name, call, version);
    const { sec, csrf } = call.identity;
    const body = readAnswer(name, answer, call.schema, [sec, csrf ?? '']);
    return { body, contentRange: answer.headers['content-range'] ?? null };
  };

  const repeated = <T>(name: EndpointName, call: Call<T>, version: string | null) =>
    withRetries(
      endpoints[name].repeatable && call.tries !== 'one' ? policy : { ...policy, attempts: 1 },
      call.signal,
      () => attempt(name, call, version),
    );

  const version = (identity: Identity, signal: AbortSignal, tries: 'one' | 'few' = 'few') =>
    negotiated.get(async () => {
      // The one call without a Version header: which one to send is what it asks.
      const call = { identity, signal, tries, schema: versionsSchema, query: versionFields };
      return (await repeated('versions', call, null)).body;
    });

  return {
    version,
    call: async (name, call) => {
      const used = await version(call.identity, call.signal, call.tries);
      try {
        return await repeated(name, call, used);
      } catch (error) {
        if (!mayBeVersion(name, error)) throw error;
        negotiated.forget(used);
        const next = await version(call.identity, call.signal, call.tries);
        // Refused for its version, a call was not carried out; asking in another version repeats nothing.
        if (next === used) throw error;
        return await repeated(name, call, next);
      }
    },
  };
}

const versionFields = { fields: 'version,removed,deprecated' };

/** A removed version answers 422, a path removed in it 410; the endpoint's own 422 codes mean something else. */
function mayBeVersion(name: EndpointName, error: unknown): boolean {
  if (!(error instanceof ConsoleRefusal)) return false;
  if (error.status === 410) return true;
  return error.status === 422 && !listedRefusal(name, error.status, error.reason);
}

async function send<T>(
  options: ClientOptions,
  name: EndpointName,
  call: Call<T>,
  version: string | null,
): Promise<RawAnswer> {
  const timeoutMs = call.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs;
  const maxBytes = call.maxBytes ?? maxAnswerBytes;
  if (call.signal.aborted) throw reasonOf(call.signal);
  const { method, path, repeatable } = endpoints[name];
  const beganMs = options.clock.monotonicMs();
  const limit = new AbortController();
  const cancelLimit = options.timers.after(timeoutMs, () => limit.abort());
  const sending = watchSending();
  try {
    const response: AxiosResponse<Uint8Array> = await axios.request({
      method,
      url: `https://${options.console}/api${filled(path, call.path ?? {})}${queryString(call.query ?? {})}`,
      headers: headersOf(call, version),
      ...(call.form === undefined ? {} : { data: encoded(call.form) }),
      ...(call.json === undefined ? {} : { data: JSON.stringify(call.json) }),
      signal: AbortSignal.any([call.signal, limit.signal]),
      httpsAgent: options.trust.agent(repeatable ? 'kept' : 'fresh'),
      transport: sending.transport,
      // An Internet proxy of the environment must not see calls to the console.
      proxy: false,
      maxRedirects: 0,
      // The body is counted as it comes, and the connection closed where it is longer.
      maxContentLength: maxBytes,
      responseType: 'arraybuffer',
      validateStatus: () => true,
    });
    const { status } = response;
    options.onCall?.({
      endpoint: name,
      status,
      ms: Math.round(options.clock.monotonicMs() - beganMs),
    });
    return {
      status,
      headers: plainHeaders(response.headers),
      body: response.data,
    };
  } catch (error) {
    const failure = failureOf(error, call.signal, {
      timeoutMs,
      maxBytes,
      wasSent: sending.wasSent(),
    });
    if (failure.code === 'console-untrusted') options.trust.reload();
    throw failure;
  } finally {
    cancelLimit();
  }
}

/** HTTPS that remembers whether a request left: nothing does before the handshake is over. */
function watchSending() {
  let wasSent = false;
  const request = (to: RequestOptions, onAnswer: (answer: IncomingMessage) => void) => {
    const sent: ClientRequest = https.request(to, onAnswer);
    sent.once('socket', (socket) => {
      const leaves = () => {
        wasSent = true;
      };
      if (sent.reusedSocket) leaves();
      else socket.once('secureConnect', leaves);
    });
    return sent;
  };
  return { transport: { request }, wasSent: () => wasSent };
}

function headersOf<T>({ identity, form, json, headers }: Call<T>, version: string | null) {
  return {
    Accept: 'application/json',
    ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    SEC: identity.sec,
    ...(identity.csrf === null ? {} : { QRadarCSRF: identity.csrf }),
    ...(version === null ? {} : { Version: version }),
    ...headers,
  };
}

function plainHeaders(headers: object): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function filled(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new AppError('internal', { detail: `no ${name} for ${path}` });
    return encodeURIComponent(value);
  });
}

/** Percent-encoding throughout: the HTTP library would leave some of QRadar's filter characters bare. */
function queryString(query: Readonly<Record<string, string>>): string {
  const text = encoded(query);
  return text === '' ? '' : `?${text}`;
}

function encoded(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}
