/**
 * Run as a process of its own (`--expose-gc`): folds 100,000 rows of distinct pairs, page by page as JSON
 * brings them, judges them, and writes one line of JSON: bytes held per kind, ms per step, findings.
 */
import { TransferEvidence } from '../../../app/detection/evidence/transfer-evidence.ts';
import { outsideOf } from '../../../app/detection/rule/addresses.ts';
import { judgeTransfers } from '../../../app/detection/judging/judge-transfers.ts';
import { readConnection } from '../../../app/detection/rows/rows.ts';
import { rule } from '../../../app/detection/rule/rule.ts';
import { arielRow } from './builders.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { partOf } from './hour.ts';
import { drained } from '../../../app/ports/steps.ts';

const pages = 100;
const rowsPerPage = 1_000;

/** A page as it comes over the network: text. Half of the pairs are findings. */
function pageText(page: number): string {
  const rows = Array.from({ length: rowsPerPage }, (_, n) => {
    const pair = page * rowsPerPage + n;
    return arielRow({
      [aliases.source]: `10.${pair >> 16}.${(pair >> 8) & 255}.${pair & 255}`,
      [aliases.destination]: `93.${pair & 255}.${(pair >> 8) & 255}.${pair >> 16}`,
      [aliases.user]: `user ${pair}`,
      [aliases.connections]: 1 + (pair % 6),
      [aliases.sent]: pair * 100,
    });
  });
  return JSON.stringify(rows);
}

function heldBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const before = heldBytes();
const startRss = process.memoryUsage().rss;
const { ipv4, ipv6 } = rule.specialRanges;
const isExternal = outsideOf([...ipv4, ...ipv6]);
const evidence = new TransferEvidence();
let foldMs = 0;
for (let page = 0; page < pages; page++) {
  const text = pageText(page);
  const started = performance.now();
  // Parse boundary: an array of rows, each of which is read as unknown.
  for (const row of JSON.parse(text) as readonly unknown[]) {
    const read = readConnection(row);
    if (typeof read === 'string' || !isExternal(read.destination))
      throw new Error('unexpected row');
    evidence.fold(read);
  }
  foldMs += performance.now() - started;
}
const foldedRss = process.resourceUsage().maxRSS * 1_024;
const folded = heldBytes();
const started = performance.now();
let findings = 0;
const options = { partOf, domainNames: new Map<number, string>(), maxFindings: 10_000 };
drained(judgeTransfers(evidence, options, { push: () => (findings += 1) }));
const judgeMs = performance.now() - started;
process.stdout.write(
  JSON.stringify({
    pairs: evidence.pairCount,
    evidenceBytes: folded - before,
    findingBytes: heldBytes() - folded,
    findings,
    foldMs: Math.round(foldMs),
    judgeMs: Math.round(judgeMs),
    startRssBytes: startRss,
    foldedRssBytes: foldedRss,
    peakRssBytes: process.resourceUsage().maxRSS * 1_024,
  }),
);
