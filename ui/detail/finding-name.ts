import type { Finding } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';

/** A finding's other end in words: an address with port, or how many there are. */
export function targetName({ destination, destinationCount, port }: Finding): string {
  if (destination === null) return `${messages.detail.destinations(destinationCount)}, ${port}`;
  return destination.includes(':') ? `[${destination}]:${port}` : `${destination}:${port}`;
}

/** What a finding is, in one line: protocol, source, target. */
export function findingName(finding: Finding): string {
  return messages.detail.heading(
    messages.detection.protocols[finding.protocol],
    finding.source,
    targetName(finding),
  );
}
