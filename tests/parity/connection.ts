import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import axios from 'axios';

/** Where the contract is checked: a console, and the token of an authorized service with the right to everything read. */
export type Connection = {
  /** Base of all paths, `https://console.example/api`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Certificates to trust, PEM; the machine's own when left out. */
  readonly ca?: string;
};

/** One call of the contract. */
export type Call = {
  readonly query?: Readonly<Record<string, string>>;
  /** Added to the token; `null` takes a header away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
};

/** An answer, whatever its status. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
};

/** Calls the API of a console; verification of its certificate is never switched off. */
export type Caller = (method: string, path: string, call?: Call) => Promise<Answer>;

/** A caller for a connection. */
export function callerFor({ baseUrl, token, ca }: Connection): Caller {
  const client = axios.create({
    baseURL: baseUrl,
    timeout: 60_000,
    proxy: false,
    validateStatus: () => true,
    ...(ca === undefined ? {} : { httpsAgent: new Agent({ ca }) }),
  });
  return async (method, path, { query = {}, headers = {}, body } = {}) => {
    const sent: Readonly<Record<string, string | null>> = {
      SEC: token,
      Accept: 'application/json',
      ...headers,
    };
    const response = await client.request<unknown>({
      method,
      url: path,
      params: query,
      headers: Object.fromEntries(Object.entries(sent).filter(isPresent)),
      ...(body === undefined ? {} : { data: body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(Object.entries(response.headers)),
      body: response.data,
    };
  };
}

/** The console named by the environment, or `null` when none is. */
export function connectionFromEnvironment(): Connection | null {
  const {
    TRANSFER_WATCH_PARITY_URL: baseUrl,
    TRANSFER_WATCH_PARITY_TOKEN: token,
    TRANSFER_WATCH_PARITY_CA: caFile,
  } = process.env;
  if (baseUrl === undefined || token === undefined) return null;
  return {
    baseUrl,
    token,
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }),
  };
}

function isPresent(pair: [string, string | null]): pair is [string, string] {
  return pair[1] !== null;
}
