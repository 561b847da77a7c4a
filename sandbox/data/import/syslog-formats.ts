import type { Fields } from './record.ts';

/** A LEEF or CEF record: who wrote it, what it says happened, and its attributes by their names in lower case. */
export type SyslogRecord = {
  readonly format: 'LEEF' | 'CEF';
  readonly device: string;
  /** Event id, name and category, the words by which a firewall says what it did. */
  readonly happened: string;
  readonly attributes: Fields;
};

const leef = /LEEF:(?<version>[12](?:\.\d)?)\|(?<rest>.*)$/s;
const cef = /CEF:\s?[01]\|(?<rest>.*)$/s;

/** Whether a line is of either format, with or without a syslog header before it. */
export function isSyslogRecord(line: string): boolean {
  return leef.test(line) || cef.test(line);
}

/** The record of a line; null if it is of neither format or its header is cut. */
export function syslogRecordOf(line: string): SyslogRecord | null {
  const asLeef = leef.exec(line);
  if (asLeef?.groups) return leefOf(line.slice(0, asLeef.index), asLeef.groups);
  const asCef = cef.exec(line);
  return asCef?.groups ? cefOf(line.slice(0, asCef.index), asCef.groups['rest'] ?? '') : null;
}

/**
 * LEEF 1.0 and 2.0 (docs/sources.md, LEEF): vendor, product, version, event id; in 2.0 the delimiter of the attributes,
 * a character or its code, tab if left out.
 */
function leefOf(
  prefix: string,
  groups: Readonly<Record<string, string | undefined>>,
): SyslogRecord | null {
  const parts = (groups['rest'] ?? '').split('|');
  const [vendor, product, , eventId] = parts;
  if (vendor === undefined || product === undefined || eventId === undefined) return null;
  const written = groups['version']?.startsWith('2') === true ? delimiterOf(parts[4]) : null;
  const text = parts.slice(written === null ? 4 : 5).join('|');
  const attributes = new Map<string, string>();
  for (const pair of text.split(written ?? '\t')) {
    const at = pair.indexOf('=');
    if (at > 0) attributes.set(pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim());
  }
  return {
    format: 'LEEF',
    device: hostOf(prefix) ?? `${vendor} ${product}`,
    happened: [eventId, attributes.get('action'), attributes.get('cat')].join(' '),
    attributes: Object.fromEntries(attributes),
  };
}

/** The delimiter that a part gives; null if the part is attributes already. */
function delimiterOf(part: string | undefined): string | null {
  if (part === undefined) return null;
  const code = /^(?:0?x)([0-9a-f]{1,4})$/i.exec(part)?.[1];
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  if (part === '') return '\t';
  return part.length === 1 ? part : null;
}

/** CEF (docs/sources.md, CEF): vendor, product, version, id, name, severity, then `key=value` with blanks between. */
function cefOf(prefix: string, rest: string): SyslogRecord | null {
  const parts = rest.split(/(?<!\\)\|/);
  const [vendor, product, , id, name] = parts;
  if (vendor === undefined || product === undefined || id === undefined || name === undefined)
    return null;
  const attributes = new Map<string, string>();
  const text = parts.slice(6).join('|');
  // A value may have blanks, so it ends where the next key begins.
  const keys = [...text.matchAll(/(?<=^|\s)([\w.[\]]+)=/g)];
  keys.forEach(({ 0: found, 1: key = '', index }, place) => {
    const value = text.slice(index + found.length, keys[place + 1]?.index);
    attributes.set(key.toLowerCase(), value.replaceAll(/\\([=\\|])/g, '$1').trim());
  });
  return {
    format: 'CEF',
    device: attributes.get('dvchost') ?? hostOf(prefix) ?? `${vendor} ${product}`,
    happened: [attributes.get('act'), name, id, attributes.get('cat')].join(' '),
    attributes: Object.fromEntries(attributes),
  };
}

/** The host of a syslog header (RFC 3164 or RFC 5424): what stands after the time. */
function hostOf(prefix: string): string | null {
  const found =
    /^(?:<\d{1,3}>)?\p{L}{3}\s+\d{1,2}\s[\d:.]+\s+(?<host>\S+)/u.exec(prefix) ??
    /^(?:<\d{1,3}>\d?\s?)?\d{4}-\d\d-\d\dT\S+\s+(?<host>\S+)/.exec(prefix);
  const host = found?.groups?.['host'];
  return host === undefined || host === '-' ? null : host;
}
