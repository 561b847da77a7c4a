import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import * as z from 'zod/mini';
import { findingSchema, type Denied, type Finding } from '../../contract/finding.ts';

/** Items written at a time, so that no more than some hundred kilobytes of text are in memory. */
const batchLength = 200;

/**
 * What a run has found as the compressed JSON of a `RunFindings`: about a tenth of its size as objects,
 * and sent as it is to whoever takes gzip.
 */
export type PackedFindings = {
  readonly findings: number;
  readonly denied: number;
  readonly gzip: Uint8Array;
  /** Finding id → its number in the list. */
  readonly index: ReadonlyMap<string, number>;
  /** Byte of the unpacked text at which each finding begins, and at which one more would. */
  readonly starts: Uint32Array;
};

export type FindingLists = {
  readonly findings: readonly Finding[];
  readonly denied: readonly Denied[];
};

/** Packs without holding more than one batch of text at a time. */
export async function pack(lists: FindingLists, revision: number): Promise<PackedFindings> {
  const starts = new Uint32Array(lists.findings.length + 1);
  const text = Readable.from(textOf(lists, revision, starts));
  // The text is so regular that the fastest level leaves a twelfth of it, and the usual one hardly less.
  const gzip = zlib.createGzip({ level: zlib.constants.Z_BEST_SPEED });
  return {
    findings: lists.findings.length,
    denied: lists.denied.length,
    gzip: await pipeline(text, gzip, buffer),
    index: new Map(lists.findings.map(({ id }, number) => [id, number])),
    starts,
  };
}

/** The finding of that id, or `null`. Unpacks as far as it has to, a chunk at a time. */
export async function findPacked(packed: PackedFindings, id: string): Promise<Finding | null> {
  const number = packed.index.get(id);
  if (number === undefined) return null;
  const from = packed.starts[number] ?? 0;
  // Without the comma, or the bracket, behind it.
  const to = (packed.starts[number + 1] ?? 0) - 1;
  const text = await buffer(Readable.from(bytesBetween(unpacked(packed), from, to)));
  return z.parse(findingSchema, JSON.parse(text.toString('utf8')));
}

/** The JSON text, for whoever does not take gzip. */
export function unpacked({ gzip }: PackedFindings): Readable {
  return Readable.from([gzip]).pipe(zlib.createGunzip());
}

/** The text in pieces; notes in `starts` where each finding begins. */
function* textOf({ findings, denied }: FindingLists, revision: number, starts: Uint32Array) {
  const head = `{"revision":${revision},"findings":[`;
  yield head;
  let at = head.length;
  let number = 0;
  for (const texts of batches(findings)) {
    for (const text of texts) {
      starts[number] = at;
      number += 1;
      at += Buffer.byteLength(text) + 1;
    }
    yield texts.join(',') + (number < findings.length ? ',' : '');
  }
  starts[number] = at;
  yield '],"denied":[';
  let written = 0;
  for (const texts of batches(denied)) {
    written += texts.length;
    yield texts.join(',') + (written < denied.length ? ',' : '');
  }
  yield ']}';
}

function* batches(items: readonly unknown[]) {
  for (let at = 0; at < items.length; at += batchLength) {
    yield items.slice(at, at + batchLength).map((item) => JSON.stringify(item));
  }
}

/** The bytes of a text from one place up to another. */
export async function* bytesBetween(chunks: AsyncIterable<Uint8Array>, from: number, to: number) {
  let at = 0;
  for await (const chunk of chunks) {
    if (at + chunk.length > from) yield chunk.subarray(Math.max(0, from - at), to - at);
    at += chunk.length;
    if (at >= to) return;
  }
}
