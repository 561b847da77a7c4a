import { portsOfFinding } from '../../../cards/finding-ports.ts';
import type { Finding } from '../../../contract/finding.ts';
import { AppError } from '../../ports/app-error.ts';
import { numberListLiteral, numberLiteral } from '../aql/literals.ts';
import { protocolIdOf, protocolIdsFor } from '../rule/rule.ts';

/**
 * Conditions that select the records on the ports of a finding, each with its transport, for `WHERE`. Throws
 * `bad-request` for a finding without a transport, which the source profile has, or with none that is known.
 */
export function portsAre(finding: Finding): string[] {
  const ports = portsOfFinding(finding).map(({ port, transport }) => {
    const protocolId = transport === null ? null : protocolIdOf(transport);
    if (protocolId === null) throw new AppError('bad-request', { detail: 'unknown transport' });
    return { port, protocols: numberListLiteral(protocolIdsFor(port, protocolId)) };
  });
  const byTransport = Map.groupBy(ports, ({ protocols }) => protocols);
  const together = [...byTransport].map(([protocols, own]) => [
    portIn(own.map(({ port }) => port)),
    `protocolid IN ${protocols}`,
  ]);
  const [first = [], ...more] = together;
  if (more.length === 0) return first;
  return [`(${together.map((conditions) => `(${conditions.join(' AND ')})`).join(' OR ')})`];
}

/** Condition: the destination port is one of these, at least one. */
export function portIn(ports: readonly number[]): string {
  const [only, ...more] = ports;
  return only === undefined || more.length > 0
    ? `destinationport IN ${numberListLiteral(ports)}`
    : `destinationport = ${numberLiteral(only)}`;
}
