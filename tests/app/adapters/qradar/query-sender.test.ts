import type { AppError } from '../../../../app/ports/app-error.ts';
import { lengthInUrl, longestQuery } from '../../../../app/detection/aql/statement.ts';
import { alice, consoleOf, errorOf, never } from '../support/console-of.ts';
import {
  healthy,
  refusal,
  search,
  startScriptedConsole,
  type Asked,
  type Reply,
  type ScriptedConsole,
} from '../support/scripted-console.ts';

let scripted: ScriptedConsole;
beforeEach(async () => {
  scripted = await startScriptedConsole(healthy());
});
afterEach(() => scripted.close());

const create = 'POST /ariel/searches';

const short = "SELECT a FROM events WHERE b = 'x+y & z = %41' LAST 1 HOURS";

/** A query of exactly so many encoded bytes. */
function queryOf(length: number): string {
  const rest = length - lengthInUrl(short);
  return short.replace('z', `z${'z'.repeat(rest)}`);
}

const long = queryOf(longestQuery.inRequestLine + 1);

/** The searches that were asked for when these queries were run one after the other as one app. */
async function asked(queries: readonly string[], answer: (asked: Asked) => Reply | null) {
  scripted.script({
    ...healthy(),
    [create]: (one) => answer(one) ?? { status: 201, body: search({ search_id: 's1' }) },
  });
  const app = consoleOf(scripted);
  const failures: string[] = [];
  for (const aql of queries) {
    const options = { signal: never, onProgress: () => undefined };
    const pages = app.portsFor(alice, () => undefined).search.search({ name: 'q', aql }, options);
    const [outcome] = await Promise.allSettled([pages.next()]);
    if (outcome.status === 'rejected') failures.push((outcome.reason as AppError).code);
  }
  await app.close();
  const sent = scripted.asked
    .filter(({ route }) => route === create)
    .map(({ query, form, headers }) => {
      const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
      const inBody = isForm ? form.get('query_expression') : null;
      return [...wayOf('address', query.get('query_expression')), ...wayOf('form', inBody)];
    });
  return { sent, failures };
}

/** A whole query by its length, so that a failing test can be read. */
const wayOf = (way: string, aql: string | null) =>
  aql === null
    ? []
    : [`${aql.startsWith('SELECT') && aql.endsWith('HOURS') ? way : 'torn'} ${lengthInUrl(aql)}`];
const inAddress = (aql: string) => wayOf('address', aql);
const inForm = (aql: string) => wayOf('form', aql);

test('what fits into a request line goes there, what does not goes as a form', async () => {
  const longest = queryOf(longestQuery.inRequestLine);
  const most = queryOf(longestQuery.inBody);
  const { sent, failures } = await asked([short, longest, long, most], () => null);
  expect(sent).toEqual([inAddress(short), inAddress(longest), inForm(long), inForm(most)]);
  expect(failures).toEqual([]);
});

test.each([
  ['no such media type', 415, 0],
  ['the parameter is missing, says the endpoint', 422, 1005],
  ['the parameter is missing, says the framework', 422, 8],
])('a form refused once is not sent again: %s', async (_, status, code) => {
  const { sent, failures } = await asked([long, short, long], ({ form }) =>
    form.has('query_expression') ? refusal(status, code, 'no query') : null,
  );
  expect(sent).toEqual([inForm(long), inAddress(long), inAddress(short), inAddress(long)]);
  expect(failures).toEqual([]);
});

test('too long for either way is a rejected query', async () => {
  const { failures } = await asked([long], ({ form }) =>
    form.has('query_expression') ? refusal(415, 0, 'no form') : refusal(414, 0, 'too long'),
  );
  expect(failures).toEqual(['query-rejected']);
});

test.each([
  ['wrong AQL', 422, 2000, 'query-rejected'],
  ['no session', 401, 18, 'not-signed-in'],
])('%s is no refusal of the form, and the query is not sent twice', async (_, status, code, as) => {
  const { sent, failures } = await asked([long], () => refusal(status, code, 'no'));
  expect(sent).toEqual([inForm(long)]);
  expect(failures).toEqual([as]);
});

test('a busy console is no refusal of the form: the query is sent again in the same way', async () => {
  let times = 0;
  const busyOnce = () => (++times === 1 ? refusal(503, 1010, 'busy') : null);
  const { sent, failures } = await asked([long], busyOnce);
  expect(sent).toEqual([inForm(long), inForm(long)]);
  expect(failures).toEqual([]);
});

test('a query behind a connection that broke is not sent in another way', async () => {
  scripted.script({ ...healthy(), [create]: () => (response) => response.destroy() });
  const app = consoleOf(scripted);
  const error = await errorOf(app.holdSearch(alice, { name: 'q', aql: long }));
  await app.close();
  expect(error.code).toBe('console-unreachable');
  expect(scripted.routes().filter((route) => route === create)).toHaveLength(1);
});
