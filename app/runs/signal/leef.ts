import { technique } from '../../../cards/technique.ts';
import type { Signal, SignalChange } from '../../ports/signals.ts';

/**
 * Bytes of one event. QRadar takes 4,096 of a syslog message over TCP unless an administrator has raised it (docs/offenses.md),
 * and would make two events of a longer one.
 */
const mostBytes = 4000;
/** Bytes of one attribute but the note; longer ones are cut, so that none pushes the others out. */
const mostOfOne = 500;

/** Event ids: what a log source type of QRadar maps to an event name. */
export const eventIds: Readonly<Record<SignalChange, string>> = {
  'true-positive': 'TransferTruePositive',
  'new-high': 'TransferNewHigh',
};

/** LEEF's own severity, 1 to 10: what a person has confirmed is above what the rule rates highest. */
const severities: Readonly<Record<SignalChange, number>> = { 'true-positive': 9, 'new-high': 7 };

/** RFC 5424: facility 13 (log audit), severity 5 (notice). */
const priority = 13 * 8 + 5;

/**
 * The identifier under which QRadar knows the log source: one for each domain, because a domain-aware rule makes an offense in
 * the domain of the log source.
 */
export function senderOf(domainId: number): string {
  return domainId === 0 ? 'transfer-watch' : `transfer-watch-d${domainId}`;
}

/**
 * A signal as a line of syslog (RFC 5424) with a LEEF 2.0 event whose attributes are apart by tabs (docs/sources.md, LEEF). Values come from
 * events and people, so what separates fields, lines or messages is taken out of them. Bytes have a name of our own: as
 * `srcBytes` they would be counted as a transfer, by this app too.
 */
export function leefLine(signal: Signal): string {
  const { subject, atMs } = signal;
  const header = `<${priority}>1 ${new Date(atMs).toISOString()} ${senderOf(subject.domain.id)} transfer-watch - - - `;
  const event = `LEEF:2.0|Transfer Watch|Transfer Watch|1|${eventIds[signal.change]}|x09|`;
  const attributes = attributesOf(signal);
  const start = header + event + attributes.map(([name, value]) => `${name}=${value}`).join('\t');
  const note = fitting(textOf(signal.note), mostBytes - bytesOf(`${start}\ttwNote=`));
  return note === '' ? start : `${start}\ttwNote=${note}`;
}

function attributesOf({ change, finding, subject, atMs, by }: Signal): [string, string][] {
  const { domain, source, destination, port, transport, users, risk, sentBytes } = subject;
  const given: readonly (readonly [string, string | number | null])[] = [
    ['cat', 'Data Exfiltration'],
    ['sev', severities[change]],
    ['devTime', atMs],
    ['src', source],
    ['dst', destination],
    ['dstPort', port],
    ['proto', transport],
    ['usrName', users[0] ?? null],
    ['twChange', change],
    ['twFinding', finding],
    ['twTechnique', technique.id],
    ['twRisk', risk],
    ['twDomainId', domain.id],
    ['twDomain', domain.name],
    ['twConnections', subject.connections],
    ['twSentBytes', sentBytes],
    ['twLastSeen', new Date(subject.lastSeenMs).toISOString()],
    ['twBy', by],
  ];
  // Unknown is left out, and never 0.
  return given.flatMap(([name, value]) => {
    const text = value === null ? '' : fitting(textOf(String(value)), mostOfOne);
    return text === '' ? [] : [[name, text]];
  });
}

/** No control character, no line or paragraph separator, no half of a character. */
function textOf(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** Never in the middle of a character of two units. */
function cut(text: string, length: number): string {
  return text.slice(0, Math.max(0, length)).replace(/[\ud800-\udbff]$/, '');
}

function fitting(text: string, most: number): string {
  let fits = text;
  while (fits !== '' && bytesOf(fits) > most)
    fits = cut(fits, Math.min(fits.length - 1, Math.floor((fits.length * most) / bytesOf(fits))));
  return fits;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
