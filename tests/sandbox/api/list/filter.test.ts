import fc from 'fast-check';
import { FilterError } from '../../../../sandbox/api/list/filter-tokens.ts';
import { parseFilter } from '../../../../sandbox/api/list/filter.ts';
import type { Json } from '../../../../sandbox/api/json.ts';
import type { FieldShape } from '../../../../sandbox/api/list/shape.ts';

const asset: FieldShape = {
  object: {
    id: 'number',
    name: 'string',
    enabled: 'boolean',
    assigned_to: 'string',
    ids: { listOf: 'number' },
    status: { object: { last_updated: 'number', text: 'string' } },
    sources: { objects: { type_id: 'number', name: 'string' } },
    interfaces: { objects: { ip_addresses: { objects: { value: 'string' } } } },
  },
};

const row: Json = {
  id: 7,
  name: 'ftp-proxy 1',
  enabled: true,
  assigned_to: null,
  ids: [3, 42],
  status: { last_updated: 5, text: 'ok' },
  sources: [
    { type_id: 12, name: 'Proxy EU' },
    { type_id: 13, name: 'other' },
  ],
  interfaces: [{ ip_addresses: [{ value: '10.20.30.40' }] }],
};

function passes(filter: string): boolean {
  return parseFilter(filter, asset, () => undefined)(row);
}

test.each([
  ['id = 7', true],
  ['id=7', true],
  ['id = +7.0e0', true],
  ['id = "7"', true],
  ['id > 7', false],
  ['id >= 7', true],
  ['id < 8', true],
  ['id <= 6', false],
  ['id != 8', true],
  ['id <> 7', false],
  ['id ^= 7', false],
  ['id in (1,7)', true],
  ['id IN (1, 2)', false],
  ['id not in (1, 2)', true],
  ['id between 7 and 9', true],
  ['id between 8 and 9', false],
  ['id not between 8 and 9', true],
  ['enabled = true', true],
  ['enabled != true', false],
  ["name = 'ftp-proxy 1'", true],
  ['name = ftp', false],
  ['name like "ftp%"', true],
  ['name like "FTP%"', false],
  ['name ilike "FTP%"', true],
  ['name like "ftp_proxy _"', true],
  [String.raw`name like "ftp\_proxy _"`, false],
  ['name like "proxy"', false],
  ['status(last_updated) > 4', true],
  ['status(text) = ok and status(last_updated) = 5', true],
  ['ids contains (. = 42)', true],
  ['ids contains . < 3', false],
  ['ids contains 42', true],
  ['sources contains (type_id = 12 and name ilike "%proxy%")', true],
  ['sources contains (type_id = 13 and name ilike "%proxy%")', false],
  ['sources contains type_id = 13', true],
  ['interfaces contains ip_addresses contains value = "10.20.30.40"', true],
  ['interfaces contains (ip_addresses contains (value = "10.20.30.41"))', false],
  ['interfaces contains ip_addresses contains value = "10.20.30.40" and id = 8', false],
  ['not id = 7', false],
  ['not (id = 7 and enabled = false)', true],
  ['id = 8 or id = 9 and enabled = true or id = 7', true],
  ['id = 7 AND NOT enabled = false', true],
])('filter %s gives %s', (filter, expected) => {
  expect(passes(filter)).toBe(expected);
});

test.each([
  ['assigned_to is null', true],
  ['assigned_to is not null', false],
  ['assigned_to = "x"', false],
  ['assigned_to > "x"', false],
  ['assigned_to in ("x")', false],
  ['assigned_to between "a" and "z"', false],
  ['assigned_to like "%"', false],
  ['assigned_to != "x"', true],
  ['assigned_to <> "x"', true],
  ['assigned_to ^= "x"', true],
  ['assigned_to not in ("x")', true],
  ['assigned_to not between "a" and "z"', true],
])('with null data, filter %s gives %s', (filter, expected) => {
  expect(passes(filter)).toBe(expected);
});

test.each([
  ['name = 10.20.30.40', /needs quotes/],
  ['name in (10.20.30.40)', /needs quotes/],
  ['name = fe80::1', /needs quotes/],
  ['name = ftp-proxy', /needs quotes/],
  ['nonsense = 1', /"nonsense" does not exist/],
  ['constructor = 1', /"constructor" does not exist/],
  ['status(nonsense) = 1', /does not exist/],
  ['interfaces in (1)', /is a list; use contains/],
  ['ids = 3', /is a list; use contains/],
  ['status = 3', /is an object/],
  ['id contains 3', /is no list/],
  ['id(x) = 3', /has no fields inside/],
  ['ids contains (name = 3)', /plain values/],
  ['ids contains 3 = 3', /the end of the filter/],
  ['id = abc', /cannot be converted/],
  ['enabled = TRUE', /cannot be converted/],
  ['name like ftp', /quoted expression/],
  ['id like "7"', /is no text/],
  ['name = "open', /not closed/],
  ['id =', /Expected a value/],
  ['id', /Expected an operator/],
  ['id = 7 and', /Expected a field name/],
  ['id = 7 id = 8', /the end of the filter/],
  ['(id = 7', /Expected "\)"/],
  ['id between 1', /Expected "and"/],
  ['id is 7', /Expected "null"/],
  ['', /Expected a field name/],
  ['= 7', /Expected a field name/],
  [`${'('.repeat(500)}id = 7${')'.repeat(500)}`, /nested deeper/],
  [`${'not '.repeat(500)}id = 7`, /nested deeper/],
])('filter %s is refused', (filter, reason) => {
  expect(() => passes(filter)).toThrow(FilterError);
  expect(() => passes(filter)).toThrow(reason);
});

test('the elements of a list of plain values are named by a dot', () => {
  const filter = parseFilter('. = events or .=flows', 'string', () => undefined);
  expect(['events', 'flows', 'simarc'].filter(filter)).toEqual(['events', 'flows']);
});

test('an endpoint may refuse a field or an operator by its path', () => {
  const seen: string[] = [];
  parseFilter(
    'id in (1) and interfaces contains ip_addresses contains value like "1%" and status(text) not between a and b',
    asset,
    (path, operator) => seen.push(`${path} ${operator}`),
  );
  expect(seen).toEqual([
    'id in',
    'interfaces contains',
    'interfaces.ip_addresses contains',
    'interfaces.ip_addresses.value like',
    'status.text not between',
  ]);
});

test('any text in quotes is found again, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const quoted = `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
      const filter = parseFilter(`name = ${quoted}`, asset, () => undefined);
      expect(filter({ name: text })).toBe(true);
      expect(filter({ name: `${text}x` })).toBe(false);
    }),
  );
});

test('any text at all is either a filter or refused with a FilterError', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom(
            'id',
            'name',
            '=',
            '(',
            ')',
            'and',
            'or',
            'not',
            'in',
            'contains',
            '"',
            '.',
            '7',
          ),
          fc.string(),
        ),
      ),
      (words) => {
        try {
          passes(words.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
        }
      },
    ),
  );
});
