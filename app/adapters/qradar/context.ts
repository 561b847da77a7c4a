import type * as z from 'zod/mini';
import type { AddressContext } from '../../../contract/details.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Identity } from '../../ports/console.ts';
import type { ConsoleClient } from './client.ts';
import { clean } from './answer.ts';
import { assetsSchema, offensesSchema, sourceAddressesSchema } from './wire.ts';

/** An address whose notation was checked, in the domain it was seen in (0 = default domain). */
export type SeenAddress = { readonly address: string; readonly domainId: number };

/** Whom to ask for what an address is, as whom, and whom to tell of parts that fail. */
export type Asking = {
  readonly client: ConsoleClient;
  readonly identity: Identity;
  readonly signal: AbortSignal;
  readonly report: (message: string, error: unknown) => void;
};

/**
 * The asset and the offenses of an address, offenses last updated first, at most 50. A part that the session
 * may not see or that cannot be reached is `null`; an asset nobody knows has `null` members.
 * Throws `not-signed-in` and `cancelled`.
 */
export async function readAddressContext(
  asking: Asking,
  seen: SeenAddress,
): Promise<AddressContext> {
  const [asset, offenses] = await Promise.all([
    orNull(asking, readAsset(asking, seen)),
    orNull(asking, readOffenses(asking, seen)),
  ]);
  return { address: seen.address, asset, offenses };
}

/** The answer, or `null` where it could not be had. Throws `not-signed-in` and `cancelled`. */
export async function orNull<T>({ report }: Asking, reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    const mustStop = error instanceof AppError && stopping.has(error.code);
    if (mustStop) throw error;
    report('part of an address is not known', error);
    return null;
  }
}

const stopping: ReadonlySet<string> = new Set(['not-signed-in', 'cancelled']);

/** Of the addresses' operators only equality is allowed, and the address must be quoted. */
async function readAsset(
  { client, identity, signal }: Asking,
  { address, domainId }: SeenAddress,
): Promise<AddressContext['asset']> {
  const { body } = await client.call('assets', {
    identity,
    signal,
    schema: assetsSchema,
    query: {
      filter: `interfaces contains ip_addresses contains value = "${address}" and domain_id = ${domainId}`,
      fields: 'id,hostnames(name),properties(name,value)',
    },
    headers: { Range: 'items=0-0' },
  });
  const [asset] = body;
  if (!asset) return { id: null, name: null };
  return { id: asset.id, name: nameOf(asset) };
}

/** What an analyst knows an asset by: the name a person gave it, else that of its host. */
export function nameOf({
  properties,
  hostnames,
}: Pick<z.infer<typeof assetsSchema>[number], 'properties' | 'hostnames'>): string | null {
  const given = properties?.find(({ name }) => name === 'Given Name')?.value;
  return given ?? hostnames?.[0]?.name ?? null;
}

/** The tab lists offenses, it is not the Offenses page: the newest are enough. */
const mostOffenses = 50;

async function readOffenses(
  { client, identity, signal }: Asking,
  { address, domainId }: SeenAddress,
): Promise<AddressContext['offenses']> {
  const addresses = await client.call('sourceAddresses', {
    identity,
    signal,
    schema: sourceAddressesSchema,
    query: {
      filter: `source_ip = "${address}" and domain_id = ${domainId}`,
      fields: 'id,offense_ids',
    },
  });
  const ids = [...new Set(addresses.body.flatMap(({ offense_ids }) => offense_ids ?? []))];
  if (ids.length === 0) return [];
  const { body } = await client.call('offenses', {
    identity,
    signal,
    schema: offensesSchema,
    query: {
      // Ids grow, so the last ones are the newest; the list travels in the URL.
      filter: `id in (${ids
        .sort((a, b) => b - a)
        .slice(0, mostOffenses)
        .join(',')})`,
      fields: 'id,description,magnitude,status,last_updated_time',
      sort: '-last_updated_time',
    },
    headers: { Range: `items=0-${mostOffenses - 1}` },
  });
  return body.map((offense) => ({
    id: offense.id,
    // Ends in a line feed, and may hold several rule names with line feeds between.
    description: clean(offense.description ?? '', []),
    magnitude: offense.magnitude,
    status: offense.status,
    lastUpdatedMs: offense.last_updated_time,
  }));
}
