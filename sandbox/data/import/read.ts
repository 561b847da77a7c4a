import { readCsv } from './csv.ts';
import { readDocument } from './documents.ts';
import { decoded } from './encoding.ts';
import type { FileKind } from './kind.ts';
import type { ImportLimits } from './limits.ts';
import { readLines, type Line } from './lines.ts';
import { parseObject, recognise, unknownRecord } from './object.ts';
import { qradarFields } from './qradar-names.ts';
import { readQRadarRecord } from './qradar.ts';
import { rejected, type ReadContext, type ReadRecord } from './record.ts';
import type { Source } from './source.ts';
import { readSyslog } from './syslog.ts';
import { ZeekTable } from './zeek-table.ts';

/** The record of a line; null for one that holds none (a header, a comment). */
type LineReader = (line: number, text: string) => ReadRecord | null;

/** The records of a file in its order, in batches. Wrong lines come as rejected records; nothing is thrown for them. */
export async function* readRecords(
  source: Source,
  file: FileKind,
  context: ReadContext,
  limits: ImportLimits,
): AsyncGenerator<readonly ReadRecord[], void, void> {
  const texts = decoded(source.bytes(), file.encoding);
  const longest = limits.longestRecord;
  const { framing } = file;
  if (framing.as === 'csv') {
    yield* readCsv(texts, framing.form, longest, (line, cells, text) =>
      file.kind === 'qradar-csv'
        ? readQRadarRecord(line, qradarFields(cells), text, context)
        : readObject(line, Object.fromEntries(cells), text, context),
    );
    return;
  }
  const lines =
    framing.as === 'lines'
      ? readLines(texts, longest)
      : readDocument(texts, framing.depth, longest);
  const read = readerOf(file, context);
  for await (const batch of lines) yield recordsOf(batch, read);
}

function readerOf({ kind }: FileKind, context: ReadContext): LineReader {
  if (kind === 'zeek-tsv') {
    const table = new ZeekTable();
    return (line, text) => table.read(line, text, context);
  }
  if (kind === 'leef-cef') return (line, text) => readSyslog(line, text, context);
  return (line, text) => {
    const record = parseObject(text);
    if (record === null) return rejected(line, 'The line is not a JSON object.');
    return readObject(line, record, () => text, context);
  };
}

function readObject(
  line: number,
  record: Readonly<Record<string, unknown>>,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  return recognise(record)?.read(line, payload, context) ?? unknownRecord(line);
}

function recordsOf(lines: readonly Line[], read: LineReader): ReadRecord[] {
  const records: ReadRecord[] = [];
  for (const line of lines) {
    const record =
      'text' in line ? read(line.number, line.text) : rejected(line.number, line.reason);
    if (record !== null) records.push(record);
  }
  return records;
}
