import { AddressCodes } from '../evidence/address-codes.ts';
import { phases } from '../rows/rows.ts';
import type { ChannelRecord } from './record.ts';

const width = 15;
const rowsPerChunk = 2_048;

/**
 * Very many records in little memory: fifteen numbers each, about 120 bytes. Given back by the two hosts
 * between which they are, one pair of hosts at a time, so that only those of one are objects at once.
 */
export class ChannelRecords {
  readonly #addresses = new AddressCodes();
  readonly #chunks: Float64Array[] = [];
  #rows = 0;

  add(record: ChannelRecord): void {
    if (this.#rows % rowsPerChunk === 0) this.#chunks.push(new Float64Array(rowsPerChunk * width));
    this.#chunks
      .at(-1)
      ?.set(
        [
          record.domainId,
          this.#addresses.codeOf(record.source),
          record.sourcePort ?? absent,
          this.#addresses.codeOf(record.destination),
          record.destinationPort ?? absent,
          record.protocolId,
          phases.indexOf(record.phase),
          record.logSourceId,
          record.timeMs,
          record.connections,
          record.sentBytes ?? absent,
          record.receivedBytes ?? absent,
          record.totalBytes ?? absent,
          record.announces?.port ?? absent,
          record.announces?.listener === 'client' ? 1 : 0,
        ],
        (this.#rows % rowsPerChunk) * width,
      );
    this.#rows += 1;
  }

  /** The records between each two hosts of a domain, in no order. */
  *byHosts(): Generator<ChannelRecord[]> {
    const rows = Uint32Array.from({ length: this.#rows }, (_, row) => row);
    rows.sort((a, b) => this.#compareHosts(a, b));
    let records: ChannelRecord[] = [];
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
    const [low, high] = this.#hosts(a);
    const [otherLow, otherHigh] = this.#hosts(b);
    return this.#get(a, 0) - this.#get(b, 0) || low - otherLow || high - otherHigh;
  }

  #hosts(row: number): readonly [number, number] {
    const source = this.#get(row, 1);
    const destination = this.#get(row, 3);
    return source < destination ? [source, destination] : [destination, source];
  }

  #read(row: number): ChannelRecord {
    const port = this.#optional(row, 13);
    const listener = this.#get(row, 14) === 1 ? 'client' : 'server';
    return {
      domainId: this.#get(row, 0),
      source: this.#addresses.addressOf(this.#get(row, 1)),
      sourcePort: this.#optional(row, 2),
      destination: this.#addresses.addressOf(this.#get(row, 3)),
      destinationPort: this.#optional(row, 4),
      protocolId: this.#get(row, 5),
      phase: phases[this.#get(row, 6)] ?? 'opening',
      logSourceId: this.#get(row, 7),
      timeMs: this.#get(row, 8),
      connections: this.#get(row, 9),
      sentBytes: this.#optional(row, 10),
      receivedBytes: this.#optional(row, 11),
      totalBytes: this.#optional(row, 12),
      ...(port === null ? {} : { announces: { listener, port } }),
    };
  }

  #optional(row: number, column: number): number | null {
    const value = this.#get(row, column);
    return value === absent ? null : value;
  }

  #get(row: number, column: number): number {
    const value =
      this.#chunks[Math.floor(row / rowsPerChunk)]?.[(row % rowsPerChunk) * width + column];
    if (value === undefined) throw new RangeError(`no row ${row}`);
    return value;
  }
}

/** Ports and counters are never negative. */
const absent = -1;
