import type { Finding } from '../../contract/finding.ts';
import type { Words } from '../words/WordsContext.tsx';

/** What a finding is about, for the name of its button: both ends, or how many; and how many ports if several. */
export function findingLabel(
  { source, destination, destinationCount, otherPorts }: Finding,
  { page: { card: text } }: Words,
): string {
  return [
    source,
    destination ?? text.fanOut(destinationCount),
    ...(otherPorts.length > 0 ? [text.overPorts(1 + otherPorts.length)] : []),
  ].join(', ');
}
