import { messageOf } from './import-error.ts';

/** A piece of text with the number of its line (or record) from 1, or why it cannot be read. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly reason: string };

/**
 * The lines of a text, in batches as they come off the disk. A line longer than `longest` characters is reported and
 * skipped. When the text breaks off (a cut gzip file), the last item says so and reading ends. Line ends are LF or
 * CRLF; empty lines are left out but counted.
 */
export async function* readLines(
  texts: AsyncIterable<string>,
  longest: number,
): AsyncGenerator<readonly Line[], void, void> {
  const splitter = new LineSplitter(longest);
  try {
    for await (const text of texts) yield splitter.push(text);
    yield splitter.end();
  } catch (error) {
    yield [
      ...splitter.end(),
      splitter.broken(`The file cannot be read further: ${messageOf(error)}.`),
    ];
  }
}

/** Cuts text that arrives in pieces into numbered lines. Guards the piece of a line not yet ended. */
class LineSplitter {
  readonly #longest: number;
  #rest = '';
  #number = 0;
  #tooLong = false;

  constructor(longest: number) {
    this.#longest = longest;
  }

  push(text: string): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      this.#finish(this.#rest + text.slice(from, at), lines);
      this.#rest = '';
      from = at + 1;
    }
    if (!this.#tooLong) this.#rest += text.slice(from);
    if (this.#rest.length > this.#longest) {
      this.#rest = '';
      this.#tooLong = true;
    }
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    if (this.#rest !== '' || this.#tooLong) this.#finish(this.#rest, lines);
    this.#rest = '';
    return lines;
  }

  broken(reason: string): Line {
    return { number: this.#number + 1, reason };
  }

  #finish(part: string, lines: Line[]): void {
    this.#number += 1;
    const tooLong = this.#tooLong || part.length > this.#longest;
    this.#tooLong = false;
    if (tooLong) {
      lines.push({
        number: this.#number,
        reason: `The line is longer than ${this.#longest} characters.`,
      });
      return;
    }
    const text = part.endsWith('\r') ? part.slice(0, -1) : part;
    if (text.trim() !== '') lines.push({ number: this.#number, text });
  }
}
