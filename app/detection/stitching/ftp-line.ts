import { addressIn, cellsOf, countIn, portIn, type Cells } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { unmapped } from '../rule/addresses.ts';
import type { Announcement } from './announcement.ts';
import { controlFamily } from './channel-rule.ts';

/** What a sensor's log says of one command of a control session; at least one is not `null`. */
export type FtpLine = {
  readonly announces: Pick<Announcement, 'listener' | 'port'> | null;
  readonly command: string | null;
  readonly fileName: string | null;
};

/** Longest name that is kept, in characters: a file and the folders nearest to it. */
const longestName = 120;

/**
 * Reads what a row of `recordQueries` has of an FTP command; `null` for a row without any, and for one that
 * is not of a client's control session. What a name holds is replaced where it cannot be seen (control and
 * direction characters), and its end is kept, which tells most of a path.
 */
export function readFtpLine(row: unknown): FtpLine | null {
  const cells = cellsOf(row);
  if (!cells || controlFamily(countIn(cells[aliases.destinationPort]), 6) !== 'ftp') return null;
  const command = textIn(cells[aliases.command])?.toUpperCase() ?? null;
  const port = portIn(cells[aliases.dataPort]);
  const listener = port === null ? null : listenerOf(cells, command);
  const announces = port === null || listener === null ? null : { listener, port };
  const fileName = isOfFile(command) ? textIn(cells[aliases.fileName]) : null;
  return announces === null && command === null && fileName === null
    ? null
    : { announces, command, fileName };
}

/** Who waits for the data connection: as the address says, else the mode, else the command. */
function listenerOf(cells: Cells, command: string | null): Announcement['listener'] | null {
  const host = hostIn(cells[aliases.dataHost]);
  if (host !== null && host === hostIn(cells[aliases.source])) return 'client';
  if (host !== null && host === hostIn(cells[aliases.destination])) return 'server';
  const mode = modeWords.get(String(cells[aliases.dataMode]).trim().toLowerCase());
  return mode ?? (command === null ? null : (modeCommands.get(command) ?? null));
}

/** Zeek writes T and F, Suricata the words, JSON readers true and false. */
const modeWords = new Map<string, Announcement['listener']>([
  ...['t', 'true', '1', 'yes', 'passive'].map((word) => [word, 'server'] as const),
  ...['f', 'false', '0', 'no', 'active'].map((word) => [word, 'client'] as const),
]);

/** RFC 959, 4.1.2, and RFC 2428. */
const modeCommands = new Map<string, Announcement['listener']>([
  ['PASV', 'server'],
  ['EPSV', 'server'],
  ['PORT', 'client'],
  ['EPRT', 'client'],
]);

/** Arguments of other commands are no files; that of PASS is a password (RFC 959, 4.1). */
function isOfFile(command: string | null): boolean {
  return command === null || fileCommands.has(command);
}

const fileCommands = new Set(['STOR', 'STOU', 'APPE', 'RETR', 'DELE', 'RNFR', 'RNTO', 'SIZE']);

function hostIn(value: unknown): string | null {
  const address = addressIn(value);
  return address === null ? null : unmapped(address);
}

function textIn(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (text === '' || text === '-' || text === 'null') return null;
  const kept = text.length > longestName ? `…${text.slice(-longestName)}` : text;
  return kept.toWellFormed().replaceAll(/\p{C}/gu, '\uFFFD');
}
