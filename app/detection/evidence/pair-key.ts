import type { PairKey } from './transfer-evidence.ts';
import { unmapped } from '../rule/addresses.ts';

/** A pair as one text, in which an IPv4-mapped address is the IPv4 host. */
export function pairKeyOf({ domainId, source, destination, port, protocolId }: PairKey): string {
  return [domainId, unmapped(source), unmapped(destination), port, protocolId].join(' ');
}
