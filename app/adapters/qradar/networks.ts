import type { Proposals } from '../../../contract/session.ts';
import { canonicalBlock, outsideOf } from '../../detection/rule/addresses.ts';
import { AppError } from '../../ports/app-error.ts';
import { rule } from '../../detection/rule/rule.ts';
import type { Identity } from '../../ports/console.ts';
import type { ConsoleClient } from './client.ts';
import { networksSchema } from './wire.ts';

/**
 * Public blocks of the network hierarchy, by CIDR, each once: what an organisation calls its own although
 * anybody can route to it. `null` = this session may not read the hierarchy.
 */
export async function readPublicBlocks(
  client: ConsoleClient,
  identity: Identity,
  signal: AbortSignal,
): Promise<Proposals['ownPublicBlocks']> {
  try {
    const { body } = await client.call('networks', {
      identity,
      signal,
      schema: networksSchema,
      query: { fields: 'group,name,cidr' },
    });
    const blocks = body.flatMap(({ cidr, group, name }) =>
      cidr && isPublic(cidr) ? [{ cidr, name: [group, name].filter(Boolean).join('.') }] : [],
    );
    return [...new Map(blocks.map((block) => [block.cidr, block])).values()];
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-allowed') return null;
    throw error;
  }
}

/** By the special-purpose ranges of the rule; `0.0.0.0/0`, QRadar's "Other", is nobody's own. */
function isPublic(cidr: string): boolean {
  const [address = '', bits] = canonicalBlock(cidr)?.split('/') ?? [];
  return bits !== '0' && isExternal(address);
}

const isExternal = outsideOf([...rule.specialRanges.ipv4, ...rule.specialRanges.ipv6]);
