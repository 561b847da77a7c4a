import type { DeniedRow, SourceRow } from '../rows/rows.ts';
import { RecordEvidence, type WrittenRecords } from './record-evidence.ts';
import { DeniedConnections } from './denied.ts';
import { SourceRows } from './source-rows.ts';
import { TransferEvidence, type WrittenTransfers } from './transfer-evidence.ts';

/** Evidence as plain data, for JSON. A reader refuses another version than its own. */
export type WrittenEvidence = {
  readonly version: number;
  readonly transfers: WrittenTransfers;
  readonly denied: readonly DeniedRow[];
  readonly records: WrittenRecords | null;
  readonly sourceRows: readonly SourceRow[];
};

/** Grows with every change of what is written. */
export const evidenceVersion = 2;

/**
 * Everything that scans fold and `judge` reads. Evidence of several scans can be merged, in any order, and evidence
 * can be written down and read back; what is judged then is the same as if one scan had folded all rows.
 */
export class Evidence {
  readonly transfers: TransferEvidence;
  readonly denied: DeniedConnections;
  /** Rows of the source profile; empty in the corrected one. */
  readonly sourceRows: SourceRows;
  /** `null`: single records have not been asked for. */
  #records: RecordEvidence | null;

  constructor(
    parts: {
      readonly transfers: TransferEvidence;
      readonly denied: DeniedConnections;
      readonly sourceRows: SourceRows;
      readonly records: RecordEvidence | null;
    } = {
      transfers: new TransferEvidence(),
      denied: new DeniedConnections(),
      sourceRows: new SourceRows(),
      records: null,
    },
  ) {
    this.transfers = parts.transfers;
    this.denied = parts.denied;
    this.sourceRows = parts.sourceRows;
    this.#records = parts.records;
  }

  /** Throws a `RangeError` for what another version wrote. */
  static read(written: WrittenEvidence): Evidence {
    if (written.version !== evidenceVersion)
      throw new RangeError(`evidence of version ${written.version}, not ${evidenceVersion}`);
    return new Evidence({
      transfers: TransferEvidence.read(written.transfers),
      denied: DeniedConnections.read(written.denied),
      sourceRows: SourceRows.read(written.sourceRows),
      records: written.records && RecordEvidence.read(written.records),
    });
  }

  write(): WrittenEvidence {
    return {
      version: evidenceVersion,
      transfers: this.transfers.write(),
      denied: this.denied.write(),
      sourceRows: this.sourceRows.write(),
      records: this.#records?.write() ?? null,
    };
  }

  /** Adds everything that `other` holds, which is left as it is. */
  merge(other: Evidence): void {
    this.transfers.merge(other.transfers);
    this.denied.merge(other.denied);
    this.sourceRows.merge(other.sourceRows);
    if (other.#records) this.#ownRecords().merge(other.#records);
  }

  get records(): RecordEvidence | null {
    return this.#records;
  }

  /** Adds the records of a scan, all of whose searches have ended; they are the evidence's from here on. */
  addRecords(records: RecordEvidence): void {
    if (this.#records) this.#records.merge(records);
    else this.#records = records;
  }

  #ownRecords(): RecordEvidence {
    this.#records ??= new RecordEvidence();
    return this.#records;
  }
}
