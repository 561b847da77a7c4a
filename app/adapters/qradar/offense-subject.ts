import { hostOf } from '../../detection/rule/addresses.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Identity, OffenseSubject } from '../../ports/console.ts';
import type { ConsoleClient } from './client.ts';
import { offenseSubjectSchema, sourceIpsSchema } from './wire.ts';

/** As many alternatives as a filter can show; an offense with more is no question about one source. */
const mostSources = 20;

/** Offense type "Username" (docs/qradar-facts.md#offense-types). */
const userNameType = 3;

/**
 * The address or the user that the offense is indexed on, else its source addresses, at most `mostSources` of
 * them. Reads it as the session that asks. `null` where the offense names nobody. Throws an
 * `AppError`.
 */
export async function readOffenseSubject(
  client: ConsoleClient,
  identity: Identity,
  id: number,
  signal: AbortSignal,
): Promise<OffenseSubject | null> {
  const { body } = await client.call('offenses', {
    identity,
    signal,
    schema: offenseSubjectSchema,
    query: { filter: `id = ${id}`, fields: 'id,offense_type,offense_source,source_address_ids' },
    headers: { Range: 'items=0-0' },
  });
  const [offense] = body;
  if (!offense) throw new AppError('not-found', { detail: `offense ${id}` });
  const indexed = (offense.offense_source ?? '').trim();
  const address = hostOf(indexed);
  if (address !== null) return { field: 'address', values: [address] };
  if (offense.offense_type === userNameType && indexed !== '') {
    return { field: 'user', values: [indexed] };
  }
  const ids = (offense.source_address_ids ?? []).slice(0, mostSources);
  const sources = ids.length === 0 ? [] : await readSources(client, identity, ids, signal);
  const [first, ...others] = sources;
  return first === undefined ? null : { field: 'source', values: [first, ...others] };
}

async function readSources(
  client: ConsoleClient,
  identity: Identity,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { body } = await client.call('sourceAddresses', {
    identity,
    signal,
    schema: sourceIpsSchema,
    query: { filter: `id in (${ids.join(',')})`, fields: 'source_ip' },
  });
  return body.flatMap(({ source_ip }) => hostOf(source_ip) ?? []);
}
