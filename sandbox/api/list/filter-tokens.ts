/** A filter that cannot be read or does not fit the resource; the endpoint gives it its own code. */
export class FilterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FilterError';
  }
}

/**
 * A token of a filter. `text` of a string is what stands between the quotes, escapes untouched, because
 * `like` reads an escaped wildcard differently from a plain comparison.
 */
export type Token = {
  readonly kind: 'word' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
};

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.:])/y],
  ['word', /\w+(?![\w.:])/y],
  ['symbol', /\^=|!=|<>|<=|>=|[=<>(),.]/y],
];

/** Splits a filter into tokens, the last of kind `end`; docs/qradar-facts.md#filter-syntax. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (at >= text.length) return [...tokens, { kind: 'end', text: '', at }];
    const quote = text[at];
    const found =
      quote === '"' || quote === "'" ? readString(text, at, quote) : readPlain(text, at);
    tokens.push(found.token);
    at = found.next;
  }
}

type Found = { readonly token: Token; readonly next: number };

function readString(text: string, at: number, quote: string): Found {
  let end = at + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length)
    throw new FilterError(`The string that starts at position ${at} is not closed`);
  return { token: { kind: 'string', text: text.slice(at + 1, end), at }, next: end + 1 };
}

function readPlain(text: string, at: number): Found {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { token: { kind, text: match[0], at }, next: at + match[0].length };
  }
  const [offender = ''] = /^[^\s(),]+/.exec(text.slice(at)) ?? [text[at]];
  throw new FilterError(
    `Unexpected "${offender}" at position ${at}; a value with anything but letters and digits needs quotes`,
  );
}

/** The plain value of a quoted string: a backslash keeps the character after it. */
export function unescapeString(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1');
}
