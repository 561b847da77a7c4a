import { phases } from '../rows/rows.ts';
import { AddressCodes } from './address-codes.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import { NumberTable } from './tables.ts';

/**
 * Very many records in little memory: eighteen numbers each, about 120 bytes. Given back by the two hosts
 * between which they are, one pair of hosts at a time, so that only those of one are objects at once.
 */
export class ConnectionRecords {
  readonly #addresses = new AddressCodes();
  readonly #table = new NumberTable({
    domain: 'any',
    source: 'any',
    sourcePort: 'any',
    destination: 'any',
    destinationPort: 'any',
    protocol: 'own',
    phase: 'own',
    isPermit: 'own',
    logSource: 'any',
    timeMs: 'any',
    startMs: 'any',
    connections: 'any',
    sentBytes: 'any',
    receivedBytes: 'any',
    totalBytes: 'any',
    sentPackets: 'any',
    announcedPort: 'any',
    /** 1: the client listens at the announced port; 0: the server does. */
    clientListens: 'own',
  });

  add(record: ConnectionRecord): void {
    const columns = this.#table.columns;
    const row = this.#table.append();
    columns.domain.set(row, record.domainId);
    columns.source.set(row, this.#addresses.codeOf(record.source));
    columns.sourcePort.setOptional(row, record.sourcePort);
    columns.destination.set(row, this.#addresses.codeOf(record.destination));
    columns.destinationPort.setOptional(row, record.destinationPort);
    columns.protocol.set(row, record.protocolId);
    columns.phase.set(row, phases.indexOf(record.phase));
    columns.isPermit.set(row, record.isPermit ? 1 : 0);
    columns.logSource.set(row, record.logSourceId);
    columns.timeMs.set(row, record.timeMs);
    columns.startMs.setOptional(row, record.startMs);
    columns.connections.set(row, record.connections);
    columns.sentBytes.setOptional(row, record.sentBytes);
    columns.receivedBytes.setOptional(row, record.receivedBytes);
    columns.totalBytes.setOptional(row, record.totalBytes);
    columns.sentPackets.setOptional(row, record.sentPackets);
    columns.announcedPort.setOptional(row, record.announces?.port ?? null);
    columns.clientListens.set(row, record.announces?.listener === 'client' ? 1 : 0);
  }

  /** All records, in the order in which they were added. */
  *all(): Generator<ConnectionRecord> {
    for (let row = 0; row < this.#table.rows; row++) yield this.#read(row);
  }

  /** The records between each two hosts of a domain, in no order. */
  *byHosts(): Generator<ConnectionRecord[]> {
    const rows = Uint32Array.from({ length: this.#table.rows }, (_, row) => row);
    rows.sort((a, b) => this.#compareHosts(a, b));
    let records: ConnectionRecord[] = [];
    for (const [place, row] of rows.entries()) {
      const before = rows[place - 1];
      if (before !== undefined && this.#compareHosts(before, row) !== 0) {
        yield records;
        records = [];
      }
      records.push(this.#read(row));
    }
    if (records.length > 0) yield records;
  }

  #compareHosts(a: number, b: number): number {
    const { domain } = this.#table.columns;
    const [low, high] = this.#hosts(a);
    const [otherLow, otherHigh] = this.#hosts(b);
    return domain.get(a) - domain.get(b) || low - otherLow || high - otherHigh;
  }

  #hosts(row: number): readonly [number, number] {
    const source = this.#table.columns.source.get(row);
    const destination = this.#table.columns.destination.get(row);
    return source < destination ? [source, destination] : [destination, source];
  }

  #read(row: number): ConnectionRecord {
    const columns = this.#table.columns;
    const port = columns.announcedPort.optional(row);
    const listener = columns.clientListens.get(row) === 1 ? 'client' : 'server';
    return {
      domainId: columns.domain.get(row),
      source: this.#addresses.addressOf(columns.source.get(row)),
      sourcePort: columns.sourcePort.optional(row),
      destination: this.#addresses.addressOf(columns.destination.get(row)),
      destinationPort: columns.destinationPort.optional(row),
      protocolId: columns.protocol.get(row),
      phase: phases[columns.phase.get(row)] ?? 'opening',
      isPermit: columns.isPermit.get(row) === 1,
      logSourceId: columns.logSource.get(row),
      timeMs: columns.timeMs.get(row),
      startMs: columns.startMs.optional(row),
      connections: columns.connections.get(row),
      sentBytes: columns.sentBytes.optional(row),
      receivedBytes: columns.receivedBytes.optional(row),
      totalBytes: columns.totalBytes.optional(row),
      sentPackets: columns.sentPackets.optional(row),
      ...(port === null ? {} : { announces: { listener, port } }),
    };
  }
}
