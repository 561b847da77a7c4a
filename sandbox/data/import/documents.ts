import { messageOf } from './import-error.ts';
import type { Line } from './lines.ts';

const quote = 34;
const backslash = 92;
const openArray = 91;
const closeArray = 93;
const openObject = 123;
const closeObject = 125;

/**
 * The records of a JSON document, each as its own text, in batches; `number` counts records. A record is an object
 * within `depth` brackets whose direct parent is an array: 0 takes objects that follow one another, 1 those of an
 * array, 2 those of `{"events": […]}`. So a document of any size is read without being held, one wrong record costs
 * itself, and one longer than `longest` characters is reported and skipped. When the text breaks off or ends within a
 * record, the last item says so.
 */
export async function* readDocument(
  texts: AsyncIterable<string>,
  depth: number,
  longest: number,
): AsyncGenerator<readonly Line[], void, void> {
  const splitter = new RecordSplitter(depth, longest);
  try {
    for await (const text of texts) yield splitter.push(text);
    yield splitter.end();
  } catch (error) {
    yield [splitter.broken(`The file cannot be read further: ${messageOf(error)}.`)];
  }
}

/** Cuts JSON that arrives in pieces into records. Guards the place within brackets and strings. */
export class RecordSplitter {
  readonly #depth: number;
  readonly #longest: number;
  /** Brackets around the place, innermost last; of a record only how many. */
  #around: number[] = [];
  #inside = 0;
  #record = '';
  #length = 0;
  #number = 0;
  #isString = false;
  #isEscaped = false;

  constructor(depth: number, longest: number) {
    this.#depth = depth;
    this.#longest = longest;
  }

  push(text: string): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#isString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === backslash) this.#isEscaped = true;
        else if (code === quote) this.#isString = false;
      } else if (code === quote) this.#isString = true;
      else if (code === openObject || code === openArray) {
        if (this.#inside > 0) this.#inside += 1;
        else if (code === openObject && this.#isRecordHere()) {
          this.#inside = 1;
          from = at;
        } else this.#around.push(code);
      } else if (code === closeObject || code === closeArray) {
        if (this.#inside === 0) this.#around.pop();
        else if (this.#inside === 1) {
          this.#take(text.slice(from, at + 1));
          lines.push(this.#finished());
          this.#inside = 0;
        } else this.#inside -= 1;
      }
    }
    if (this.#inside > 0) this.#take(text.slice(from));
    return lines;
  }

  end(): Line[] {
    return this.#inside > 0 ? [this.broken('The record is cut: the file ends within it.')] : [];
  }

  broken(reason: string): Line {
    return { number: this.#number + 1, reason };
  }

  #isRecordHere(): boolean {
    const parent = this.#around.at(-1);
    return this.#around.length === this.#depth && (parent === undefined || parent === openArray);
  }

  #take(piece: string): void {
    this.#length += piece.length;
    this.#record = this.#length > this.#longest ? '' : this.#record + piece;
  }

  #finished(): Line {
    this.#number += 1;
    const number = this.#number;
    const text = this.#record;
    const isTooLong = this.#length > this.#longest;
    this.#record = '';
    this.#length = 0;
    if (!isTooLong) return { number, text };
    return { number, reason: `The record is longer than ${this.#longest} characters.` };
  }
}
