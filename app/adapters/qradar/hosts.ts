import ipaddr from 'ipaddr.js';
import type * as z from 'zod/mini';
import type { Host, Hosts } from '../../../contract/details.ts';
import { canonicalBlock, hostOf, outsideOf } from '../../detection/rule/addresses.ts';
import { rule } from '../../detection/rule/rule.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Identity } from '../../ports/console.ts';
import { ShortCache } from './cache.ts';
import type { ConsoleClient } from './client.ts';
import { nameOf, orNull, type Asking } from './context.ts';
import { ConsoleRefusal } from './failures.ts';
import { hashOf } from './identity.ts';
import { assetsSchema, locationsSchema, networksSchema } from './wire.ts';

/** Addresses whose notation was checked, as findings spell them, in the domain they were seen in. */
type SeenAddresses = { readonly addresses: readonly string[]; readonly domainId: number };

/** One network of the hierarchy; `name` with its groups, `domainId` `null` where the console names none. */
type NamedNetwork = {
  readonly cidr: string;
  readonly name: string;
  readonly domainId: number | null;
};

type Known = ReadonlyMap<string, string>;

/** A hierarchy is changed by hand, and deployed, so minutes do not matter. */
const networksLifetimeMs = 5 * 60_000;
/** Sessions whose hierarchy is kept: one of a large site takes some hundred kilobytes. */
const sessions = 10;

/**
 * What the console calls addresses: asset names, networks of the hierarchy, countries, each asked for all of them at
 * once. The hierarchy is kept for a while, for the session that asked.
 */
export class HostNames {
  readonly #networks: ShortCache<readonly NamedNetwork[]>;

  constructor(clock: Clock) {
    this.#networks = new ShortCache({ clock, lifetimeMs: networksLifetimeMs, capacity: sessions });
  }

  /**
   * What the session may not see or that cannot be reached is `notAsked` of every address that it was wanted for. Throws
   * `not-signed-in` and `cancelled`.
   */
  async read(asking: Asking, { addresses, domainId }: SeenAddresses): Promise<Hosts> {
    const distinct = [...new Set(addresses)];
    const [names, networks, countries] = await Promise.all([
      orNull(asking, readNames(asking, distinct, domainId)),
      orNull(asking, this.#networksFor(asking)),
      orNull(asking, readCountries(asking, distinct.filter(isPublic))),
    ]);
    const hostOfAddress = (address: string): Host => ({
      address,
      name: names?.get(address) ?? null,
      network: networks && networkOf(address, domainId, networks),
      country: countries?.get(address) ?? null,
      notAsked: [
        ...(names ? [] : (['name'] as const)),
        ...(networks ? [] : (['network'] as const)),
        ...(countries || !isPublic(address) ? [] : (['country'] as const)),
      ],
    });
    return { hosts: addresses.map(hostOfAddress) };
  }

  #networksFor({ client, identity, signal }: Asking): Promise<readonly NamedNetwork[]> {
    return this.#networks.get(hashOf(identity), signal, (own) =>
      readNetworks(client, identity, own),
    );
  }
}

/** Private and other special addresses are in no country. */
const isPublic = outsideOf([...rule.specialRanges.ipv4, ...rule.specialRanges.ipv6]);

/** The whole hierarchy: the console tells no less of it. */
async function readNetworks(
  client: ConsoleClient,
  identity: Identity,
  signal: AbortSignal,
): Promise<NamedNetwork[]> {
  const { body } = await client.call('networks', {
    identity,
    signal,
    schema: networksSchema,
    query: { fields: 'group,name,cidr,domain_id' },
  });
  return body.flatMap(({ cidr, group, name, domain_id }) => {
    const block = canonicalBlock(cidr ?? '');
    if (block === null) return [];
    return [
      { cidr: block, name: [group, name].filter(Boolean).join('.'), domainId: domain_id ?? null },
    ];
  });
}

/** The smallest network of the domain that holds an address; `0.0.0.0/0`, QRadar's "Other", says nothing. */
function networkOf(
  text: string,
  domainId: number,
  networks: readonly NamedNetwork[],
): string | null {
  const address = ipaddr.parse(text);
  let best: { readonly name: string; readonly bits: number } | null = null;
  for (const { cidr, name, domainId: of } of networks) {
    if (of !== null && of !== domainId) continue;
    const [network, bits] = ipaddr.parseCIDR(cidr);
    const isIn = network.kind() === address.kind() && address.match(network, bits);
    if (isIn && bits > (best?.bits ?? 0)) best = { name, bits };
  }
  return best?.name ?? null;
}

/** An asset has few addresses, so this is more than there can be of the addresses asked for. */
const mostAssets = 200;

async function readNames(
  { client, identity, signal }: Asking,
  addresses: readonly string[],
  domainId: number,
): Promise<Known> {
  const { body } = await client.call('assets', {
    identity,
    signal,
    schema: assetsSchema,
    query: {
      filter: `interfaces contains ip_addresses contains value in (${quoted(addresses)}) and domain_id = ${domainId}`,
      fields: 'id,hostnames(name),properties(name,value),interfaces(ip_addresses(value))',
    },
    headers: { Range: `items=0-${mostAssets - 1}` },
  });
  const names = new Map<string, string>();
  for (const asset of body) {
    const name = nameOf(asset);
    if (name === null) continue;
    for (const { value } of asset.interfaces?.flatMap((one) => one.ip_addresses ?? []) ?? []) {
      const address = hostOf(value ?? '');
      if (address !== null && !names.has(address)) names.set(address, name);
    }
  }
  return names;
}

/**
 * Countries by the console's geographic data. Of several addresses one that is not in it may fail the call, so such a
 * call is made again for each half.
 */
async function readCountries(asking: Asking, addresses: readonly string[]): Promise<Known> {
  if (addresses.length === 0) return new Map();
  try {
    const { body } = await asking.client.call('geolocations', {
      identity: asking.identity,
      signal: asking.signal,
      schema: locationsSchema,
      query: {
        filter: `ip_address in (${quoted(addresses)})`,
        fields: 'ip_address,physical_country(name,iso_code),registered_country(name,iso_code)',
      },
    });
    return new Map(
      body.flatMap(({ ip_address, physical_country, registered_country }) => {
        const country = codeOf(physical_country) ?? codeOf(registered_country);
        return country === null ? [] : [[hostOf(ip_address) ?? ip_address, country] as const];
      }),
    );
  } catch (error) {
    if (!isUnknownAddress(error)) throw error;
    if (addresses.length === 1) return new Map();
    const middle = Math.ceil(addresses.length / 2);
    const halves = [addresses.slice(0, middle), addresses.slice(middle)];
    const known = await Promise.all(halves.map((half) => readCountries(asking, half)));
    return new Map(known.flatMap((part) => [...part]));
  }
}

/** Also code 4, of a console without this function, has status 404: only 1002 says that it has no such address. */
function isUnknownAddress(error: unknown): boolean {
  return error instanceof ConsoleRefusal && error.status === 404 && error.reason === 1002;
}

/** Two letters, which a page can name in its language; else the console's own word. */
function codeOf(
  country: z.infer<typeof locationsSchema>[number]['physical_country'],
): string | null {
  return country?.iso_code ?? country?.name ?? null;
}

/** Canonical addresses hold nothing that would have to be escaped. */
function quoted(addresses: readonly string[]): string {
  return addresses.map((address) => `"${address}"`).join(', ');
}
