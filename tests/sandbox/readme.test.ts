import { readFileSync, writeFileSync } from 'node:fs';
import { documentedPaths } from '../../sandbox/api/documented-endpoints.ts';
import { createConsoleApi } from '../../sandbox/api/server.ts';
import { Applications } from '../../sandbox/extensions/applications.ts';
import { ConsoleStore } from '../../sandbox/sql/store.ts';
import { findFunction } from '../../sandbox/sql/functions.ts';
import { publishedFields, publishedFunctions } from '../../sandbox/sql/published-names.ts';
import { databases } from '../../sandbox/sql/schema.ts';
import type { DatabaseName } from '../../sandbox/sql/schema.ts';
import { fieldsWithoutData } from '../../sandbox/sql/virtual-fields.ts';

const readme = 'sandbox/README.md';
const marks = /(?<=<!-- begin: written by a test -->\n)[^]*(?=<!-- end: written by a test -->)/;

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function fieldsOf(database: DatabaseName): string {
  const published: readonly string[] = publishedFields[database];
  const known = databases[database].map(({ name }) => name);
  const missing = published.filter((name) => !known.includes(name));
  const empty = published.filter((name) => fieldsWithoutData.includes(name));
  return [
    `- **Fields of ${database}**: ${published.length - missing.length} of ${published.length} published ones are there.`,
    missing.length === 0 ? '' : ` Missing: ${code(missing)}.`,
    ` The same for every record, because the stand-in has no such data: ${code(empty)}.`,
  ].join('');
}

function functions(): string {
  const missing = publishedFunctions.flatMap((name) => {
    const found = findFunction(name);
    if (found === null) return [`  - \`${name}\`: unknown`];
    return found.kind === 'refused' ? [`  - \`${name}\`: ${reasonOf(found)}`] : [];
  });
  const there = publishedFunctions.length - missing.length;
  return [
    `- **Functions**: ${there} of ${publishedFunctions.length} published ones. The others are refused with their reason:`,
    ...missing,
  ].join('\n');
}

function reasonOf({ name, reason }: { readonly name: string; readonly reason: string }): string {
  return reason.replace(`${name} is not supported by the stand-in: `, '').replace(/\.$/, '');
}

/** Documented and served endpoints, by the first segment of their path. */
function endpoints(served: ReadonlySet<string>): string {
  const areas = new Map<string, { all: number; there: number }>();
  for (const { path, methods } of documentedPaths) {
    const area = path.split('/')[1] ?? '';
    const counts = areas.get(area) ?? { all: 0, there: 0 };
    counts.all += methods.length;
    counts.there += methods.filter((method) => served.has(nameless(`${method} ${path}`))).length;
    areas.set(area, counts);
  }
  const counts = [...areas.entries()];
  const there = counts.filter(([, area]) => area.there > 0);
  const sum = (of: 'all' | 'there') => counts.reduce((total, [, area]) => total + area[of], 0);
  return [
    `- **Endpoints**: ${sum('there')} of the ${sum('all')} of QRadar REST API 26.0 are served, the others answer 501. By area: `,
    there.map(([name, area]) => `\`${name}\` ${area.there} of ${area.all}`).join(', '),
    `. Nothing of ${code(counts.filter(([, area]) => area.there === 0).map(([name]) => name))}.`,
  ].join('');
}

/** A path whose parameters have no names: those of the stand-in need not be IBM's. */
function nameless(endpoint: string): string {
  return endpoint.replaceAll(/\{\w+\}/g, '{}');
}

async function servedEndpoints(): Promise<ReadonlySet<string>> {
  const store = await ConsoleStore.open({ threads: 1 });
  const api = createConsoleApi({ store, applications: new Applications() });
  const served = api.endpoints.map(({ method, path }) => nameless(`${method} ${path}`));
  await api.close();
  store.close();
  return new Set(served);
}

/** The section as it should be. */
async function section(): Promise<string> {
  const served = endpoints(await servedEndpoints());
  return ['', fieldsOf('events'), fieldsOf('flows'), functions(), served, '', ''].join('\n');
}

it('the README says what is missing, as it is', async () => {
  const text = readFileSync(readme, 'utf8');
  const expected = await section();
  // To write it: TRANSFER_WATCH_WRITE_README=1 npm run unit -- readme
  if (process.env['TRANSFER_WATCH_WRITE_README'] === '1') {
    writeFileSync(
      readme,
      text.replace(marks, () => expected),
    );
    return;
  }
  expect(marks.exec(text)?.[0]).toBe(expected);
});
