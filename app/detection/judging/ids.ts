import type { SourceOnPort, PairKey } from '../evidence/transfer-evidence.ts';
import type { HostSignalKind } from '../../../contract/host-signal.ts';
import { transportOf } from '../rule/rule.ts';
import type { SourceRow } from '../rows/rows.ts';

/**
 * Stable ids: the same key gives the same id in every run. Parts are percent-encoded and joined by `~`; only
 * the last part of a source-profile id, the user, may itself hold one.
 */

/** Id of a pair of the corrected profile. */
export function pairId({ domainId, source, destination, port, protocolId }: PairKey): string {
  return join('p', domainId, source, destination, port, transportOf(protocolId));
}

/** Id of a fan-out of the corrected profile. */
export function fanOutId({ domainId, source, port, protocolId }: SourceOnPort): string {
  return join('f', domainId, source, port, transportOf(protocolId));
}

/** Id of what a source did on several ports, in the corrected profile: it has one at most. */
export function pooledId({ domainId, source }: Pick<SourceOnPort, 'domainId' | 'source'>): string {
  return join('m', domainId, source);
}

/** Id of a row of the source profile, which knows no domain and is split by user. */
export function sourceProfileId({ source, destination, port, user }: SourceRow): string {
  return join('s', 0, source, destination, port, user ?? '');
}

/** Id of a signal of a host; `what` tells those of one kind apart. No finding has such an id. */
export function hostSignalId(of: {
  readonly domainId: number;
  readonly host: string;
  readonly kind: HostSignalKind;
  readonly what: string;
}): string {
  return join('h', of.domainId, of.host, of.kind, of.what.slice(0, 200).toWellFormed());
}

/**
 * What an id of the corrected profile says of a finding: its hosts and port, as far as it is of one destination on one port.
 * `null` for any other text.
 */
export function readId(id: string): {
  readonly domainId: number;
  readonly source: string;
  readonly destination: string | null;
  readonly port: number | null;
} | null {
  const [kind = '', ...parts] = id.split('~');
  const [domain = '', source = '', ...more] = parts.map(decoded);
  const domainId = /^\d+$/.test(domain) ? Number(domain) : null;
  if (domainId === null || source === '') return null;
  if (kind === 'm') return { domainId, source, destination: null, port: null };
  if (kind === 'f') return { domainId, source, destination: null, port: Number(more[0]) };
  if (kind !== 'p') return null;
  return { domainId, source, destination: more[0] ?? null, port: Number(more[1]) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not one of our ids: no part of them is ill-formed.
    return '';
  }
}

function join(...parts: readonly (string | number)[]): string {
  return parts.map((part) => encodeURIComponent(part)).join('~');
}
