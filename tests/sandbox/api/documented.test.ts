import { documentedPaths } from '../../../sandbox/api/documented-endpoints.ts';
import { versionedRefusals } from '../../../sandbox/api/not-implemented.ts';
import { companyDimensions } from '../../../sandbox/data/company.ts';
import { documentedFields } from './documented-fields.ts';
import {
  dayMs,
  errorBody,
  rowsOf,
  startConsole,
  textLike,
  type RunningConsole,
} from './support.ts';

let qradar: RunningConsole;

beforeAll(async () => {
  qradar = await startConsole({ dimensions: companyDimensions(dayMs) });
});

afterAll(() => qradar.close());

/** A path as it is called: `7` in the place of each parameter. */
function called(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '7');
}

function nameless(endpoint: string): string {
  return endpoint.replaceAll(/\{\w+\}/g, '{}');
}

describe('a documented endpoint', () => {
  test('that is not served answers 501 and says so, whatever is sent to it', async () => {
    const served = new Set(
      qradar.api.endpoints.map(({ method, path }) => nameless(`${method} ${path}`)),
    );
    const others = documentedPaths.flatMap(({ path, methods }) =>
      methods
        .filter((method) => !served.has(nameless(`${method} ${path}`)))
        .map((method) => ({ method, path: called(path) })),
    );
    expect(others.length).toBeGreaterThan(500);
    for (const { method, path } of others) {
      const json = { headers: { 'Content-Type': 'application/json' }, body: '{"name":"x"}' };
      const answer = await qradar.call(method, path, method === 'GET' ? {} : json);
      expect([method, path, answer.body]).toEqual([method, path, errorBody(501, 0)]);
      expect(answer.body).toMatchObject({ message: textLike(/does not implement/) });
    }
  }, 60_000);

  test.each([
    ['POST', '/data_classification/qid_records', 501],
    ['GET', '/reference_data/map_delete_tasks/1', 501],
    ['GET', '/reference_data/no_such_thing', 404],
    ['GET', '/ariel/searches/1/2/3', 404],
    ['POST', '/no/such', 404],
  ])('%s %s is %i', async (method, path, status) => {
    const headers = { 'Content-Type': 'application/json' };
    const body = method === 'GET' ? {} : { headers, body: '{}' };
    expect((await qradar.call(method, path, body)).status).toBe(status);
  });

  test('is one that some version has', () => {
    const known = documentedPaths.map(({ path }) => nameless(path));
    const removed = versionedRefusals.filter(({ removedIn }) => removedIn !== undefined);
    const others = qradar.api.endpoints.filter(({ path }) => !known.includes(nameless(path)));
    // A documented answer points there; no page describes it.
    expect(others.map(({ path }) => path)).toEqual(['/system/task_management/tasks/{id}']);
    expect(removed.map(({ path }) => path)).toEqual(['/reference_data/sets/{name}/dependents']);
  });
});

/** Dotted names as `fields` takes them: `a.b a.c d` is `a(b,c),d`. */
function asFields(names: readonly string[]): string {
  const heads = [...new Set(names.map((name) => name.split('.')[0] ?? ''))];
  return heads
    .map((head) => {
      const below = names.flatMap((name) =>
        name.startsWith(`${head}.`) ? [name.slice(head.length + 1)] : [],
      );
      return below.length === 0 ? head : `${head}(${asFields(below)})`;
    })
    .join(',');
}

describe('the fields of a list are those of its page', () => {
  const lists = Object.entries(documentedFields).filter(
    // The app framework is not part of this console.
    ([path]) => !/^\/(?:gui_app_framework|config\/extension_management)/.test(path),
  );

  test.each(lists)('%s', async (path, text) => {
    const names = text.trim().split(/\s+/);
    const offense = qradar.store.dimensions.offenses[0]?.id ?? 0;
    const list = path.replace('{offense_id}', String(offense));
    const query: Record<string, string> = { fields: asFields(names) };
    if (path === '/ariel/functions') query['database'] = 'events';
    const some = await qradar.call('GET', list, { query, as: 'admin' });
    expect([some.status, some.body]).toEqual([200, expect.anything()]);
    const all = rowsOf(
      await qradar.call('GET', list, { query: { ...query, fields: '' }, as: 'admin' }),
    );
    const [first] = all;
    if (first === undefined) return;
    const heads = new Set(names.map((name) => name.split('.')[0] ?? ''));
    expect(Object.keys(first)).toEqual(expect.arrayContaining([...heads]));
  });
});
