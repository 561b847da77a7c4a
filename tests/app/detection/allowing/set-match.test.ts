/** What is asked of a console to see whether its AQL matches a reference set as the app does, and what the answer says. */
import type { AllowSubject } from '../../../../contract/allowlist.ts';
import {
  matchesOf,
  matchQuery,
  type SetToMatch,
} from '../../../../app/detection/allowing/set-match.ts';
import { lengthInUrl, longestQuery } from '../../../../app/detection/aql/statement.ts';
import { setRules } from '../../../../app/detection/allowing/sets.ts';

const window = { startMs: 1_767_571_200_000, stopMs: 1_767_657_600_000 };
const nothing = { source: null, destination: null, port: null, user: null, domainId: null };

function setOf(name: string, ...inForce: AllowSubject[]): SetToMatch {
  const rule = setRules.find((one) => one.name === `Transfer Watch: allowed ${name}`);
  if (!rule) throw new RangeError(name);
  return { rule, elements: inForce.length, inForce };
}
const source = (place: string, domainId: number | null = null): AllowSubject => {
  return { ...nothing, scope: 'source', source: place, domainId };
};
const sources = setOf('source IPs', source('10.20.1.30'), source('10.50.0.12', 7));
const networks = setOf('destination networks', {
  ...nothing,
  scope: 'destination',
  destination: '20.33.0.0/16',
});
const asked = (...sets: SetToMatch[]) => matchQuery(sets, [21, 445], window);
const row = (...[held1, named1, held2, named2, records]: number[]) => ({
  HeldKey1: held1,
  NamedKey1: named1,
  HeldKey2: held2,
  NamedKey2: named2,
  Records: records,
});
const both = asked(sources, networks);
const answers = (...rows: unknown[]) =>
  matchesOf(both, rows).sets.map(({ answer, records }) => [answer, records]);

test('one search asks of all sets of addresses what the set says and what its entries say', () => {
  const held = [
    "REFERENCESETCONTAINS('Transfer Watch: allowed source IPs', sourceip)",
    "REFERENCESETCONTAINS('Transfer Watch: allowed destination networks', destinationip)",
  ];
  const named = [
    "(INCIDR('10.20.1.30/32', sourceip) OR (INCIDR('10.50.0.12/32', sourceip) AND domainid = 7))",
    "(INCIDR('20.33.0.0/16', destinationip))",
  ];
  expect(both.query?.aql).toBe(
    `SELECT IF ${held[0]} THEN 1 ELSE 0 AS HeldKey1, IF ${named[0]} THEN 1 ELSE 0 AS NamedKey1, ` +
      `IF ${held[1]} THEN 1 ELSE 0 AS HeldKey2, IF ${named[1]} THEN 1 ELSE 0 AS NamedKey2, COUNT(*) AS Records ` +
      `FROM events WHERE destinationport IN (21, 445) AND (${held[0]} OR ${named[0]} OR ${held[1]} OR ${named[1]}) ` +
      'GROUP BY HeldKey1, NamedKey1, HeldKey2, NamedKey2 ORDER BY Records DESC LIMIT 16 ' +
      `START ${window.startMs} STOP ${window.stopMs}`,
  );
});

test('the same is what both say in every record of either, and it alone gives a condition', () => {
  expect(answers(row(1, 1, 0, 0, 8), row(0, 0, 1, 1, 3), row(1, 1, 1, 1, 1))).toEqual([
    ['same', 9],
    ['same', 4],
  ]);
  expect(matchesOf(both, [row(1, 1, 0, 1, 8)]).sets.map(({ condition }) => condition)).toEqual([
    "NOT REFERENCESETCONTAINS('Transfer Watch: allowed source IPs', sourceip)",
    null,
  ]);
});

test('one record that only one of them names is enough for different', () => {
  expect(answers(row(1, 1, 0, 1, 8), row(1, 0, 1, 1, 1))).toEqual([
    ['different', 9],
    ['different', 9],
  ]);
});

test('without a record of either nothing is known', () => {
  expect(answers()).toEqual([
    ['not-seen', 0],
    ['not-seen', 0],
  ]);
  expect(answers(row(1, 1, 0, 0, 5))).toEqual([
    ['same', 5],
    ['not-seen', 0],
  ]);
});

test.each([
  ['empty', setOf('source IPs')],
  ['not-readable', { ...sources, elements: null, inForce: [] }],
  ['not-all-in-force', { ...sources, elements: 3 }],
  ['too-many', setOf('source IPs', ...Array.from({ length: 51 }, (_, n) => source(`10.0.0.${n}`)))],
  ['by-the-app', setOf('users', { ...nothing, scope: 'user', user: 'svc' })],
  ['by-the-app', setOf('source IPv6', source('2001:db8::/32'))],
])('%s: nothing is asked of it, and nothing is claimed', (why, set) => {
  const query = asked(set);
  expect(query.query).toBeNull();
  expect(matchesOf(query, [])).toMatchObject({
    aql: null,
    sets: [{ answer: 'not-compared', why, records: null, condition: null }],
  });
});

test('the longest of all queries can be sent', () => {
  const many = (scope: 'source' | 'destination') =>
    Array.from({ length: 50 }, (_, n): AllowSubject => {
      return { ...nothing, scope, [scope]: `100.100.1${n % 90}.0/24`, domainId: 100_000 + n };
    });
  const full = asked(
    setOf('source IPs', ...many('source')),
    setOf('source networks', ...many('source')),
    setOf('destination IPs', ...many('destination')),
    setOf('destination networks', ...many('destination')),
  );
  expect(lengthInUrl(full.query?.aql ?? '')).toBeLessThan(longestQuery.inBody);
});
