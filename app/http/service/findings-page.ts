import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { findingSchema, type Finding } from '../../../contract/finding.ts';
import { bytesBetween, unpacked, type PackedFindings } from '../../runs/packed-findings.ts';

/** Findings `offset` to `offset + limit` of a packed list; unpacks as far as it has to, a chunk at a time. */
export async function findingsPage(
  packed: PackedFindings,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly Finding[]> {
  const end = Math.min(offset + limit, packed.findings);
  if (offset >= end) return [];
  const from = packed.starts[offset] ?? 0;
  // Without the comma, or the bracket, behind the last one.
  const to = (packed.starts[end] ?? 0) - 1;
  const text = await buffer(Readable.from(bytesBetween(unpacked(packed), from, to)));
  return z.parse(z.array(findingSchema), JSON.parse(`[${text.toString('utf8')}]`));
}
