import type { ReadContext, ReadEvent } from './record.ts';
import type { ZeekFields } from './zeek-values.ts';

/** A connection as its record tells it; `isMiddle`: its begin was not seen (OTH). Times are epoch ms. */
type Told = Pick<
  ReadEvent['row'],
  'startMs' | 'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'protocolId'
> & { readonly endMs: number; readonly isMiddle: boolean };

const tcp = 6;
/** How long after a connection its rest may be seen: firewalls forget one that is idle for an hour. Scanners use ports again. */
const restMs = 3_600_000;

/**
 * Whether the connection was told of before in this import, and at which time: a record with the same `uid` (a file and
 * its copy, a long connection and its end), or the rest of a TCP connection that Zeek had given up as idle and then saw from
 * the middle, on the same ports (zeek/zeek#2127). Null for one that is new.
 */
export function toldBefore(
  field: ZeekFields,
  told: Told,
  { seen }: ReadContext,
): { readonly atMs: number; readonly notes: readonly string[] } | null {
  const uid = field('uid');
  const sameMs = typeof uid === 'string' ? seen.note(`zeek ${uid}`, told.endMs) : null;
  const restOfMs = told.protocolId === tcp ? seen.note(portsOf(told), told.endMs) : null;
  if (sameMs !== null) {
    // Counters grow: what was written later of a connection has more, so it follows, else it goes before.
    const atMs = told.endMs > sameMs ? sameMs + 1 : sameMs - 1;
    return { atMs, notes: ['records that repeat a connection (same uid): counted once'] };
  }
  if (!told.isMiddle || restOfMs === null) return null;
  if (told.startMs < restOfMs || told.startMs - restOfMs > restMs) return null;
  return { atMs: restOfMs, notes: ['rest of a connection (OTH, same ports): counted with it'] };
}

function portsOf({ source, sourcePort, destination, destinationPort }: Told): string {
  return `${source} ${sourcePort ?? ''} ${destination} ${destinationPort ?? ''}`;
}
