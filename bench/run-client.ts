// The clients of the bench `run`, in a process of their own as a browser and a script are: the console's
// API shares its process with the bench, and would otherwise compete with its client.
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { lengthInUrl, longestQuery } from '../app/detection/aql/statement.ts';
import { runDetection, type AppAddress, type FollowedRun } from './app-client.ts';

/** What the parent asks for. */
export type Errand =
  | { readonly kind: 'app'; readonly app: AppAddress }
  | {
      readonly kind: 'bare';
      readonly apiUrl: string;
      readonly token: string;
      readonly queries: readonly string[];
    };

/** What it is answered. */
export type ErrandDone =
  | ({ readonly kind: 'app' } & FollowedRun)
  | { readonly kind: 'bare'; readonly ms: number; readonly rows: number }
  | { readonly kind: 'failed'; readonly message: string };

const searchSchema = z.object({ search_id: z.string(), status: z.string() });
/** Rows stand under the name of their database. */
const resultSchema = z.union([
  z.object({ events: z.array(z.unknown()) }),
  z.object({ flows: z.array(z.unknown()) }),
]);
/** A search that was created as finished is not asked about; others are, as long as the console lets wait. */
const waitSeconds = 15;
/** For a console that answers at once instead of waiting. */
const pauseMs = 20;

process.on('message', (errand) => {
  // Parse boundary: the parent, run.bench.ts, sends nothing else.
  void answer(errand as Errand).then((done) => process.send?.(done));
});

async function answer(errand: Errand): Promise<ErrandDone> {
  try {
    if (errand.kind === 'app') return { kind: 'app', ...(await runDetection(errand.app)) };
    return { kind: 'bare', ...(await readBare(errand)) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'failed', message };
  }
}

/** The same searches side by side, each result in one read and parsed; nothing else. */
async function readBare({
  apiUrl,
  token,
  queries,
}: Extract<Errand, { kind: 'bare' }>): Promise<{ ms: number; rows: number }> {
  const call = caller(apiUrl, token);
  const begun = performance.now();
  const searches = await Promise.all(queries.map((query) => readOne(call, query)));
  const ms = performance.now() - begun;
  // Otherwise the next one would be answered with these searches.
  await Promise.all(searches.map(({ id }) => call('DELETE', `ariel/searches/${id}`)));
  return { ms, rows: searches.reduce((sum, { rows }) => sum + rows, 0) };
}

type Call = (
  method: string,
  at: string,
  more?: { readonly headers?: Record<string, string>; readonly form?: URLSearchParams },
) => Promise<unknown>;

function caller(apiUrl: string, token: string): Call {
  return async (method, at, { headers = {}, form } = {}) => {
    const response = await fetch(`${apiUrl}/api/${at}`, {
      method,
      headers: { SEC: token, Accept: 'application/json', ...headers },
      ...(form ? { body: form } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${at.slice(0, 60)}: ${response.status}`);
    const body: unknown = await response.json();
    return body;
  };
}

async function readOne(call: Call, query: string): Promise<{ id: string; rows: number }> {
  // As the app sends them: a query that is too long for a request line goes as a form.
  const parameters = new URLSearchParams({ query_expression: query });
  const isLong = lengthInUrl(query) > longestQuery.inRequestLine;
  const created = isLong
    ? await call('POST', 'ariel/searches', { form: parameters })
    : await call('POST', `ariel/searches?${parameters}`);
  let search = z.parse(searchSchema, created);
  const { search_id: id } = search;
  while (search.status !== 'COMPLETED') {
    if (search.status === 'ERROR' || search.status === 'CANCELED') throw new Error(search.status);
    const headers = { Prefer: `wait=${waitSeconds}` };
    search = z.parse(searchSchema, await call('GET', `ariel/searches/${id}`, { headers }));
    if (search.status !== 'COMPLETED') await wait(pauseMs);
  }
  const result = z.parse(resultSchema, await call('GET', `ariel/searches/${id}/results`));
  return { id, rows: ('events' in result ? result.events : result.flows).length };
}
