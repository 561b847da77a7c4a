import {
  mostAllowedDays,
  type AllowScope,
  type AllowSubject,
} from '../../../contract/allowlist.ts';
import { AppError } from '../../ports/app-error.ts';
import { canonicalBlock, hostOf, isIpv6, isTooWide } from '../rule/addresses.ts';

/** What each scope names beside the domain; every other member of a subject of that scope is `null`. */
const members: Readonly<Record<AllowScope, readonly (keyof AllowSubject)[]>> = {
  source: ['source'],
  destination: ['destination'],
  user: ['user'],
  'destination-port': ['destination', 'port'],
  'source-destination': ['source', 'destination'],
};

const optional = ['source', 'destination', 'port', 'user'] as const;

/**
 * A subject in the one spelling that entries are compared and kept in: addresses as findings spell them, blocks without host
 * bits, a block of one address as that address, user names in small letters. Throws `allowlist-invalid`.
 */
export function canonicalSubject(subject: AllowSubject): AllowSubject {
  for (const member of optional) {
    const isNamed = members[subject.scope].includes(member);
    if (isNamed === (subject[member] !== null)) continue;
    throw invalid(`${member} ${isNamed ? 'is missing' : 'does not belong here'}`);
  }
  const { source, destination, user } = subject;
  return {
    ...subject,
    source: source === null ? null : canonicalPlace(source),
    destination: destination === null ? null : canonicalPlace(destination),
    user: user === null ? null : canonicalUser(user),
  };
}

/** Throws `allowlist-invalid` for an end (epoch ms) that is past, or too far off; `null` has none. */
export function requireEnd(expiresMs: number | null, nowMs: number): void {
  if (expiresMs === null) return;
  if (expiresMs <= nowMs) throw invalid('the end is in the past');
  if (expiresMs > nowMs + mostAllowedDays * dayMs)
    throw invalid(`the end is more than ${mostAllowedDays} days away`);
}

const dayMs = 24 * 60 * 60_000;

/** A user name as entries have it: the reference set keeps small letters. Throws `allowlist-invalid`. */
export function canonicalUser(text: string): string {
  const user = text.trim().toLowerCase();
  if (user === '' || /\p{C}/u.test(user)) throw invalid('this is no user name');
  return user;
}

/** An address, or a block of several. Throws `allowlist-invalid`, also for a block wider than anybody's reason. */
function canonicalPlace(given: string): string {
  const text = given.trim();
  const block = canonicalBlock(text);
  if (block === null) throw invalid(`no address and no CIDR block: ${text}`);
  const [network = '', bits] = block.split('/');
  if (hostOf(text.split('/')[0] ?? '') !== network)
    throw invalid(`${text} has host bits; ${block} may be meant`);
  if (isTooWide(block)) throw invalid(`${block} is wider than anybody's reason`);
  return bits === (isIpv6(network) ? '128' : '32') ? network : block;
}

function invalid(detail: string): AppError {
  return new AppError('allowlist-invalid', { detail });
}
