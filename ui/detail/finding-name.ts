import type { Finding } from '../../contract/finding.ts';
import type { Words } from '../words/WordsContext.tsx';
import type { DetailWords } from './detail-words.ts';

/** A finding's other end in words: an address with port, or how many there are. */
export function targetName(
  { destination, destinationCount, port }: Finding,
  { destinations }: DetailWords,
): string {
  if (destination === null) return `${destinations(destinationCount)}, ${port}`;
  return destination.includes(':') ? `[${destination}]:${port}` : `${destination}:${port}`;
}

/** What a finding is, in one line: protocol, source, target. */
export function findingName(finding: Finding, { detection }: Words, text: DetailWords): string {
  const protocol = detection.protocols[finding.protocol];
  return text.heading(protocol, finding.source, targetName(finding, text));
}
