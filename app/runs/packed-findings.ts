import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import * as z from 'zod/mini';
import { findingSchema, type Denied, type Finding } from '../../contract/finding.ts';
import type { Findings } from '../detection/judging/worst-findings.ts';

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
  readonly findings: Findings;
  readonly denied: readonly Denied[];
};

/** Packs without holding more than one batch of findings at a time. */
export async function pack(
  { findings, denied }: FindingLists,
  revision: number,
): Promise<PackedFindings> {
  const head = `{"revision":${revision},"findings":[`;
  const index = new Map<string, number>();
  const starts = new Uint32Array(findings.length + 1);
  starts[0] = head.length;
  const note = ({ id }: Finding, text: string) => {
    const start = starts[index.size] ?? 0;
    index.set(id, index.size);
    // Behind the comma, or the bracket.
    starts[index.size] = start + Buffer.byteLength(text) + 1;
  };
  const text = function* () {
    yield head;
    yield* batches(findings, note);
    yield '],"denied":[';
    yield* batches(denied, () => undefined);
    yield ']}';
  };
  // The text is so regular that the fastest level leaves a twelfth of it, and the usual one hardly less.
  const gzip = zlib.createGzip({ level: zlib.constants.Z_BEST_SPEED });
  return {
    findings: findings.length,
    denied: denied.length,
    gzip: await pipeline(Readable.from(text()), gzip, buffer),
    index,
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

/** All findings in their order, unpacked a chunk at a time. */
export async function* findingsIn(
  packed: PackedFindings,
): AsyncGenerator<Finding, void, undefined> {
  const { starts } = packed;
  let number = 0;
  let at = 0;
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of unpacked(packed)) {
    // Parse boundary: a gunzip stream gives buffers.
    held = Buffer.concat([held, chunk as Buffer]);
    for (; number < starts.length - 1; number += 1) {
      const from = (starts[number] ?? 0) - at;
      const to = (starts[number + 1] ?? 0) - 1 - at;
      if (to > held.length) break;
      yield z.parse(findingSchema, JSON.parse(held.toString('utf8', from, to)));
    }
    const done = Math.min(held.length, (starts[number] ?? 0) - at);
    held = held.subarray(done);
    at += done;
  }
}

/** The JSON text, for whoever does not take gzip. */
export function unpacked({ gzip }: PackedFindings): Readable {
  return Readable.from([gzip]).pipe(zlib.createGunzip());
}

/** The items as JSON with commas between them, some at a time; `note` is told of each. */
function* batches<Item>(items: Iterable<Item>, note: (item: Item, text: string) => void) {
  let comma = '';
  let texts: string[] = [];
  for (const item of items) {
    const text = JSON.stringify(item);
    note(item, text);
    texts.push(text);
    if (texts.length < batchLength) continue;
    yield comma + texts.join(',');
    comma = ',';
    texts = [];
  }
  if (texts.length > 0) yield comma + texts.join(',');
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
