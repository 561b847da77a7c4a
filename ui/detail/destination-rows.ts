import type { Card } from '../../cards/cards.ts';
import { ratedBytes } from '../../cards/rated-bytes.ts';
import type { Finding } from '../../contract/finding.ts';

/**
 * One destination of a finding. `sentBytes` as rated, data channel included; `null` where no counter was there, and for one of several
 * destinations, whose bytes are known only for all of them.
 */
export type DestinationRow = {
  readonly key: string;
  readonly address: string;
  readonly finding: Finding;
  readonly connections: number;
  readonly sentBytes: number | null;
};

/** The destinations of a card: those of the chosen finding first, the others in the card's order. */
export function destinationRows(card: Card, chosen: Finding): DestinationRow[] {
  const others = card.findings.filter(({ id }) => id !== chosen.id);
  return [chosen, ...others].flatMap(rowsOf);
}

function rowsOf(finding: Finding): DestinationRow[] {
  const { id, destination, destinations, connections } = finding;
  if (destination === null) {
    return destinations.map((target) => ({
      key: `${id} ${target.address}`,
      address: target.address,
      finding,
      connections: target.connections,
      sentBytes: null,
    }));
  }
  const sentBytes = ratedBytes(finding, 'sent');
  return [{ key: id, address: destination, finding, connections, sentBytes }];
}
