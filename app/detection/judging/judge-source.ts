import type { Finding } from '../../../contract/finding.ts';
import type { FindingSink } from '../../ports/results.ts';
import type { SourceRows } from '../evidence/source-rows.ts';
import { eachOf, piecesPerStep, type Steps } from '../../ports/steps.ts';
import { stateOf } from '../evidence/states.ts';
import type { SourceRow } from '../rows/rows.ts';
import { protocolByPort, rule } from '../rule/rule.ts';
import { sourceProfileId } from './ids.ts';
import { Ranking } from './ranking.ts';
import { sentReason } from './reasons.ts';
import { riskOfBytes } from './risk.ts';

/** One finding a row into the sink, worst first, rated by the source's own figures; nothing is corrected. */
export function* judgeSourceRows(
  rows: SourceRows,
  maxFindings: number,
  sink: FindingSink,
): Steps<{ readonly isCut: boolean }> {
  const all = rows.all();
  const ranking = new Ranking(maxFindings, (candidate) => idOf(all[candidate]));
  for (const [candidate, { sentBytes, connections }] of all.entries()) {
    if (candidate % piecesPerStep === 0) yield;
    yield* ranking.add(candidate, {
      risk: riskOfBytes(sentBytes),
      isRegular: false,
      sentBytes,
      connections,
    });
  }
  const { worstFirst, isCut } = yield* ranking.result();
  yield* eachOf(worstFirst, (candidate) => {
    const row = all[candidate];
    if (row) sink.push(findingOf(row));
  });
  return { isCut };
}

function idOf(row: SourceRow | undefined): string {
  return row ? sourceProfileId(row) : '';
}

function findingOf(row: SourceRow): Finding {
  const { connections, sentBytes, receivedBytes } = row;
  const volume = (bytes: number) => ({ bytes, knownConnections: connections, lowerBound: false });
  return {
    id: sourceProfileId(row),
    kind: 'pair',
    domain: { id: 0, name: null },
    source: row.source,
    destination: row.destination,
    destinations: [],
    destinationCount: 1,
    port: row.port,
    transport: null,
    protocol: protocolByPort(row.port),
    otherPorts: [],
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
    estimated: false,
    sent: volume(sentBytes),
    received: receivedBytes === null ? null : volume(receivedBytes),
    total: null,
    dataChannel: null,
    activity: null,
    regularity: null,
    sizes: null,
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
    protocolId: 6,
    sent: counter(sentBytes),
    received: receivedBytes === null ? null : counter(receivedBytes),
    total: null,
    impossible: { sent: false, received: false, total: false },
    refused: false,
    closed: false,
    closedUncounted: false,
  });
}
