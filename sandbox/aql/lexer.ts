import { AqlError } from './error.ts';
import type { Source } from './source.ts';
import { punctuators } from './tokens.ts';
import type { Token, TokenKind } from './tokens.ts';

/**
 * Longest query and most tokens that are read. An `IN` list of 10,000 addresses, the most a
 * sub-select could give, fits both; beyond it a text is a mistake or an attack.
 */
export const maxQueryLength = 262_144;
export const maxTokens = 40_000;

const bare = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /0[xX][0-9A-Fa-f]+|\d+(?:\.\d+)?/y;
const blank = /[\s\u00a0]+/y;

/** What a character means that begins no token, where there is something better to say. */
const explained: readonly (readonly [string, string])[] = [
  ['--', 'Comments are not accepted.'],
  ['/*', 'Comments are not accepted.'],
  [';', 'A query ends without a semicolon.'],
  ['||', 'Texts are joined with CONCAT( … ), not with ||.'],
  ['‘', "Typographic quotes are not quotes; write '."],
  ['’', "Typographic quotes are not quotes; write '."],
  ['“', 'Typographic quotes are not quotes; write ".'],
  ['”', 'Typographic quotes are not quotes; write ".'],
];

/**
 * Splits a query into tokens, the last of kind `end`. Throws `AqlError` for a text that is too
 * long, an open quote, a comment, a semicolon and any character that belongs to no token.
 */
export function tokenize(source: Source): readonly Token[] {
  const { text } = source;
  if (text.length > maxQueryLength) {
    throw new AqlError(
      source,
      { start: 0, end: 0 },
      `A query may have ${maxQueryLength} characters, this one has ${text.length}.`,
    );
  }
  const tokens: Token[] = [];
  let offset = skipBlank(text, 0);
  while (offset < text.length) {
    if (tokens.length >= maxTokens) {
      throw new AqlError(
        source,
        { start: offset, end: offset },
        `A query may have ${maxTokens} words and signs.`,
      );
    }
    const token = readToken(source, offset);
    tokens.push(token);
    offset = skipBlank(text, token.end);
  }
  tokens.push(makeToken('end', '', text.length, text.length));
  return tokens;
}

function makeToken(kind: TokenKind, value: string, start: number, end: number): Token {
  return Object.freeze({ kind, value, start, end });
}

function matchAt(pattern: RegExp, text: string, offset: number): string | null {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? null;
}

function skipBlank(text: string, offset: number): number {
  return offset + (matchAt(blank, text, offset)?.length ?? 0);
}

function readToken(source: Source, start: number): Token {
  const { text } = source;
  const first = text.charAt(start);
  if (first === "'") return readQuoted(source, start, 'text');
  if (first === '"') return readQuoted(source, start, 'quotedName');
  const word = matchAt(bare, text, start);
  if (word !== null) return makeToken('name', word, start, start + word.length);
  const digits = matchAt(number, text, start);
  if (digits !== null) return readNumber(source, start, digits);
  const why = explained.find(([sign]) => text.startsWith(sign, start));
  if (why !== undefined) {
    throw new AqlError(source, { start, end: start + why[0].length }, why[1]);
  }
  const sign = punctuators.find((candidate) => text.startsWith(candidate, start));
  if (sign !== undefined) return makeToken('punctuator', sign, start, start + sign.length);
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  throw new AqlError(
    source,
    { start, end: start + character.length },
    /\p{L}/u.test(character)
      ? `"${character}" is not an ASCII letter; put the name in double quotes.`
      : `The character "${character}" has no meaning here.`,
  );
}

function readNumber(source: Source, start: number, digits: string): Token {
  const end = start + digits.length;
  if (/[A-Za-z0-9_.]/.test(source.text.charAt(end))) {
    throw new AqlError(source, { start, end: end + 1 }, 'This is neither a number nor a name.');
  }
  return makeToken('number', digits, start, end);
}

function readQuoted(source: Source, start: number, kind: 'text' | 'quotedName'): Token {
  const { text } = source;
  const quote = text.charAt(start);
  let end = start + 1;
  let value = '';
  for (;;) {
    const close = text.indexOf(quote, end);
    if (close < 0) {
      throw new AqlError(source, { start, end: start + 1 }, `This ${quote} is never closed.`);
    }
    value += text.slice(end, close);
    end = close + 1;
    if (text.charAt(end) !== quote) break;
    value += quote;
    end += 1;
  }
  if (kind === 'quotedName' && value === '') {
    throw new AqlError(source, { start, end }, 'A name cannot be empty.');
  }
  return makeToken(kind, value, start, end);
}
