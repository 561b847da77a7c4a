import { alice, consoleOf, errorOf, never, type Reported } from '../support/console-of.ts';
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

const validator = 'POST /ariel/validators/aql';
const create = 'POST /ariel/searches';
const queries = ['plain', 'odd'].map((name) => ({ name, aql: `SELECT ${name} FROM events` }));
const countOf = (route: string) => scripted.routes().filter((one) => one === route).length;

const isOdd = ({ query }: Asked) => query.get('query_expression')?.includes('odd') ?? false;
const wrong = { error_messages: [{ code: 2000, contexts: [], message: 'no', severity: 'ERROR' }] };

function appWhere(answers: Readonly<Record<string, (asked: Asked) => Reply>>) {
  scripted.script({ ...healthy(), ...answers });
  const reported: Reported[] = [];
  let nowMs = Date.now();
  const app = consoleOf(scripted, { reported, nowMs: () => nowMs });
  const ask = async (how: 'validator' | 'search', as = alice) => [
    ...(await app.factsFor(as).refusedQueries(queries, how, never)),
  ];
  return { app, ask, reported, laterBy: (ms: number) => (nowMs += ms) };
}

test('the validator says which, and is asked once for a release, whoever asks', async () => {
  let release = '7.5.0 UpdatePackage 13';
  const { app, ask, laterBy } = appWhere({
    'GET /system/about': () => ({ body: { release_name: release } }),
    [validator]: (asked) => ({ body: isOdd(asked) ? wrong : { error_messages: null } }),
  });
  expect(await ask('validator')).toEqual(['odd']);
  expect(await ask('validator', { sec: 'of-bob', csrf: null })).toEqual(['odd']);
  expect(countOf(validator)).toBe(2);
  release = '7.6.0';
  laterBy(2 * 60 * 60_000);
  expect(await ask('validator')).toEqual(['odd']);
  expect(countOf(validator)).toBe(4);
  expect(countOf(create)).toBe(0);
  await app.close();
});

test('warnings are no refusals', async () => {
  const warning = { ...wrong.error_messages[0], severity: 'WARN' };
  const { app, ask } = appWhere({ [validator]: () => ({ body: { error_messages: [warning] } }) });
  expect(await ask('validator')).toEqual([]);
  await app.close();
});

test('what searches say counts from then on, and they are taken back', async () => {
  const { app, ask } = appWhere({
    [validator]: () => ({ body: { error_messages: null } }),
    [create]: (asked) =>
      isOdd(asked)
        ? refusal(422, 2000, 'bad AQL')
        : { status: 201, body: search({ search_id: 's1', status: 'EXECUTE' }) },
  });
  expect(await ask('validator')).toEqual([]);
  expect(await ask('search')).toEqual(['odd']);
  expect(await ask('validator')).toEqual(['odd']);
  expect(await ask('search')).toEqual(['odd']);
  expect(countOf(create)).toBe(2);
  await app.close();
  expect(countOf('DELETE /ariel/searches/{id}')).toBe(1);
});

test.each([
  [404, 4],
  [403, 26],
])(
  'a console without a validator for us (%d) refuses nothing, and is not asked again',
  async (status, code) => {
    const { app, ask, reported } = appWhere({ [validator]: () => refusal(status, code, 'no') });
    expect(await ask('validator')).toEqual([]);
    expect(await ask('validator')).toEqual([]);
    expect(countOf(validator)).toBe(2);
    expect(reported).toEqual([]);
    await app.close();
  },
);

test('a console that cannot say is reported, and asked again', async () => {
  let isBroken = true;
  const { app, ask, reported } = appWhere({
    [validator]: (asked) => {
      if (isBroken) return refusal(500, 1020, 'failed');
      return { body: isOdd(asked) ? wrong : { error_messages: null } };
    },
  });
  expect(await ask('validator')).toEqual([]);
  expect(reported).toMatchObject([{ error: { code: 'console-failed' } }]);
  isBroken = false;
  expect(await ask('validator')).toEqual(['odd']);
  await app.close();
});

test('a session that has ended is told so', async () => {
  const { app, ask } = appWhere({ [validator]: () => refusal(401, 18, 'no') });
  expect((await errorOf(ask('validator'))).code).toBe('not-signed-in');
  await app.close();
});
