import type { PublishedFile } from '../../../contract/allowlist.ts';
import { AppError } from '../../ports/app-error.ts';
import type { RangeTag } from '../../ports/ranges-store.ts';
import { canonicalBlock, isTooWide } from '../rule/addresses.ts';
import { Prefixes } from '../rule/prefixes.ts';

/** Tags of services that are spoken SMB to: storage accounts by region, and Azure File Sync. All of Azure is anybody's machine. */
const isOfStorage = (name: string) => /^Storage(\.|SyncService)/.test(name);
/** Without regions, where a file has none. */
const isStorage = (name: string) => name === 'Storage';

/** Whether a tag is one of those that a site adds for its servers of DFS. */
export function isOfDfs(tag: string): boolean {
  return /^DFS/.test(tag);
}

/**
 * The ranges of storage in the publisher's file and those that the site added, in their one spelling. Throws `allowlist-ranges-invalid`
 * where there are none, one is no block, or one of the site's is wider than anybody's.
 */
export function storageRanges({ values }: PublishedFile): RangeTag[] {
  const regional = values.filter(({ name }) => isOfStorage(name));
  const published = regional.length > 0 ? regional : values.filter(({ name }) => isStorage(name));
  const chosen = [...published, ...values.filter(({ name }) => isOfDfs(name))];
  if (chosen.length === 0)
    throw new AppError('allowlist-ranges-invalid', { detail: 'no tag of storage or of DFS' });
  return chosen.map(({ name, properties }) => ({
    tag: name,
    prefixes: properties.addressPrefixes.map((prefix) => {
      const block = canonicalBlock(prefix);
      if (block === null || (isOfDfs(name) && isTooWide(block)))
        throw new AppError('allowlist-ranges-invalid', { detail: prefix });
      return block;
    }),
  }));
}

/** Says of a canonical address which tag has it, the one with the smallest block; `null`: none. */
export function tagsByAddress(tags: readonly RangeTag[]): (address: string) => string | null {
  const prefixes = new Prefixes<{ readonly tag: string; readonly length: number }>();
  for (const { tag, prefixes: blocks } of tags)
    for (const block of blocks)
      prefixes.at(block, () => ({ tag, length: Number(block.split('/')[1]) }));
  return (address) => {
    let best: { readonly tag: string; readonly length: number } | null = null;
    prefixes.covering(address, (found) => {
      if (best === null || found.length > best.length) best = found;
    });
    return (best as { readonly tag: string } | null)?.tag ?? null;
  };
}
