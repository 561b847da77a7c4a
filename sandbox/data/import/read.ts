import { parse, type CsvError } from 'csv-parse';
import { kindOfObject, parseObject, withoutByteOrderMark, type FileKind } from './kind.ts';
import { longestLine, readLines } from './lines.ts';
import { qradarFields } from './qradar-names.ts';
import { readQRadarRecord } from './qradar.ts';
import type { ReadContext, ReadRecord } from './record.ts';
import { messageOf, openSource } from './source.ts';
import { readSysmon } from './sysmon.ts';
import { readConnection, ZeekTable } from './zeek.ts';

/** Records handed on together by the CSV reader; a choice that keeps the event loop free. */
const batchSize = 2_000;

/** The records of a file in its order, in batches. Wrong lines come as rejected records; nothing is thrown for them. */
export function readRecords(
  path: string,
  file: FileKind,
  context: ReadContext,
): AsyncGenerator<readonly ReadRecord[], void, void> {
  if (file.kind === 'qradar-csv') return readCsv(path, file.delimiter, context);
  return file.kind === 'zeek-tsv' ? readZeek(path, context) : readJson(path, context);
}

async function* readZeek(
  path: string,
  context: ReadContext,
): AsyncGenerator<readonly ReadRecord[], void, void> {
  const table = new ZeekTable();
  for await (const lines of readLines(path)) {
    yield lines.flatMap((line): ReadRecord[] => {
      if (!('text' in line)) return [{ kind: 'rejected', reason: line.reason, line: line.number }];
      const record = table.read(line.number, line.text, context);
      return record === null ? [] : [record];
    });
  }
}

async function* readJson(
  path: string,
  context: ReadContext,
): AsyncGenerator<readonly ReadRecord[], void, void> {
  for await (const lines of readLines(path)) {
    yield lines.map((line): ReadRecord =>
      'text' in line
        ? readObject(line.number, line.text, context)
        : { kind: 'rejected', reason: line.reason, line: line.number },
    );
  }
}

function readObject(line: number, text: string, context: ReadContext): ReadRecord {
  const record = parseObject(withoutByteOrderMark(text));
  if (record === null) {
    return { kind: 'rejected', reason: 'The line is not a JSON object.', line };
  }
  const payload = (): string => text;
  switch (kindOfObject(record)) {
    case 'zeek-json':
      return readConnection(line, (name) => record[name], payload, context);
    case 'sysmon-json':
      return readSysmon(line, record, payload, context);
    case 'qradar-json':
      return readQRadarRecord(line, qradarFields(Object.entries(record)), payload, context);
  }
}

/** What csv-parse yields with `info: true` and `columns: false`. */
type CsvRow = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

async function* readCsv(
  path: string,
  delimiter: string,
  context: ReadContext,
): AsyncGenerator<readonly ReadRecord[], void, void> {
  let batch: ReadRecord[] = [];
  let header: readonly string[] | null = null;
  const source = await openSource(path);
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestLine,
  });
  parser.on('skip', (error: CsvError) => batch.push(rejectedRow(error)));
  source.on('error', (error) => parser.destroy(error));
  try {
    // Parse boundary: csv-parse types its rows as `any`.
    for await (const row of source.pipe(parser) as AsyncIterable<CsvRow>) {
      if (header === null) {
        header = row.record;
        continue;
      }
      batch.push(readRow(header, row, context, delimiter));
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    const line = parser.info.lines;
    const reason = `The file cannot be read further: ${messageOf(error)}.`;
    batch.push({ kind: 'rejected', reason, line });
  } finally {
    source.destroy();
  }
  yield batch;
}

function rejectedRow(error: CsvError): ReadRecord {
  const line = Number(error['lines'] ?? 0);
  return { kind: 'rejected', reason: `The line is not valid CSV: ${error.message}.`, line };
}

function readRow(
  header: readonly string[],
  { record, info }: CsvRow,
  context: ReadContext,
  delimiter: string,
): ReadRecord {
  if (record.length !== header.length) {
    return {
      kind: 'rejected',
      reason: `The line has ${record.length} columns, the header ${header.length}.`,
      line: info.lines,
    };
  }
  const fields = qradarFields(header.map((name, index) => [name, record[index]] as const));
  return readQRadarRecord(info.lines, fields, () => record.join(delimiter), context);
}
