import { parse } from 'csv-parse/sync';
import { readLines, type Line } from './lines.ts';

/** How a CSV file is written: its separator, and lines before the header. */
export type CsvForm = { readonly delimiter: string; readonly linesBefore: number };

/** How CSV cells are told apart; the same for a record and for the whole file. */
export const csvRules = (delimiter: string) => ({
  delimiter,
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
});

/**
 * The text again, made of whole records only, with empty lines in the place of those that cannot be read, so that lines
 * keep their numbers. A quote that is not closed within `longest` characters, or only by a quote of a later record,
 * costs its own line instead of all that it would swallow: cells over several lines are believed where they make a
 * record with as many cells as the first one.
 */
export async function* wholeRecords(
  texts: AsyncIterable<string>,
  form: CsvForm,
  longest: number,
  reject: (line: number, reason: string) => void,
): AsyncGenerator<string, void, void> {
  const records = new RecordJoiner(form, longest, reject);
  for await (const lines of readLines(texts, longest)) {
    const text = records.push(lines);
    if (text !== '') yield text;
  }
  yield records.end();
}

/** Joins lines to records. Guards the lines of a record whose quotes are still open, and the line that is due next. */
class RecordJoiner {
  readonly #form: CsvForm;
  readonly #longest: number;
  readonly #reject: (line: number, reason: string) => void;
  #open: { readonly number: number; readonly text: string }[] = [];
  #openLength = 0;
  #next = 1;
  /** Cells of the header; null before it. */
  #cells: number | null = null;

  constructor(form: CsvForm, longest: number, reject: (line: number, reason: string) => void) {
    this.#form = form;
    this.#longest = longest;
    this.#reject = reject;
  }

  push(lines: readonly Line[]): string {
    let text = '';
    for (const line of lines) text += this.#take(line);
    return text;
  }

  /** What waits for a quote that never comes. */
  end(): string {
    let text = '';
    while (this.#open.length > 0) text += this.#giveUp();
    return text;
  }

  #take(line: Line): string {
    if (!('text' in line)) {
      const before = this.end();
      this.#reject(line.number, line.reason);
      return before;
    }
    const closes = isUneven(line.text);
    if (this.#open.length === 0 && !closes) return this.#written(line.number, line.text);
    this.#open.push(line);
    this.#openLength += line.text.length + 1;
    if (this.#open.length > 1 && closes) return this.#closed();
    return this.#openLength > this.#longest ? this.#giveUp() : '';
  }

  /** The lines that wait, if they are one record. */
  #closed(): string {
    const [first] = this.#open;
    const text = this.#joined();
    if (first === undefined || !this.#isRecord(text)) return this.#giveUp();
    this.#clear();
    return this.#written(first.number, text);
  }

  /** Rejects the first line that waits and looks at the others anew. */
  #giveUp(): string {
    const [first, ...others] = this.#open;
    this.#clear();
    if (first === undefined) return '';
    this.#reject(first.number, 'The line has a quote that is not closed.');
    return this.push(others);
  }

  /** Lines in a cell that were empty are not in the list; their numbers tell. */
  #joined(): string {
    let text = '';
    let next = this.#open[0]?.number ?? 1;
    for (const line of this.#open) {
      text += `${'\n'.repeat(line.number - next)}${line.text}\n`;
      next = line.number + 1;
    }
    return text.slice(0, -1);
  }

  #clear(): void {
    this.#open = [];
    this.#openLength = 0;
  }

  #written(number: number, text: string): string {
    const gap = '\n'.repeat(number - this.#next);
    this.#next = number + lineCount(text);
    if (number > this.#form.linesBefore) this.#cells ??= cellsOf(text, this.#form);
    return `${gap}${text}\n`;
  }

  #isRecord(text: string): boolean {
    const cells = cellsOf(text, this.#form);
    return cells !== null && (this.#cells === null || cells === this.#cells);
  }
}

/** Whether a line has a quote that it does not close, or closes one of a line before. */
function isUneven(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}

function lineCount(text: string): number {
  return text.split('\n').length;
}

/** How many cells a text has that is one record of several cells, else null. */
function cellsOf(text: string, { delimiter }: CsvForm): number | null {
  try {
    const rows: readonly (readonly string[])[] = parse(text, csvRules(delimiter));
    const [row] = rows;
    return rows.length === 1 && row !== undefined && row.length > 1 ? row.length : null;
  } catch {
    return null; // not CSV, which is the question
  }
}
