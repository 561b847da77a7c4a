import { DeniedConnections } from './denied.ts';
import { Evidence, evidenceVersion, type WrittenEvidence } from './evidence.ts';
import { RecordEvidence, type WrittenRecords } from './record-evidence.ts';
import { SourceRows } from './source-rows.ts';
import { TransferEvidence, type PairFolded, type WrittenTransfers } from './transfer-evidence.ts';

/** One part of evidence as plain data: what `WrittenEvidence` has in lists, piece by piece. */
type Line =
  | readonly ['version', number]
  | readonly ['name', WrittenTransfers['logSourceNames'][number]]
  | readonly ['pair', PairFolded]
  | readonly ['denied', WrittenEvidence['denied'][number]]
  | readonly ['row', WrittenEvidence['sourceRows'][number]]
  | readonly ['records', null]
  | readonly ['record', WrittenRecords['records'][number]]
  | readonly ['partial', string]
  | readonly ['logs', WrittenRecords['logs']];

/**
 * Evidence as texts without line breaks, one piece at a time, so that little more than one is in memory: as one text, a hundred
 * thousand pairs would be more than the app may use. The evidence stays as it is.
 */
export function* linesOf(evidence: Evidence): Generator<string, void, undefined> {
  for (const line of piecesOf(evidence)) yield JSON.stringify(line);
}

function* piecesOf({ transfers, denied, sourceRows, records }: Evidence): Generator<Line> {
  yield ['version', evidenceVersion];
  for (const name of transfers.logSourceNames()) yield ['name', name];
  for (const pair of transfers.all()) yield ['pair', pair];
  for (const row of denied.write()) yield ['denied', row];
  for (const row of sourceRows.all()) yield ['row', row];
  if (records === null) return;
  yield ['records', null];
  for (const record of records.records.all()) yield ['record', record];
  for (const hosts of records.partialHosts()) yield ['partial', hosts];
  yield ['logs', records.logs.write()];
}

/** Puts evidence together again from its lines, in their order. */
export class EvidenceReader {
  readonly #transfers = new TransferEvidence();
  readonly #denied = new DeniedConnections();
  readonly #sourceRows = new SourceRows();
  #records: RecordEvidence | null = null;

  /** Throws a `RangeError` for what another version wrote. Lines are the app's own, of this process. */
  add(text: string): void {
    const line = JSON.parse(text) as Line;
    switch (line[0]) {
      case 'version':
        if (line[1] !== evidenceVersion) throw new RangeError(`evidence of version ${line[1]}`);
        break;
      case 'name':
        this.#transfers.nameLogSource(...line[1]);
        break;
      case 'pair':
        this.#transfers.add(line[1]);
        break;
      case 'denied':
        this.#denied.fold(line[1]);
        break;
      case 'row':
        this.#sourceRows.fold(line[1]);
        break;
      case 'records':
        this.#records = new RecordEvidence();
        break;
      case 'record':
        this.#records?.records.add(line[1]);
        break;
      case 'partial':
        this.#records?.markPartial(line[1]);
        break;
      case 'logs':
        this.#records?.addLogs(line[1]);
        break;
    }
  }

  /** What the lines so far say. */
  result(): Evidence {
    return new Evidence({
      transfers: this.#transfers,
      denied: this.#denied,
      sourceRows: this.#sourceRows,
      records: this.#records,
    });
  }
}
