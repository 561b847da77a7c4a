import { useEffect, useRef, useState } from 'react';
import { mostHosts, type Host } from '../../../contract/details.ts';
import { isAbort } from '../../api/api.ts';
import { useApi } from '../../api/ApiContext.tsx';

/** An address of a domain (QRadar's id). */
export type HostKey = { readonly address: string; readonly domainId: number };

type Fact = Host['notAsked'][number];

/** What the console calls hosts, as far as it has been asked, and what it could not be asked for. */
export type HostNames = {
  readonly of: (key: HostKey | null) => Host | null;
  readonly notAsked: readonly Fact[];
};

/** Scrolling has come to rest: what only flew past is not asked for. */
const restMs = 150;
const allFacts: readonly Fact[] = ['name', 'network', 'country'];

/**
 * Asks for the hosts in sight, each once, in batches. A batch that fails leaves its rows without names, and is told in
 * `notAsked`; it is not asked for again, so that a console that refuses is not asked at every turn of the wheel.
 */
export function useHostNames(inSight: readonly HostKey[]): HostNames {
  const api = useApi();
  const [known, setKnown] = useState<ReadonlyMap<string, Host>>(new Map());
  const [notAsked, setNotAsked] = useState<readonly Fact[]>([]);
  const asked = useRef(new Set<string>());
  const wanted = JSON.stringify([...new Set(inSight.map(keyText))].sort());

  useEffect(() => {
    const ask = async (domainId: number, addresses: readonly string[]) => {
      try {
        const hosts = await api.hosts(addresses, domainId);
        setKnown(
          (before) =>
            new Map([
              ...before,
              ...hosts.map((host) => [keyText({ address: host.address, domainId }), host] as const),
            ]),
        );
        const missing = hosts.flatMap((host) => host.notAsked);
        setNotAsked((before) => allFacts.filter((fact) => [...before, ...missing].includes(fact)));
      } catch (error) {
        if (!isAbort(error)) setNotAsked(allFacts);
      }
    };
    const timer = setTimeout(() => {
      const keys = (JSON.parse(wanted) as string[]).filter((key) => !asked.current.has(key));
      for (const key of keys) asked.current.add(key);
      for (const [domainId, addresses] of Map.groupBy(keys.map(partsOf), ([id]) => id))
        for (let from = 0; from < addresses.length; from += mostHosts) {
          const batch = addresses.slice(from, from + mostHosts).map(([, address]) => address);
          void ask(domainId, batch);
        }
    }, restMs);
    return () => clearTimeout(timer);
  }, [api, wanted]);

  return { of: (key) => (key === null ? null : (known.get(keyText(key)) ?? null)), notAsked };
}

function keyText({ address, domainId }: HostKey): string {
  return `${domainId}|${address}`;
}

function partsOf(key: string): readonly [number, string] {
  const bar = key.indexOf('|');
  return [Number(key.slice(0, bar)), key.slice(bar + 1)];
}
