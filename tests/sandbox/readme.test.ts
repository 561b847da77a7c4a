import { readFileSync, writeFileSync } from 'node:fs';
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

/** The section as it should be. */
function section(): string {
  return ['', fieldsOf('events'), fieldsOf('flows'), functions(), '', ''].join('\n');
}

it('the README says what is missing, as it is', () => {
  const text = readFileSync(readme, 'utf8');
  const expected = section();
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
