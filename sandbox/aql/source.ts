/** A query text that positions can be asked of. */
export type Source = { readonly text: string };

/** Where something stands in a query: line and column count from 1. */
export type Location = { readonly line: number; readonly column: number };

/** Wraps a query text. */
export function sourceOf(text: string): Source {
  return Object.freeze({ text });
}

/** Line and column of an offset; `\n`, `\r\n` and `\r` end a line. */
export function locate(source: Source, offset: number): Location {
  const lines = source.text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Longest stretch of a line that is shown: fits a log line and a notice of the tab. */
const excerptWidth = 100;

/**
 * The line of `start` with carets under `start` to `end`, two lines of text. A long line is cut
 * around the position; tabs become blanks so that the carets stand right.
 */
export function excerpt(source: Source, start: number, end: number): string {
  const { line, column } = locate(source, start);
  const full = (source.text.split(/\r\n|\r|\n/)[line - 1] ?? '').replaceAll('\t', ' ');
  const at = column - 1;
  const from = full.length <= excerptWidth ? 0 : Math.max(0, at - excerptWidth / 2);
  const shown = full.slice(from, from + excerptWidth);
  const width = Math.max(1, Math.min(end - start, from + shown.length - at));
  const head = from > 0 ? '…' : '';
  return `${head}${shown}\n${' '.repeat(head.length + at - from)}${'^'.repeat(width)}`;
}
