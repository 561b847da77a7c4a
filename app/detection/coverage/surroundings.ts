import type { Check } from '../../../contract/coverage.ts';
import type { Surroundings } from '../../ports/surroundings.ts';
import { answer, unknown } from './answers.ts';
import { reasonOf } from './reason-of.ts';

/** Capabilities that let a session see every record and change settings (docs/qradar-facts.md#capabilities). */
const administering: readonly string[] = ['ADMIN', 'SAASADMIN'];

/**
 * Checks of what is around the records: the version of the API, and the rights of the session. Never throws but for a check that was
 * cancelled, or a session that is over.
 */
export async function lookAround(
  { apiVersion, capabilities }: Surroundings,
  signal: AbortSignal,
): Promise<Check[]> {
  const [api, own] = await Promise.all([
    apiVersion(signal).catch(reasonOf),
    capabilities(signal).catch(reasonOf),
  ]);
  return [
    typeof api === 'string'
      ? unknown('api-version', api)
      : answer('api-version', api.isTested && !api.isDeprecated ? 'ok' : 'weak', api),
    rights(own),
  ];
}

function rights(own: Awaited<ReturnType<Surroundings['capabilities']>> | string): Check {
  if (own === null) return unknown('rights', 'no-right');
  if (typeof own === 'string') return unknown('rights', own === 'no-right' ? own : 'no-answer');
  const isAdministrator = own.some((name) => administering.includes(name));
  return answer('rights', isAdministrator ? 'ok' : 'weak', { isAdministrator });
}
