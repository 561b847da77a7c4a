import type { Finding } from '../../../contract/finding.ts';
import type { GuideQuery } from '../../../contract/guides.ts';
import { canBeString, numberListLiteral, numberLiteral, stringLiteral } from '../aql/literals.ts';
import { hostIs, type RunContext } from '../aql/query.ts';
import { valueOf } from '../aql/value.ts';

/** What of a run a query is filled in from. */
export type FilledFrom = Pick<RunContext, 'window' | 'switches' | 'properties'>;

type Fill = (finding: Finding, run: FilledFrom) => string | null;
type Lacking = NonNullable<GuideQuery['lacks']>;

/** What may stand in braces in a query of a guide; each becomes whole AQL, so that no value can change the query. */
const fills: Readonly<Record<string, { readonly fill: Fill; readonly lacking?: Lacking }>> = {
  /** Condition: sent by the source IP. */
  'from source': { fill: ({ source }, run) => hostIs('source', source, run) },
  /** Condition: sent to the source IP. */
  'to source': { fill: ({ source }, run) => hostIs('destination', source, run) },
  /** Condition: sent to the destination IP, where there is one. */
  'to destination': {
    fill: ({ destination }, run) =>
      destination === null ? null : hostIs('destination', destination, run),
    lacking: 'destination',
  },
  /** The ports of the finding, in brackets. */
  ports: {
    fill: ({ port, otherPorts }) =>
      numberListLiteral([...new Set([port, ...otherPorts.map((other) => other.port)])]),
  },
  /** The first user, quoted. */
  user: {
    fill: ({ users: [user] }) =>
      user === undefined || !canBeString(user) ? null : stringLiteral(user),
    lacking: 'user',
  },
  /** Number of the domain. */
  domain: { fill: ({ domain }) => numberLiteral(domain.id) },
  /** Value of bytes sent. */
  sent: {
    fill: (_finding, { properties: { sent } }) => (sent.length === 0 ? null : valueOf(sent)),
    lacking: 'sent',
  },
  /** The minutes of the run, at the end of a query. */
  window: {
    fill: (_finding, { window }) =>
      `START ${numberLiteral(window.startMs)} STOP ${numberLiteral(window.stopMs)}`,
  },
};

/** A name in braces. */
export const placeholder = /\{([^{}]*)\}/g;

/** Whether that may stand in braces. */
export function isPlaceholder(name: string): boolean {
  return Object.hasOwn(fills, name);
}

/** A query of a guide for one finding. Throws `bad-request` for a value that cannot be quoted. */
export function filledQuery(template: string, finding: Finding, run: FilledFrom): GuideQuery {
  const lacking: Lacking[] = [];
  const aql = template.replaceAll(placeholder, (_braces, name: string) => {
    const known = Object.hasOwn(fills, name) ? fills[name] : undefined;
    const value = known?.fill(finding, run) ?? null;
    if (value === null && known?.lacking) lacking.push(known.lacking);
    return value ?? '';
  });
  const [lacks = null] = lacking;
  return lacks === null ? { aql, lacks } : { aql: null, lacks };
}
