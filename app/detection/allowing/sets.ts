import type { AllowScope, AllowSubject } from '../../../contract/allowlist.ts';
import { AppError } from '../../ports/app-error.ts';
import { isIpv6 } from '../rule/addresses.ts';
import { canonicalSubject } from './subject.ts';

/** Types of reference sets that the app makes (docs/qradar-facts.md#reference-sets). */
export type SetType = 'IP' | 'CIDR' | 'ALN' | 'ALNIC';

/** A reference set of the app, and what is in it. */
export type SetRule = {
  readonly name: string;
  readonly type: SetType;
  readonly scope: AllowScope;
  /** In QRadar, for whoever finds the set there. */
  readonly description: string;
  readonly holds: (subject: AllowSubject) => boolean;
};

/** Between the two parts of a value; in no address, block or port. */
export const separator = '|';

const isBlock = (place: string | null) => place?.includes('/') === true;
const isSix = (place: string | null) => place !== null && isIpv6(place);

function placeSets(scope: 'source' | 'destination'): readonly SetRule[] {
  const of = (kind: string) => `Transfer Watch: allowed ${scope} ${kind}`;
  const rule = (
    kind: string,
    type: SetType,
    description: string,
    holdsPlace: (place: string | null) => boolean,
  ) => ({
    name: of(kind),
    type,
    scope,
    description,
    holds: (subject: AllowSubject) => subject.scope === scope && holdsPlace(subject[scope]),
  });
  return [
    rule('IPs', 'IP', 'IPv4 addresses.', (place) => !isSix(place) && !isBlock(place)),
    rule('networks', 'CIDR', 'IPv4 blocks.', (place) => !isSix(place) && isBlock(place)),
    // Sets of type IP hold IPv4 only.
    rule('IPv6', 'ALN', 'IPv6 addresses and blocks, as RFC 5952 spells them.', isSix),
  ];
}

/** All sets of the app; each is made when it is first needed, and each entry has its place in exactly one. */
export const setRules: readonly SetRule[] = [
  ...placeSets('source'),
  ...placeSets('destination'),
  {
    name: 'Transfer Watch: allowed users',
    type: 'ALNIC',
    scope: 'user',
    description: 'User names in small letters.',
    holds: ({ scope }) => scope === 'user',
  },
  {
    name: 'Transfer Watch: allowed destinations with port',
    type: 'ALN',
    scope: 'destination-port',
    description: 'destination|port',
    holds: ({ scope }) => scope === 'destination-port',
  },
  {
    name: 'Transfer Watch: allowed sources with destination',
    type: 'ALN',
    scope: 'source-destination',
    description: 'source|destination',
    holds: ({ scope }) => scope === 'source-destination',
  },
];

/** The set of a subject in its one spelling. */
export function setOf(subject: AllowSubject): SetRule {
  const rule = setRules.find(({ holds }) => holds(subject));
  if (!rule) throw new RangeError(`no set for ${subject.scope}`);
  return rule;
}

/** A subject in its one spelling as an element of its set; the domain is no part of the value. */
export function valueOf({ scope, source, destination, port, user }: AllowSubject): string {
  const parts = {
    source: [source],
    destination: [destination],
    user: [user],
    'destination-port': [destination, port],
    'source-destination': [source, destination],
  }[scope];
  return parts.join(separator);
}

/**
 * What an element of a set names, whoever made it, in the one spelling; `null` where it names nothing that can be allowed. Types
 * are not looked at: a set may have been made anew by somebody else.
 */
export function subjectOf(
  { scope }: Pick<SetRule, 'scope'>,
  value: string,
  domainId: number | null,
): AllowSubject | null {
  const [first = '', second = null, ...more] =
    scope === 'user' ? [value] : value.split(separator).map((part) => part.trim());
  if (more.length > 0) return null;
  const port = scope === 'destination-port' ? portOf(second) : null;
  const one = { scope, source: null, destination: null, port, user: null, domainId };
  const places = {
    source: { source: first },
    destination: { destination: first },
    user: { user: first },
    'destination-port': { destination: first },
    'source-destination': { source: first, destination: second },
  }[scope];
  const hasSecond = scope === 'destination-port' || scope === 'source-destination';
  if (hasSecond !== (second !== null)) return null;
  try {
    return canonicalSubject({ ...one, ...places });
  } catch (error) {
    if (error instanceof AppError && error.code === 'allowlist-invalid') return null;
    throw error;
  }
}

function portOf(text: string | null): number | null {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

/** By what entries are told apart: set, domain and value. Of a subject in its one spelling. */
export function entryKey(subject: AllowSubject): string {
  return JSON.stringify([setOf(subject).name, subject.domainId, valueOf(subject)]);
}
