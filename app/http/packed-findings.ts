import { promisify } from 'node:util';
import zlib from 'node:zlib';
import * as z from 'zod/mini';
import { findingSchema, type Denied, type Finding } from '../../contract/finding.ts';

const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);

/** Findings to a block: small enough that opening one for a single finding costs a few milliseconds. */
const blockLength = 200;

/**
 * Findings of a finished run as compressed blocks of JSON: about a tenth of their size as objects, and
 * one finding can be had without unpacking the rest.
 */
export type PackedFindings = {
  readonly findings: number;
  readonly denied: number;
  readonly blocks: readonly Uint8Array[];
  readonly deniedBlocks: readonly Uint8Array[];
  /** Finding id → number of its block. */
  readonly index: ReadonlyMap<string, number>;
};

export type FindingLists = {
  readonly findings: readonly Finding[];
  readonly denied: readonly Denied[];
};

/** Packs without holding more than one block of text at a time. */
export async function pack({ findings, denied }: FindingLists): Promise<PackedFindings> {
  const index = new Map(findings.map(({ id }, at) => [id, Math.floor(at / blockLength)]));
  return {
    findings: findings.length,
    denied: denied.length,
    blocks: await packList(findings),
    deniedBlocks: await packList(denied),
    index,
  };
}

async function packList(items: readonly unknown[]): Promise<Uint8Array[]> {
  const blocks: Uint8Array[] = [];
  for (const text of blockTexts(items)) blocks.push(await gzip(text));
  return blocks;
}

/** The finding of that id, or `null`. */
export async function findPacked(packed: PackedFindings, id: string): Promise<Finding | null> {
  const block = packed.blocks[packed.index.get(id) ?? -1];
  if (!block) return null;
  const findings = z.parse(z.array(findingSchema), JSON.parse(`[${await unpack(block)}]`));
  return findings.find((finding) => finding.id === id) ?? null;
}

/** The JSON of a `RunFindings` in pieces, from objects or from blocks, a block at a time. */
export async function* findingsJson(
  head: { readonly runId: string; readonly revision: number },
  lists: FindingLists | PackedFindings,
): AsyncGenerator<string> {
  const isPacked = 'blocks' in lists;
  yield `${JSON.stringify(head).slice(0, -1)},"findings":[`;
  yield* joined(isPacked ? unpacked(lists.blocks) : blockTexts(lists.findings));
  yield '],"denied":[';
  yield* joined(isPacked ? unpacked(lists.deniedBlocks) : blockTexts(lists.denied));
  yield ']}';
}

async function* joined(texts: AsyncIterable<string> | Iterable<string>) {
  let separator = '';
  for await (const text of texts) {
    yield separator + text;
    separator = ',';
  }
}

/** Items of a list as JSON without the brackets, a block at a time. */
function* blockTexts(items: readonly unknown[]) {
  for (let at = 0; at < items.length; at += blockLength) {
    yield JSON.stringify(items.slice(at, at + blockLength)).slice(1, -1);
  }
}

async function* unpacked(blocks: readonly Uint8Array[]) {
  for (const block of blocks) yield await unpack(block);
}

async function unpack(block: Uint8Array): Promise<string> {
  return (await gunzip(block)).toString('utf8');
}
