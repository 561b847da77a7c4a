import type { EventAsked } from '../../contract/event-funnel.ts';
import type { EventParts } from '../shared/event-address.ts';

const address = String.raw`[0-9a-f]*[.:][0-9a-f.:]*[0-9a-f]`;
/** Names of a field as AQL, JSON and columns of Log Activity write them, and what stands between name and value. */
const named = (names: string, value: string) =>
  new RegExp(String.raw`(?:${names})["'\s]*(?:[:=]|\s)\s*["']?(${value})`, 'i');

const patterns = {
  time: [
    named('starttime|start time|devicetime|time', String.raw`\d{13}`),
    /\b(\d{13})\b/,
    /\b(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)/,
    /\b([A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?)/,
  ],
  source: [named('source(?:ip|address|v6| ip)?', address)],
  destination: [named('destination(?:ip|address|v6| ip)?', address)],
  port: [named('destination ?port', String.raw`\d{1,5}`)],
} as const satisfies Record<keyof EventParts, readonly RegExp[]>;

/**
 * The parts of a record in a text: conditions of AQL, a row as JSON, a line of Log Activity. Addresses without a name are source and
 * destination in this order. `null` where there is not a time and a source, so that it is a text of one field.
 */
export function partsIn(text: string): EventParts | null {
  const found = (part: keyof EventParts) =>
    patterns[part].map((pattern) => pattern.exec(text)?.[1]).find(Boolean) ?? '';
  const [first = '', second = ''] = text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? [];
  const time = found('time');
  const source = found('source') || first;
  if (time === '' || source === '') return null;
  return { time, source, destination: found('destination') || second, port: found('port') };
}

/** What is asked with these parts, or the first part that is none: dates are read in the reader's time zone. */
export function askedBy(parts: EventParts): EventAsked | { readonly wrong: keyof EventParts } {
  const time = parts.time.trim();
  const timeMs = /^\d{13}$/.test(time) ? Number(time) : Date.parse(time);
  if (!Number.isFinite(timeMs) || timeMs < 0) return { wrong: 'time' };
  const source = parts.source.trim();
  if (!isAddress(source)) return { wrong: 'source' };
  const destination = parts.destination.trim();
  if (destination !== '' && !isAddress(destination)) return { wrong: 'destination' };
  const port = parts.port.trim();
  if (!/^\d{0,5}$/.test(port) || Number(port) > 65_535) return { wrong: 'port' };
  return {
    timeMs,
    source,
    ...(destination === '' ? {} : { destination }),
    ...(port === '' ? {} : { destinationPort: Number(port) }),
  };
}

/** What looks like an address; the server says whether it is one. */
function isAddress(text: string): boolean {
  return /^[0-9a-f.:]{2,45}$/i.test(text) && /[.:]/.test(text);
}
