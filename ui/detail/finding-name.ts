import { protocolsOfFinding } from '../../cards/finding-ports.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Words } from '../words/WordsContext.tsx';
import type { DetailWords } from './detail-words.ts';

/** A finding's other end in words: an address with port, or how many there are of either. */
export function targetName(
  { destination, destinationCount, port, otherPorts }: Finding,
  { destinations, ports }: DetailWords,
): string {
  const onPorts = otherPorts.length === 0 ? `${port}` : ports(1 + otherPorts.length);
  if (destination === null) return `${destinations(destinationCount)}, ${onPorts}`;
  if (otherPorts.length > 0) return `${destination}, ${onPorts}`;
  return destination.includes(':') ? `[${destination}]:${port}` : `${destination}:${port}`;
}

/** What a finding is, in one line: protocols, source, target. */
export function findingName(
  finding: Finding,
  { detection, format }: Words,
  text: DetailWords,
): string {
  const protocols = protocolsOfFinding(finding).map((protocol) => detection.protocols[protocol]);
  return text.heading(format.allOf(protocols), finding.source, targetName(finding, text));
}
