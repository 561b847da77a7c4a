import { rejected, type ReadContext, type ReadRecord } from './record.ts';
import { readZeekLog } from './zeek.ts';

/**
 * Reads Zeek's tab-separated logs. Guards the header that is in force: it may come again in the middle of a
 * file, with other columns, when logs were put one after another.
 */
export class ZeekTable {
  #separator = '\t';
  #unset = '-';
  #empty = '(empty)';
  #path = 'conn';
  #columns = new Map<string, number>();

  /** The record of a data line; null for a header or comment line. */
  read(line: number, text: string, context: ReadContext): ReadRecord | null {
    if (text.startsWith('#')) {
      this.#header(text);
      return null;
    }
    if (this.#columns.size === 0) return rejected(line, 'No #fields header before this line.');
    const cells = text.split(this.#separator);
    if (cells.length !== this.#columns.size) {
      return rejected(
        line,
        `The line has ${cells.length} columns, the header ${this.#columns.size}.`,
      );
    }
    const hasEscapes = text.includes('\\x');
    const field = (name: string): string | null => {
      const index = this.#columns.get(name);
      const cell = index === undefined ? undefined : cells[index];
      if (cell === undefined || cell === this.#unset || cell === this.#empty) return null;
      return hasEscapes ? unescapeBytes(cell) : cell;
    };
    return readZeekLog(this.#path, line, field, () => text, context);
  }

  #header(text: string): void {
    if (text.startsWith('#separator ')) {
      this.#separator = unescapeBytes(text.slice('#separator '.length));
      return;
    }
    const [name, ...values] = text.split(this.#separator);
    if (name === '#unset_field') this.#unset = values[0] ?? '-';
    if (name === '#empty_field') this.#empty = values[0] ?? '(empty)';
    if (name === '#path') this.#path = values[0] ?? '';
    if (name === '#fields') {
      this.#columns = new Map(values.map((value, index) => [withDots(value), index]));
    }
  }
}

/** Field names of records in records that a site may have written with another separator (`Log::default_scope_sep`). */
const scoped = /^(id|data_channel)[^a-z](orig_h|orig_p|resp_h|resp_p|passive)$/;

/** A column's name with Zeek's own separator, `id.orig_h`. */
function withDots(name: string): string {
  return name.replace(scoped, '$1.$2');
}

/** Zeek writes bytes outside its character set as `\xHH`. */
function unescapeBytes(text: string): string {
  return text.replaceAll(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
