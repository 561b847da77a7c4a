/** Runs asked of the app as the tab asks them, and a scripted Ariel that has rows for them. */
import { runFindingsSchema, runSchema, type Run, type RunFindings } from '../../../contract/run.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import {
  healthy,
  rangeOf,
  search,
  type Asked,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { arielRow } from '../detection/builders.ts';
import { changing, cookies, type RunningApp } from './support.ts';

export const routes = {
  create: 'POST /ariel/searches',
  status: 'GET /ariel/searches/{id}',
  results: 'GET /ariel/searches/{id}/results',
  remove: 'DELETE /ariel/searches/{id}',
} as const;

export const lastHour = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: false } as const;

/** Sources 10.0.0.1, 10.0.0.2, … with four SMB connections each: a protocol without data channels. */
export function hosts(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, n) =>
    arielRow({
      [aliases.source]: `10.0.${n >> 8}.${n & 255}`,
      [aliases.destinationPort]: 445,
      // A single record tells all, so nothing more is asked of it.
      [aliases.records]: 1,
    }),
  );
}

/** A search that is not over. */
export const still = ({ id }: Asked) => ({
  status: 206,
  body: search({ search_id: id, status: 'EXECUTE', progress: 30 }),
});

/** The AQL of a search, or ''. */
export function aqlOf(scripted: ScriptedConsole, id: string): string {
  const created = scripted.asked.filter(({ route }) => route === routes.create);
  return created[Number(id.slice(1)) - 1]?.query.get('query_expression') ?? '';
}

/** Whether a search is one of the run itself, not of what is found out before. */
export function isOfRun(scripted: ScriptedConsole, { id }: Asked): boolean {
  return aqlOf(scripted, id).includes(aliases.domain);
}

/** The query of the connections; of the others of a corrected run one has no destinations, one asks flows. */
export function isConnections(scripted: ScriptedConsole, { id }: Asked): boolean {
  const aql = aqlOf(scripted, id);
  return aql.includes(aliases.destination) && aql.includes('FROM events');
}

/** A healthy console whose searches have the rows that `rowsOf` says. */
export function arielWith(rowsOf: (asked: Asked) => readonly unknown[], more: Script = {}): Script {
  return {
    ...healthy(),
    [routes.status]: (asked) => ({
      body: search({ search_id: asked.id, record_count: rowsOf(asked).length }),
    }),
    [routes.results]: (asked) => rangeOf(rowsOf(asked), asked),
    ...more,
  };
}

/** What the tab does with a run; `sec` says as whom. */
export function runsOf(app: () => RunningApp) {
  const start = async (sec = 'alice', request: object = lastHour): Promise<Run> => {
    const asked = { headers: changing(sec), body: request };
    const { body, text } = await app().ask('POST', 'api/runs', asked);
    const run = runSchema.safeParse(body);
    if (run.success) return run.data;
    throw new Error(text);
  };
  const ask = async (method: string, run: Run, sec: string) =>
    runSchema.parse(
      (await app().ask(method, `api/runs/${run.id}`, { headers: changing(sec) })).body,
    );
  const until = async (run: Run, is: (run: Run) => boolean, sec = 'alice'): Promise<Run> => {
    for (let tries = 0; tries < 400; tries++) {
      const now = await ask('GET', run, sec);
      if (is(now)) return now;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error('the run did not get there');
  };
  return {
    start,
    until,
    over: (run: Run, sec = 'alice') => until(run, ({ state }) => state !== 'running', sec),
    stop: (run: Run, sec = 'alice') => ask('DELETE', run, sec),
    findingsOf: async (run: Run, sec = 'alice'): Promise<RunFindings> => {
      const at = `api/runs/${run.id}/findings`;
      return runFindingsSchema.parse((await app().ask('GET', at, { headers: cookies(sec) })).body);
    },
  };
}
