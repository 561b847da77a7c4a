/** Stands in a translated format for the offset from UTC (`Z`), which a wall time does not know. */
export const offsetSign = '\u{e000}';

/**
 * Letters of Java's `SimpleDateFormat` by letter and how often it is repeated, in the words of
 * DuckDB's `strftime`. `0` is "any other number". `YYYY` is the *week* year and `DD` the day of the
 * year, as in Java (docs/qradar-facts.md#date-formats).
 */
const letters: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  y: { 0: '%Y', 2: '%y' },
  Y: { 0: '%G' },
  M: { 1: '%-m', 2: '%m', 3: '%b', 0: '%B' },
  d: { 1: '%-d', 0: '%d' },
  D: { 1: '%-j', 0: '%j' },
  H: { 1: '%-H', 0: '%H' },
  h: { 1: '%-I', 0: '%I' },
  m: { 1: '%-M', 0: '%M' },
  s: { 1: '%-S', 0: '%S' },
  S: { 0: '%g' },
  a: { 0: '%p' },
  E: { 1: '%a', 2: '%a', 3: '%a', 0: '%A' },
  u: { 0: '%u' },
  w: { 0: '%V' },
  G: { 0: 'AD' },
  Z: { 0: offsetSign },
};

/** A translated pattern, or the letter that has no translation. */
export type DateFormat = { readonly format: string } | { readonly unknownLetter: string };

/** A `SimpleDateFormat` pattern in the words of `strftime`; `'…'` is verbatim, `''` a quote. */
export function toStrftime(pattern: string): DateFormat {
  const pieces = pattern.match(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g) ?? [];
  let format = '';
  for (const piece of pieces) {
    const letter = piece.charAt(0);
    if (!/[A-Za-z]/.test(letter)) {
      format += (piece === "''" ? "'" : unquote(piece)).replaceAll('%', '%%');
      continue;
    }
    const forms = letters[letter];
    const form = forms?.[piece.length] ?? forms?.[0];
    if (form === undefined) return { unknownLetter: letter };
    format += form;
  }
  return { format };
}

function unquote(piece: string): string {
  return piece.startsWith("'") && piece.length > 1
    ? piece.slice(1, -1).replaceAll("''", "'")
    : piece;
}
