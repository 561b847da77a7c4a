import { sumKnown } from '../../../cards/rated-bytes.ts';
import type { Finding, FindingPort } from '../../../contract/finding.ts';
import type { SessionCounts } from '../evidence/session-counts.ts';
import type { Pair, PairKey, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { eachOf, firstOf, type Steps } from '../../ports/steps.ts';
import { isIpv6 } from '../rule/addresses.ts';
import { protocolOf, transportOf } from '../rule/rule.ts';
import { namedDestinations } from './finding.ts';

/** One of the pairs that are a finding together. */
export type Member = {
  readonly key: Pair;
  /** What is rated: bytes sent with those of the data channel where that is counted. */
  readonly rated: Pick<SessionCounts, 'connections' | 'sent'>;
};

/**
 * Puts together what a source did on several ports: takes groups of pairs, each at least one pair of a source on one
 * port and transport, and answers those of each source that has more than one group, as one.
 */
export function* overPorts(
  onPorts: readonly (readonly number[])[],
  evidence: Pick<TransferEvidence, 'pair'>,
): Steps<number[][]> {
  const bySource = new Map<string, (readonly number[])[]>();
  yield* eachOf(onPorts, (pairs) => {
    const source = sourceOf(evidence.pair(pairs[0] ?? 0));
    const known = bySource.get(source);
    if (known) known.push(pairs);
    else bySource.set(source, [pairs]);
  });
  const found: number[][] = [];
  yield* eachOf(bySource.values(), (groups) => {
    if (groups.length > 1) found.push(groups.flat());
  });
  return found;
}

function sourceOf({ domainId, source }: PairKey): string {
  return `${domainId} ${source}`;
}

/** Whether pairs have more than so many destinations; a destination on several ports is one. */
export function hasMoreDestinations(
  pairs: readonly number[],
  than: number,
  evidence: Pick<TransferEvidence, 'pair'>,
): boolean {
  if (pairs.length <= than) return false;
  const destinations = new Set<string>();
  for (const index of pairs) {
    destinations.add(evidence.pair(index).destination);
    if (destinations.size > than) return true;
  }
  return false;
}

/** What pairs of one source have together, added one after the other; at least one. */
export class Together {
  readonly #onPorts = new Map<string, OnPort>();
  readonly #destinations = new Map<string, number>();
  #hasIpv6 = false;
  #firstMs = Infinity;
  #lastMs = 0;

  add({ key, rated }: Member): void {
    const port = `${key.port}/${key.protocolId}`;
    const known = this.#onPorts.get(port) ?? { key, sentBytes: null, connections: 0 };
    this.#onPorts.set(port, {
      key: known.key,
      sentBytes: sumKnown(known.sentBytes, rated.sent?.bytes ?? null),
      connections: known.connections + rated.connections,
    });
    const connections = this.#destinations.get(key.destination) ?? 0;
    this.#destinations.set(key.destination, connections + rated.connections);
    this.#hasIpv6 ||= isIpv6(key.destination);
    this.#firstMs = Math.min(this.#firstMs, key.firstMs);
    this.#lastMs = Math.max(this.#lastMs, key.lastMs);
  }

  /** Of the first record and the last one, epoch ms. */
  times(): { readonly firstMs: number; readonly lastMs: number } {
    return { firstMs: this.#firstMs, lastMs: this.#lastMs };
  }

  /**
   * The key with the port that stands for all: most bytes sent, then most connections, then the lowest; and the other
   * ports, ascending. A number on two transports is two ports.
   */
  ports(): { readonly key: PairKey; readonly otherPorts: FindingPort[] } {
    const [lead, ...others] = [...this.#onPorts.values()].sort(byWeight);
    if (!lead) throw new RangeError('a finding of no pair');
    const otherPorts = others.sort(byNumber).map(({ key: { port, protocolId }, connections }) => ({
      port,
      transport: transportOf(protocolId),
      protocol: protocolOf(port, protocolId),
      connections,
    }));
    return { key: lead.key, otherPorts };
  }

  get hasIpv6(): boolean {
    return this.#hasIpv6;
  }

  get destinationCount(): number {
    return this.#destinations.size;
  }

  /** Those of the destinations that are named, each with its connections on all ports, most first, then by address. */
  destinations(): Finding['destinations'] {
    const first = firstOf(
      this.#destinations,
      namedDestinations,
      ([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1),
    );
    return first.map(([address, connections]) => ({ address, connections }));
  }
}

type OnPort = {
  readonly key: PairKey;
  readonly sentBytes: number | null;
  readonly connections: number;
};

function byWeight(a: OnPort, b: OnPort): number {
  return (
    (b.sentBytes ?? -1) - (a.sentBytes ?? -1) || b.connections - a.connections || byNumber(a, b)
  );
}

function byNumber({ key: a }: OnPort, { key: b }: OnPort): number {
  return a.port - b.port || a.protocolId - b.protocolId;
}
