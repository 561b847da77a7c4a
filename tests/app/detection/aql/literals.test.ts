import fc from 'fast-check';
import {
  addressLiteral,
  blockLiteral,
  canBeProperty,
  canBeString,
  mappedLiteral,
  numberListLiteral,
  numberLiteral,
  propertyLiteral,
  stringLiteral,
} from '../../../../app/detection/aql/literals.ts';
import { shapeOf, textsOf } from '../aql.ts';

const hostile = [
  "' OR 1=1",
  "'' OR ''='",
  "x' LIMIT 1 LAST 1 DAYS",
  '"; SELECT * FROM flows',
  '<img src=x onerror=alert(1)>',
  '\u202Egnirts\u202C',
  'DOMAIN\\user',
  "O'Brien",
  '--',
  '/* */',
  '𝒰𝓈ℯ𝓇',
];

/** Texts in which quotes, backslashes and AQL words are common. */
const texts = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom("'", '"', '\\', ' ', ')', '(', 'OR', 'LIMIT', '1', ',', '%', '\n', '\0'))
    .map((parts) => parts.join('')),
);

const aqlOf = (literal: string) =>
  `SELECT starttime FROM events WHERE username = ${literal} AND destinationport = 21 LIMIT 5 LAST 1 HOURS`;
const plainShape = shapeOf(aqlOf("'x'"));

describe('literals', () => {
  test('a string never changes the structure of a query and keeps its value', () => {
    fc.assert(
      fc.property(texts, (text) => {
        if (!canBeString(text)) return;
        const aql = aqlOf(stringLiteral(text));
        expect(shapeOf(aql)).toEqual(plainShape);
        expect(textsOf(aql)).toEqual([text]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a string stays closed even where a backslash would be an escape', () => {
    fc.assert(
      fc.property(texts, (text) => {
        if (!canBeString(text)) return;
        // Reads the literal as a language with backslash escapes would.
        expect(stringLiteral(text)).toMatch(/^'(?:[^'\\]|\\[^']|'')*'$/su);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a property name never changes the structure of a query', () => {
    const aql = (name: string) =>
      `SELECT SUM(${name}) AS Total FROM events WHERE ${name} IS NOT NULL LIMIT 5 LAST 1 HOURS`;
    const plain = shapeOf(aql('"x"'));
    fc.assert(
      fc.property(texts, (text) => {
        if (canBeProperty(text)) expect(shapeOf(aql(propertyLiteral(text)))).toEqual(plain);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['a NUL', 'a\0b'],
    ['a line break', 'a\nb'],
    ['a lone surrogate', 'a\ud800b'],
    ['a backslash at the end', 'a\\'],
    ['a backslash before a quote', "a\\'b"],
    ['more than fits into a URL', 'a'.repeat(1_001)],
  ])('refuses a string with %s', (_, text) => {
    expect(() => stringLiteral(text)).toThrow('bad-request');
  });

  test.each(['', 'a"b', 'a\\b', 'a\u200bb', 'a'.repeat(101)])(
    'refuses the property name %j',
    (name) => {
      expect(() => propertyLiteral(name)).toThrow('bad-request');
    },
  );

  test.each([Number.NaN, Infinity, -1, 1.5, 2 ** 53])('refuses %p as a number', (value) => {
    expect(() => numberLiteral(value)).toThrow('bad-request');
  });

  test('refuses an empty list', () => {
    expect(() => numberListLiteral([])).toThrow('bad-request');
    expect(numberListLiteral([20, 21])).toBe('(20, 21)');
  });

  test.each([
    ['10.1.2.3', "'10.1.2.3'"],
    ['2001:DB8:0:0:0:0:0:1', "'2001:db8::1'"],
  ])('writes the address %s as %s', (text, literal) => {
    expect(addressLiteral(text)).toBe(literal);
  });

  test.each(["1.2.3.4' OR '1'='1", '1.2.3', '010.1.2.3', '0x7f.1', 'fe80::1%eth0', '', 'null'])(
    'refuses %j as an address',
    (text) => {
      expect(() => addressLiteral(text)).toThrow('bad-request');
    },
  );

  test('writes the IPv6 form of an IPv4 address, and of nothing else', () => {
    expect(mappedLiteral('10.1.2.3')).toBe("'::ffff:10.1.2.3'");
    for (const text of ['2001:db8::1', '::ffff:10.1.2.3', "10.1.2.3' OR '1'='1", '10.1.2'])
      expect(() => mappedLiteral(text)).toThrow('bad-request');
  });

  test.each([
    ['10.1.2.3/8', "'10.0.0.0/8'"],
    ['2001:DB8::1/32', "'2001:db8::/32'"],
    ['8.8.8.8', "'8.8.8.8/32'"],
  ])('writes the block %s as %s', (text, literal) => {
    expect(blockLiteral(text)).toBe(literal);
  });

  test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', "10.0.0.0/8'", '::/129', '/8'])(
    'refuses %j as a block',
    (text) => {
      expect(() => blockLiteral(text)).toThrow('bad-request');
    },
  );
});
