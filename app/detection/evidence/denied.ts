import type { Denied } from '../../../contract/finding.ts';
import type { SourceOnPort } from './transfer-evidence.ts';
import { transportOf } from '../rule/rule.ts';
import type { DeniedRow } from '../rows/rows.ts';

/** Refused connections by domain, source, port and transport; rows may come in any order and from any split. */
export class DeniedConnections {
  readonly #groups = new Map<string, Denied>();

  fold(row: DeniedRow): void {
    const { domainId, source, port, protocolId } = row;
    const key = keyOf(row);
    const known = this.#groups.get(key);
    this.#groups.set(key, {
      domainId,
      source,
      port,
      transport: transportOf(protocolId),
      connections: (known?.connections ?? 0) + row.connections,
      firstSeenMs: Math.min(known?.firstSeenMs ?? Infinity, row.firstMs),
      lastSeenMs: Math.max(known?.lastSeenMs ?? 0, row.lastMs),
    });
  }

  /** Whether this source was refused on this port and transport. */
  has(origin: SourceOnPort): boolean {
    return this.#groups.has(keyOf(origin));
  }

  /** Most connections first, then by source and port. */
  result(): Denied[] {
    return [...this.#groups.values()].sort(
      (a, b) =>
        b.connections - a.connections ||
        a.domainId - b.domainId ||
        (a.source === b.source ? a.port - b.port : a.source < b.source ? -1 : 1),
    );
  }
}

function keyOf({ domainId, source, port, protocolId }: SourceOnPort): string {
  return `${domainId} ${source} ${port} ${protocolId}`;
}
