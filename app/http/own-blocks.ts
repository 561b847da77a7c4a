import { canonicalBlock, isIpv6, isTooWide, outsideOf } from '../detection/rule/addresses.ts';
import { AppError } from '../ports/app-error.ts';
import type { LatestResults } from '../runs/latest-results.ts';

/**
 * Above this share of the destinations that the latest results show, blocks are not taken without a word: whose own network
 * holds a tenth of the destinations on the Internet should have seen it. A choice: confirming costs one click.
 */
const remarkableShare = 0.1;

/**
 * Own public blocks of IPv4 together, as a share of all addresses. A choice: as much as sixteen blocks of the widest, so that many
 * blocks do not hide what one must not.
 */
const mostOfIpv4 = 1 / 16;

/**
 * Own public blocks in one spelling. Throws `settings-invalid` for what is no block, and for one or several that hide more
 * than any organisation has.
 */
export function ownBlocks(texts: readonly string[]): string[] {
  const blocks = texts.map((text) => {
    const canonical = canonicalBlock(text);
    if (canonical === null)
      throw new AppError('settings-invalid', { detail: `not a CIDR block: ${text}` });
    if (isTooWide(canonical))
      throw new AppError('settings-invalid', { detail: `wider than anybody's own block: ${text}` });
    return canonical;
  });
  const ofIpv4 = blocks.filter((block) => !isIpv6(block));
  if (ofIpv4.reduce((sum, block) => sum + shareOf(block), 0) > mostOfIpv4)
    throw new AppError('settings-invalid', {
      detail: 'the own public blocks together are wider than anybody’s own',
    });
  return blocks;
}

/** Of all addresses of its family. */
function shareOf(block: string): number {
  return 2 ** -Number(block.split('/')[1]);
}

/**
 * Throws `own-blocks-hide-much` where the blocks would hide a remarkable share of what the latest finished runs of that scope
 * show. Nothing where nobody with these rights has run.
 */
export async function requireLittleHidden(
  blocks: readonly string[],
  latest: Pick<LatestResults, 'of'>,
  scope: string,
): Promise<void> {
  const results = await latest.of(scope);
  const shown = [...new Set(results.flatMap(({ destinations }) => [...destinations.keys()]))];
  const isOutside = outsideOf(blocks);
  const hidden = shown.filter((address) => !isOutside(address));
  if (hidden.length <= remarkableShare * shown.length) return;
  throw new AppError('own-blocks-hide-much', {
    detail: `${hidden.length} of ${shown.length} destinations of the latest results`,
  });
}
