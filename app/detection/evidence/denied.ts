import { sorted, type Steps } from '../../ports/steps.ts';
import type { Denied } from '../../../contract/finding.ts';
import { transportOf } from '../rule/rule.ts';
import type { DeniedRow } from '../rows/rows.ts';
import type { SourceOnPort } from './transfer-evidence.ts';

/**
 * Refused connections by domain, source, port and transport. Rows may come in any order and from any split, which
 * can be merged.
 */
export class DeniedConnections {
  readonly #groups = new Map<string, DeniedRow>();

  static read(rows: readonly DeniedRow[]): DeniedConnections {
    const denied = new DeniedConnections();
    for (const row of rows) denied.fold(row);
    return denied;
  }

  /** The groups as plain data, for JSON. */
  write(): DeniedRow[] {
    return [...this.#groups.values()];
  }

  fold(row: DeniedRow): void {
    const key = keyOf(row);
    const known = this.#groups.get(key);
    const { domainId, source, port, protocolId, connections, firstMs, lastMs } = row;
    this.#groups.set(key, {
      domainId,
      source,
      port,
      protocolId,
      connections: (known?.connections ?? 0) + connections,
      firstMs: Math.min(known?.firstMs ?? Infinity, firstMs),
      lastMs: Math.max(known?.lastMs ?? 0, lastMs),
    });
  }

  /** Adds everything that `other` holds, which is left as it is. */
  merge(other: DeniedConnections): void {
    for (const group of other.#groups.values()) this.fold(group);
  }

  /** How often this source was refused on this port and transport. */
  connectionsOf(source: SourceOnPort): number {
    return this.#groups.get(keyOf(source))?.connections ?? 0;
  }

  /** Most connections first, then by domain, source, port and transport: a total order. */
  *result(): Steps<Denied[]> {
    const groups = yield* sorted(
      [...this.#groups.values()],
      (a, b) =>
        b.connections - a.connections ||
        a.domainId - b.domainId ||
        (a.source === b.source ? 0 : a.source < b.source ? -1 : 1) ||
        a.port - b.port ||
        a.protocolId - b.protocolId,
    );
    return groups.map(({ domainId, source, port, protocolId, connections, firstMs, lastMs }) => ({
      domainId,
      source,
      port,
      transport: transportOf(protocolId),
      connections,
      firstSeenMs: firstMs,
      lastSeenMs: lastMs,
    }));
  }
}

function keyOf({ domainId, source, port, protocolId }: SourceOnPort): string {
  return `${domainId} ${source} ${port} ${protocolId}`;
}
