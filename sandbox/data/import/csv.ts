import { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { csvRules, wholeRecords, type CsvForm } from './csv-records.ts';
import { messageOf } from './import-error.ts';
import { rejected, type ReadRecord } from './record.ts';

/** Records handed on together; a choice that keeps the event loop free. */
const batchSize = 2_000;

/** What csv-parse yields with `info: true` and `columns: false`. */
type CsvRow = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** Reads a row by the names of its header. */
export type RowReader = (
  line: number,
  cells: readonly (readonly [name: string, value: string])[],
  text: () => string,
) => ReadRecord;

/**
 * The records of CSV in their order, in batches. A row that is not CSV, is longer than `longest` characters or has another number
 * of cells than the header is a rejected record. When the text breaks off, the last record says so.
 */
export async function* readCsv(
  texts: AsyncIterable<string>,
  form: CsvForm,
  longest: number,
  read: RowReader,
): AsyncGenerator<readonly ReadRecord[], void, void> {
  let batch: ReadRecord[] = [];
  let header: readonly string[] | null = null;
  let before = form.linesBefore;
  // The parser would lose its place over a line that is too long or a quote that stays open, and the rest of the file.
  const source = Readable.from(
    wholeRecords(texts, form, longest, (line, reason) => batch.push(rejected(line, reason))),
  );
  const parser = parse({
    ...csvRules(form.delimiter),
    info: true,
    skip_records_with_error: true,
    max_record_size: longest,
  });
  parser.on('skip', (error: CsvError) => {
    batch.push(
      rejected(Number(error['lines'] ?? 0), `The line is not valid CSV: ${error.message}.`),
    );
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    // Parse boundary: csv-parse types its rows as `any`.
    for await (const row of source.pipe(parser) as AsyncIterable<CsvRow>) {
      if (before > 0) {
        before -= 1;
        continue;
      }
      if (header === null) {
        header = row.record;
        continue;
      }
      batch.push(readRow(header, row, form.delimiter, read));
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    const reason = `The file cannot be read further: ${messageOf(error)}.`;
    batch.push(rejected(parser.info.lines, reason));
  } finally {
    source.destroy();
  }
  yield batch;
}

function readRow(
  header: readonly string[],
  { record, info }: CsvRow,
  delimiter: string,
  read: RowReader,
): ReadRecord {
  if (record.length !== header.length) {
    return rejected(
      info.lines,
      `The line has ${record.length} columns, the header ${header.length}.`,
    );
  }
  const cells = header.map((name, index) => [name, record[index] ?? ''] as const);
  return read(info.lines, cells, () => record.join(delimiter));
}
