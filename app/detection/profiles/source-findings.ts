import type { Finding } from '../../../contract/finding.ts';
import type { Judgement, JudgingOptions } from '../judging/judge.ts';
import { sourceProfileId } from '../judging/ids.ts';
import { sentReason } from '../judging/reasons.ts';
import { riskOfBytes } from '../judging/risk.ts';
import type { SourceRow } from '../rows/rows.ts';
import { protocolByPort, rule } from '../rule/rule.ts';
import { stateOf } from '../evidence/states.ts';
import { WorstFindings } from '../judging/worst-findings.ts';

/**
 * Rows of the source profile by id. Two rows share one only if their user names agree in what is kept of
 * them, and are then added. Unlike the corrected profile this cannot be split by window: the threshold is
 * part of its query, as in the source.
 */
export class SourceRows {
  readonly #rows = new Map<string, SourceRow>();

  fold(row: SourceRow): void {
    const id = sourceProfileId(row);
    const known = this.#rows.get(id);
    this.#rows.set(id, known ? add(known, row) : row);
  }

  /** One finding a row, rated by the source's own figures; nothing is corrected. */
  judge({ maxFindings }: Pick<JudgingOptions, 'maxFindings'>): Judgement {
    const rows = [...this.#rows];
    const rowOf = (candidate: number) => {
      const row = rows[candidate];
      if (!row) throw new RangeError(`no row ${candidate}`);
      return row;
    };
    const worst = new WorstFindings(maxFindings, {
      idOf: (candidate) => rowOf(candidate)[0],
      build: (candidate) => findingOf(...rowOf(candidate)),
    });
    for (const [candidate, [, { sentBytes, connections }]] of rows.entries())
      worst.add(candidate, { risk: riskOfBytes(sentBytes), sentBytes, connections });
    return worst.result();
  }
}

function findingOf(id: string, row: SourceRow): Finding {
  const { connections, sentBytes, receivedBytes } = row;
  const volume = (bytes: number) => ({ bytes, knownConnections: connections, lowerBound: false });
  return {
    id,
    kind: 'pair',
    domain: { id: 0, name: null },
    source: row.source,
    destination: row.destination,
    destinations: [],
    destinationCount: 1,
    port: row.port,
    transport: null,
    protocol: protocolByPort(row.port),
    users: row.user === null ? [] : [row.user],
    userCount: row.user === null ? 0 : 1,
    logSources: [{ id: 0, name: row.logSource, connections }],
    flowSources: [],
    origins: {
      connections: [0],
      sent: [0],
      received: receivedBytes === null ? [] : [0],
      total: [],
    },
    connections,
    coalesced: 0,
    sent: volume(sentBytes),
    received: receivedBytes === null ? null : volume(receivedBytes),
    total: null,
    dataChannel: null,
    state: stateOfRow(row),
    risk: riskOfBytes(sentBytes),
    reasons: [
      {
        code: 'connections-above-threshold',
        value: connections,
        unit: 'connections',
        threshold: rule.thresholds.connections,
      },
      sentReason(sentBytes),
    ],
    corrections: [],
    firstSeenMs: row.firstMs,
    lastSeenMs: row.lastMs,
  };
}

/** By the same rule as the corrected profile, from the little that the source query asks for. */
function stateOfRow({ connections, sentBytes, receivedBytes }: SourceRow) {
  const counter = (bytes: number) => ({
    bytes,
    knownConnections: connections,
    largest: 0,
    coalesced: 0,
    origins: [0],
  });
  return stateOf({
    connections,
    protocolId: 6,
    sent: counter(sentBytes),
    received: receivedBytes === null ? null : counter(receivedBytes),
    total: null,
    impossible: { sent: false, received: false },
    closed: false,
    closedUncounted: false,
  });
}

function add(a: SourceRow, b: SourceRow): SourceRow {
  return {
    ...a,
    connections: a.connections + b.connections,
    sentBytes: a.sentBytes + b.sentBytes,
    receivedBytes:
      a.receivedBytes === null && b.receivedBytes === null
        ? null
        : (a.receivedBytes ?? 0) + (b.receivedBytes ?? 0),
    firstMs: Math.min(a.firstMs, b.firstMs),
    lastMs: Math.max(a.lastMs, b.lastMs),
  };
}
