import { hostsOf, type ConnectionRecord } from '../connections/connection-record.ts';
import { ConnectionRecords } from './connection-records.ts';
import { FtpLogs, type WrittenFtpLogs } from './ftp-logs.ts';

/** Channel evidence as plain data, for JSON. */
export type WrittenRecords = {
  readonly records: readonly ConnectionRecord[];
  readonly partial: readonly string[];
  readonly logs: WrittenFtpLogs;
};

/**
 * Records of control sessions and of what may be their data connections, and what sensors read in them. Any split of
 * the records, in any order, gives the same once merged.
 */
export class RecordEvidence {
  readonly records = new ConnectionRecords();
  readonly #partial = new Set<string>();
  #logs = new FtpLogs();

  static read({ records, partial, logs }: WrittenRecords): RecordEvidence {
    const evidence = new RecordEvidence();
    for (const record of records) evidence.records.add(record);
    for (const hosts of partial) evidence.#partial.add(hosts);
    evidence.#logs = FtpLogs.read(logs);
    return evidence;
  }

  write(): WrittenRecords {
    return {
      records: [...this.records.all()],
      partial: [...this.#partial],
      logs: this.#logs.write(),
    };
  }

  /** Hosts between which some records may be missing. */
  partialHosts(): Iterable<string> {
    return this.#partial;
  }

  /** Adds logs that were written. */
  addLogs(written: WrittenFtpLogs): void {
    this.#logs.merge(FtpLogs.read(written));
  }

  get logs(): FtpLogs {
    return this.#logs;
  }

  /** Says of two hosts that some records between them may not have been read. */
  markPartial(hosts: string): void {
    this.#partial.add(hosts);
  }

  isPartial(record: ConnectionRecord): boolean {
    return this.#partial.has(hostsOf(record));
  }

  /** Adds everything that `other` holds, which is left as it is. */
  merge(other: RecordEvidence): void {
    for (const record of other.records.all()) this.records.add(record);
    for (const hosts of other.#partial) this.#partial.add(hosts);
    this.#logs.merge(other.#logs);
  }
}
