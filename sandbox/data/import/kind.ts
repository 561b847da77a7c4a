import type { CsvForm } from './csv-records.ts';
import { RecordSplitter } from './documents.ts';
import { decoded, encodingOf, type Encoding } from './encoding.ts';
import { ImportError, messageOf } from './import-error.ts';
import type { ImportKind } from './import-kind.ts';
import type { ImportLimits } from './limits.ts';
import { parseObject, recognise, type Recognised } from './object.ts';
import { hasQRadarKeys, qradarNamesIn } from './qradar-names.ts';
import type { Source } from './source.ts';
import { isSyslogRecord } from './syslog-formats.ts';

/** How the records stand in the file. */
export type Framing =
  | { readonly as: 'lines' }
  | { readonly as: 'csv'; readonly form: CsvForm }
  /** A JSON document; see `readDocument`. */
  | { readonly as: 'document'; readonly depth: number };

/** What a file is, in its own encoding; `called` in the words of a report. */
export type FileKind = {
  readonly kind: ImportKind;
  readonly called: string;
  readonly framing: Framing;
  readonly encoding: Encoding;
};

/** Bytes that are looked at: a Zeek header has 800, a record of Winlogbeat some thousand. A choice. */
const headBytes = 262_144;
/** Lines or records looked at before giving up: a comment or a broken line may come first. */
const recordsLookedAt = 20;

/**
 * Recognises a file by how it begins, whatever its name. Throws an `ImportError` that names it and lists what can be
 * imported when it is none of that.
 */
export async function kindOf(source: Source, limits: ImportLimits): Promise<FileKind> {
  const bytes = await headOf(source);
  const encoding = encodingOf(bytes);
  const isWhole = bytes.length < headBytes;
  const head = await textOf(bytes, encoding);
  if (head.trim() === '') throw new ImportError(`${source.path} is empty.`);
  const found = ofText(head, isWhole, limits);
  if (found === null)
    throw new ImportError(`${source.path} is not recognised. ${whatIsRead(head)}`);
  return { ...found, encoding };
}

function whatIsRead(head: string): string {
  const remedy = /^\s*<(\?xml|Events?\b)/.test(head)
    ? 'It is XML: convert it with evtx_dump -o jsonl or EvtxECmd --json. '
    : '';
  return `${remedy}Importable are the result of an Ariel search (JSON or CSV) and exports of Log Activity, other JSON lines or CSV with QRadar field names (starttime, sourceip, destinationip …), Zeek conn.log and ftp.log (TSV or JSON), Suricata eve.json, Sysmon events as JSON (Winlogbeat, EvtxECmd, evtx_dump …), and LEEF or CEF lines; each also as gzip, Zstandard or zip.`;
}

async function headOf(source: Source): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source.bytes()) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= headBytes) break;
    }
  } catch (cause) {
    // What came before the break may be enough; if nothing did, the file cannot be read.
    if (length === 0) {
      throw new ImportError(`${source.path} cannot be read: ${messageOf(cause)}.`, { cause });
    }
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

async function textOf(bytes: Buffer, encoding: Encoding): Promise<string> {
  let text = '';
  // The decoder's own end would complain of a character that the head cuts.
  for await (const piece of decoded(one(bytes), encoding)) text += piece;
  return text;
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer, void, void> {
  yield await Promise.resolve(bytes);
}

type Found = Omit<FileKind, 'encoding'>;

function ofText(head: string, isWhole: boolean, limits: ImportLimits): Found | null {
  const all = head.split(/\r?\n/);
  // The last line may be cut by the end of the head.
  const whole = isWhole || all.length === 1 ? all : all.slice(0, -1);
  const lines = whole.filter((line) => line.trim() !== '').slice(0, recordsLookedAt);
  const [first = ''] = lines;
  if (first.startsWith('#') && lines.some((line) => /^#(fields|separator)\s/.test(line))) {
    return { kind: 'zeek-tsv', called: "one of Zeek's logs", framing: { as: 'lines' } };
  }
  if (/^\s*[[{]/.test(first)) return ofJson(head, lines, limits);
  if (lines.some(isSyslogRecord)) {
    return { kind: 'leef-cef', called: 'LEEF or CEF lines', framing: { as: 'lines' } };
  }
  return ofHeader(lines);
}

function ofJson(head: string, lines: readonly string[], limits: ImportLimits): Found {
  const depth = depthOf(head, lines);
  const framing: Framing = depth === null ? { as: 'lines' } : { as: 'document', depth };
  const texts =
    depth === null
      ? lines
      : new RecordSplitter(depth, limits.longestRecord)
          .push(head)
          .flatMap((record) => ('text' in record ? [record.text] : []))
          .slice(0, recordsLookedAt);
  for (const text of texts) {
    const record = parseObject(text);
    const known: Recognised | null = record === null ? null : recognise(record);
    if (known !== null) return { kind: known.kind, called: known.called, framing };
  }
  return { kind: 'unknown-json', called: 'JSON of no known kind', framing };
}

/** Objects that hold the records in an array, by its key: a result of Ariel, of Elasticsearch, XML as JSON. */
const wrappers: readonly (readonly [begins: RegExp, depth: number])[] = [
  [/^\s*\{[^]{0,2000}?"(?:events|flows)"\s*:\s*\[\s*[{\]]/, 2],
  [/^\s*\{[^{}[\]]*"(?:records|results|value|rows|data)"\s*:\s*\[\s*[{\]]/i, 2],
  [/^\s*\{[\s\S]{0,400}?"hits"\s*:\s*\{[\s\S]{0,400}?"hits"\s*:\s*\[/, 3],
  [/^\s*\{\s*"Events"\s*:\s*\{[^{}[\]]*"Event"\s*:\s*\[/i, 3],
];

/** At which depth the records stand, or null for one object a line. */
function depthOf(head: string, lines: readonly string[]): number | null {
  if (/^\s*\[/.test(head)) return 1;
  const wrapper = wrappers.find(([begins]) => begins.test(head));
  const objects = lines.filter((line) => parseObject(line) !== null).length;
  if (wrapper && objects < 2) return wrapper[1];
  return objects > 0 ? null : 0;
}

/** Separators that a header may have: whatever is no part of a name. */
const separators = /[^\p{L}\p{N}\s_."'()/@-]|\t/gu;

function ofHeader(lines: readonly string[]): Found | null {
  // Excel is told the separator in a line of its own.
  const told = /^"?sep=(.)"?$/i.exec(lines[0] ?? '')?.[1];
  const header = lines[told === undefined ? 0 : 1] ?? '';
  const candidates = told === undefined ? new Set(header.match(separators) ?? []) : [told];
  for (const delimiter of candidates) {
    const names = header.split(delimiter).map((name) => name.replaceAll('"', '').trim());
    const form = { delimiter, linesBefore: told === undefined ? 0 : 1 };
    const framing: Framing = { as: 'csv', form };
    if (hasQRadarKeys(names) || qradarNamesIn(names) >= 2) {
      return { kind: 'qradar-csv', called: 'CSV with QRadar field names', framing };
    }
    if (recognise(Object.fromEntries(names.map((name) => [name, '-'])))?.kind === 'sysmon-json') {
      return { kind: 'sysmon-csv', called: 'Windows events as CSV', framing };
    }
  }
  return null;
}
