/** A row of a search's result, by column name. */
export type ArielRow = Readonly<Record<string, unknown>>;

/**
 * Runs a query over the REST API of a console at `url` with a token, as scripts do, and gives its rows. Fails where the console refuses it. Two that are the same are
 * shared for a minute, so a query that is asked again has to differ.
 */
export async function searchOver(url: string, token: string, aql: string): Promise<ArielRow[]> {
  const headers = { SEC: token, Accept: 'application/json' };
  const created = await call(`${url}/api/ariel/searches`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ query_expression: aql }),
  });
  const path = `${url}/api/ariel/searches/${textIn(created, 'search_id')}`;
  const ended = await call(path, { headers: { ...headers, Prefer: 'wait=60' } });
  const state = textIn(ended, 'status');
  if (state !== 'COMPLETED') throw new Error(`${aql} ended as ${state}`);
  const { events } = (await call(`${path}/results`, { headers })) as { events: ArielRow[] }; // what the API documents
  return events;
}

async function call(address: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(address, init);
  const body: unknown = await response.json();
  if (!response.ok)
    throw new Error(`${address} answered ${response.status}: ${JSON.stringify(body)}`);
  return body;
}

function textIn(body: unknown, name: string): string {
  const value = (body as Readonly<Record<string, unknown>> | null)?.[name]; // any JSON
  if (typeof value !== 'string') throw new TypeError(`no ${name} in ${JSON.stringify(body)}`);
  return value;
}
