// A scripted console with very many rows, and runs of the app over them.
import { aliases } from '../../app/detection/aql/columns.ts';
import { runSchema, type Run } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import {
  healthy,
  search,
  startScriptedConsole,
  type Asked,
  type ScriptedConsole,
} from '../app/adapters/support/scripted-console.ts';
import { arielRow } from '../app/detection/builders.ts';

/** A console whose search for connections has as many rows as was said last, each of a source of its own. */
export type ConsoleOfRows = ScriptedConsole & { readonly setRows: (count: number) => void };

export async function startConsoleOfRows(): Promise<ConsoleOfRows> {
  let rows = 0;
  // Filled below, when the console has begun to listen.
  const created: Pick<ScriptedConsole, 'asked'>[] = [];
  const rowsOf = ({ id }: Asked) =>
    isConnections(queryOf(created[0]?.asked ?? [], id)) ? rows : 0;
  const scripted = await startScriptedConsole({
    ...healthy(),
    'GET /ariel/searches/{id}': (asked) => ({
      body: search({ search_id: asked.id, record_count: rowsOf(asked) }),
    }),
    'GET /ariel/searches/{id}/results': (asked) => page(asked, rowsOf(asked)),
  });
  created.push(scripted);
  return {
    ...scripted,
    setRows: (count) => {
      rows = count;
    },
  };
}

function queryOf(asked: readonly Asked[], id: string): string {
  const created = asked.filter(({ route }) => route === 'POST /ariel/searches');
  return created[Number(id.slice(1)) - 1]?.query.get('query_expression') ?? '';
}

/** The first query for groups, not those for what its limit cut off. */
function isConnections(aql: string): boolean {
  const isGroups = aql.includes(aliases.destination) && aql.includes('FROM events');
  return isGroups && aql.includes(`ORDER BY ${aliases.connections} DESC`);
}

/** Made when asked for: all rows together would weigh more here than there. */
function page({ headers }: Asked, total: number) {
  const [, from = '0', to = '0'] = /^items=(\d+)-(\d+)$/.exec(String(headers.range)) ?? [];
  const length = Math.max(0, Math.min(Number(to) + 1, total) - Number(from));
  const events = Array.from({ length }, (_, index) => {
    const n = Number(from) + index;
    const source = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
    return arielRow({ [aliases.source]: source, [aliases.destinationPort]: 445 });
  });
  const range = length === 0 ? '*' : `${from}-${Number(from) + length - 1}`;
  return { headers: { 'Content-Range': `items ${range}/${total}` }, body: { events } };
}

const headers = {
  Cookie: 'SEC=s; QRadarCSRF=c',
  QRadarCSRF: 'c',
  'Content-Type': 'application/json',
};

async function ask(url: string, method: string, body?: unknown): Promise<unknown> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const asked = { method, headers: { ...headers, 'If-Match': '*' }, ...content };
  return (await fetch(url, asked)).json();
}

/** Answers the settings as they were saved. */
export function saveSettings(url: string, settings: Settings): Promise<unknown> {
  return ask(`${url}/api/settings`, 'PUT', settings);
}

/** Starts a run that asks QRadar anew; what is answered may be a problem. */
export function startRun(url: string, lastMinutes = 60): Promise<unknown> {
  return ask(`${url}/api/runs`, 'POST', {
    profile: 'corrected',
    range: { lastMinutes },
    fresh: true,
  });
}

/** The run when it is over. */
export async function whenOver(url: string, started: unknown): Promise<Run> {
  let run = runSchema.parse(started);
  while (run.state === 'running')
    run = runSchema.parse(await ask(`${url}/api/runs/${run.id}?wait=1000`, 'GET'));
  return run;
}
