import type { Finding } from '../../../contract/finding.ts';
import { isWhole } from '../rows/cells.ts';
import { AppError } from '../../ports/app-error.ts';
import { canBeString, numberLiteral, stringLiteral } from '../aql/literals.ts';
import { addressIs, hostIs, outbound, sourceProfileFilter, type RunContext } from '../aql/query.ts';
import { sourceRule } from '../rule/rule.ts';
import { categoriesAsked } from '../rule/settable.ts';
import { portsAre } from './port-filter.ts';

/**
 * Conditions that select the events behind a finding, for `WHERE`: its whole key and the filters of the
 * query that found it, all session phases. With several destinations it selects every external one of its source
 * on its ports. Throws `bad-request` for a finding that is none of ours.
 */
export function eventsOf(finding: Finding, run: RunContext): string[] {
  return finding.transport === null ? eventsOfSourceRow(finding, run) : eventsOnPorts(finding, run);
}

function eventsOnPorts(finding: Finding, run: RunContext): string[] {
  return [
    `domainid = ${numberLiteral(finding.domain.id)}`,
    hostIs('source', finding.source, run),
    ...(finding.destination === null ? [] : [hostIs('destination', finding.destination, run)]),
    ...portsAre(finding),
    ...outbound(categoriesAsked(run.settings), run),
  ];
}

/**
 * The source query's own filters. Its category names are compared one by one, which is exact on any console
 * and cheap here, where source, destination and port have narrowed the records; a user name that cannot be
 * quoted is left out, so that the other users of the pair show as well.
 */
function eventsOfSourceRow(finding: Finding, { properties }: RunContext): string[] {
  if (properties.sent.length === 0 || finding.destination === null)
    throw new AppError('bad-request', { detail: 'not a finding of the source profile' });
  const names = sourceRule.categoryNames.map(
    (name) => `CATEGORYNAME(category) = ${stringLiteral(name)}`,
  );
  return [
    addressIs('source', finding.source),
    addressIs('destination', finding.destination),
    `destinationport = ${numberLiteral(finding.port)}`,
    ...userIs(finding.users[0] ?? null),
    ...sourceProfileFilter(properties),
    `(${names.join(' OR ')})`,
  ];
}

function userIs(user: string | null): string[] {
  if (user === null) return ['username IS NULL'];
  return isWhole(user) && canBeString(user) ? [`username = ${stringLiteral(user)}`] : [];
}
