import { ImportError } from './source.ts';
import { readLines, type Line } from './lines.ts';
import { looksLikeQRadar } from './qradar-names.ts';
import { looksLikeSysmon } from './sysmon.ts';

/** What a file was taken for. In a JSON file every line is judged on its own; this is what the first one was. */
export type ImportKind = 'zeek-tsv' | 'zeek-json' | 'qradar-json' | 'qradar-csv' | 'sysmon-json';

/** A file's kind, and the delimiter of a CSV file. */
export type FileKind =
  | { readonly kind: Exclude<ImportKind, 'qradar-csv'> }
  | { readonly kind: 'qradar-csv'; readonly delimiter: string };

/** Lines looked at before giving up: a Zeek header has eight, and a comment or a broken line may come first. */
const linesLookedAt = 20;

/**
 * Recognises a file by its first lines, whatever its name. Throws an `ImportError` that lists what can be
 * imported when it is none of that.
 */
export async function kindOf(path: string): Promise<FileKind> {
  const lines = await firstLines(path);
  const [first] = lines;
  if (first === undefined) throw new ImportError(`${path} is empty.`);
  if (first.startsWith('#') && lines.some((line) => /^#(fields|separator)\s/.test(line))) {
    return { kind: 'zeek-tsv' };
  }
  if (['{', '[', '[{'].includes(first.trim())) {
    throw new ImportError(
      `${path} is one JSON document; JSON lines are needed, one object a line (jq -c makes them).`,
    );
  }
  if (first.trimStart().startsWith('{')) return { kind: jsonKind(lines) };
  const delimiter = delimiterOf(first);
  if (delimiter !== null) return { kind: 'qradar-csv', delimiter };
  throw new ImportError(
    `${path} is not recognised. Importable are Zeek conn.log (TSV or JSON), JSON lines or CSV with QRadar field names (a header with starttime, sourceip …), and Sysmon events as JSON lines; each also as gzip.`,
  );
}

async function firstLines(path: string): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of readLines(path)) {
    found.push(...batch.flatMap(readable));
    if (found.length >= linesLookedAt) break;
  }
  const [first = '', ...rest] = found.slice(0, linesLookedAt);
  return found.length === 0 ? [] : [withoutByteOrderMark(first), ...rest];
}

function readable(line: Line): string[] {
  return 'text' in line ? [line.text] : [];
}

/** Editors on Windows begin a UTF-8 file with U+FEFF. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function jsonKind(lines: readonly string[]): Exclude<ImportKind, 'qradar-csv' | 'zeek-tsv'> {
  for (const line of lines) {
    const record = parseObject(line);
    if (record !== null) return kindOfObject(record);
  }
  return 'qradar-json';
}

/** What a JSON object is, by the names it has. */
export function kindOfObject(
  record: Readonly<Record<string, unknown>>,
): 'zeek-json' | 'sysmon-json' | 'qradar-json' {
  if (record['id.orig_h'] !== undefined && record['ts'] !== undefined) return 'zeek-json';
  return looksLikeSysmon(record) ? 'sysmon-json' : 'qradar-json';
}

/** A line's JSON object, or null if it holds none. */
export function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    // Parse boundary: any object has string keys and values of unknown type.
    return value as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}

function delimiterOf(header: string): string | null {
  const candidates = [',', ';', '\t'].filter((delimiter) =>
    looksLikeQRadar(header.split(delimiter).map((name) => name.replaceAll('"', ''))),
  );
  return candidates[0] ?? null;
}
