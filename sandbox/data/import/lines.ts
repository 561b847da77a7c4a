import { StringDecoder } from 'node:string_decoder';
import { messageOf, openSource } from './source.ts';

/** One line and its number from 1, or why it cannot be read. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly reason: string };

/** Longest line that is read, in characters: bounds memory on a file without line ends. A choice. */
export const longestLine = 1_048_576;

/**
 * The lines of a text file, gzip or not, in batches as they come off the disk. A line that is too long is
 * reported and skipped. When the file breaks off (a cut gzip file), the last item says so and reading ends.
 * Line ends are LF or CRLF; empty lines are left out but counted.
 */
export async function* readLines(path: string): AsyncGenerator<readonly Line[], void, void> {
  const splitter = new LineSplitter();
  const source = await openSource(path);
  try {
    const decoder = new StringDecoder('utf8');
    for await (const chunk of source) {
      // A stream without an encoding gives buffers; the type of `for await` over it is `any`.
      yield splitter.push(decoder.write(chunk as Buffer));
    }
    yield splitter.end(decoder.end());
  } catch (error) {
    yield [splitter.broken(`The file cannot be read further: ${messageOf(error)}.`)];
  } finally {
    source.destroy();
  }
}

/** Cuts text that arrives in pieces into numbered lines. Guards the piece of a line not yet ended. */
class LineSplitter {
  #rest = '';
  #number = 0;
  #tooLong = false;

  push(text: string): Line[] {
    const parts = (this.#rest + text).split('\n');
    this.#rest = parts.pop() ?? '';
    const lines = parts.flatMap((part) => this.#finish(part));
    if (this.#rest.length > longestLine) {
      this.#rest = '';
      this.#tooLong = true;
    }
    return lines;
  }

  end(text: string): Line[] {
    const lines = this.push(text);
    return this.#rest === '' && !this.#tooLong ? lines : [...lines, ...this.#finish(this.#rest)];
  }

  broken(reason: string): Line {
    return { number: this.#number + 1, reason };
  }

  #finish(part: string): Line[] {
    this.#number += 1;
    const tooLong = this.#tooLong || part.length > longestLine;
    this.#tooLong = false;
    if (tooLong) {
      return [
        {
          number: this.#number,
          reason: `The line is longer than ${longestLine} characters.`,
        },
      ];
    }
    const text = part.endsWith('\r') ? part.slice(0, -1) : part;
    return text.trim() === '' ? [] : [{ number: this.#number, text }];
  }
}
