import type { FlowRow } from '../../sql/row-columns.ts';
import { applicationOf } from '../applications.ts';
import { endOf, protocolNumbers } from '../session.ts';
import { events, site } from './console.ts';
import type { Told } from './recorder.ts';
import { minuteMs } from './transfers.ts';
import { movedBetween, type Counted, type Span, type Wire } from './wire.ts';

/** A flow exporter. `sees`: both directions, in one flow; or only packets that leave the site, or enter it, as a flow of their own. */
export type Exporter = { readonly name: string; readonly sees: 'both' | 'leaving' | 'entering' };

export const routerOne: Exporter = { name: 'nf-router-1', sees: 'both' };
export const routerTwo: Exporter = { name: 'nf-router-2', sees: 'both' };
export const tapLeaving: Exporter = { name: 'tap-outbound', sees: 'leaving' };
export const tapEntering: Exporter = { name: 'tap-inbound', sees: 'entering' };

type Report = Span & { readonly counted: Counted };

/**
 * The flow's records: it is reported once a minute (the active timeout) with what it moved since the report
 * before, and not in minutes in which it moved nothing.
 */
export function flowRecordsOf(exporter: Exporter, wire: Wire, flowId: number): FlowRow[] {
  return reportsOf(exporter, wire).map((report) => flowRecordOf(exporter, wire, report, flowId));
}

/** What the records that begin within `day` tell of a connection; `null` when there are none. */
export function toldByFlows(exporter: Exporter, wire: Wire, day: Span): Told | null {
  const reports = reportsOf(exporter, wire).filter(
    ({ startMs }) => startMs >= day.startMs && startMs < day.stopMs,
  );
  if (reports.length === 0) return null;
  const sumOf = (counter: keyof Counted): number =>
    reports.reduce((sum, { counted }) => sum + counted[counter], 0);
  return {
    by: exporter.name,
    from: 'flows',
    sent: sideOf(exporter, wire) === 'back' ? null : sumOf('sent'),
    received: sideOf(exporter, wire) === 'there' ? null : sumOf('received'),
    total: null,
  };
}

/** Whose packets are seen: of the end that opened the connection (`there`), of the other end (`back`), of both. */
function sideOf({ sees }: Exporter, { source }: Wire): 'both' | 'there' | 'back' {
  if (sees === 'both') return 'both';
  return site.isLocal(source) === (sees === 'leaving') ? 'there' : 'back';
}

function reportsOf(exporter: Exporter, wire: Wire): Report[] {
  const side = sideOf(exporter, wire);
  const minutes = Math.max(1, Math.ceil(wire.durationMs / minuteMs));
  const all = Array.from({ length: minutes }, (_, minute): Report => {
    const startMs = wire.startMs + minute * minuteMs;
    const stopMs = Math.min(startMs + minuteMs, endOf(wire));
    const { sent, received } = movedBetween(wire, startMs, stopMs);
    const counted = {
      sent: side === 'back' ? 0 : sent,
      received: side === 'there' ? 0 : received,
    };
    return { startMs, stopMs, counted };
  });
  return all.filter(({ counted }) => counted.sent + counted.received > 0);
}

function flowRecordOf(
  exporter: Exporter,
  wire: Wire,
  { startMs, stopMs, counted }: Report,
  flowId: number,
): FlowRow {
  const isBack = sideOf(exporter, wire) === 'back';
  const [source, destination] = isBack
    ? [wire.destination, wire.source]
    : [wire.source, wire.destination];
  const [sourceBytes, destinationBytes] = isBack
    ? [counted.received, counted.sent]
    : [counted.sent, counted.received];
  return {
    startMs,
    endMs: stopMs,
    firstPacketMs: wire.startMs,
    lastPacketMs: stopMs,
    source,
    sourcePort: isBack ? wire.destinationPort : wire.sourcePort,
    destination,
    destinationPort: isBack ? wire.sourcePort : wire.destinationPort,
    protocolId: protocolNumbers[wire.transport],
    sourceBytes,
    destinationBytes,
    sourcePackets: Math.ceil(sourceBytes / 1460),
    destinationPackets: Math.ceil(destinationBytes / 1460),
    direction: site.direction(source, destination),
    applicationId: applicationOf(isBack ? wire.sourcePort : wire.destinationPort).id,
    flowType: 0,
    flowId,
    domainId: 0,
    category: events.flow.category,
    qid: events.flow.qid,
    flowInterface: `${exporter.name}:1`,
    flowSource: exporter.name,
  };
}
