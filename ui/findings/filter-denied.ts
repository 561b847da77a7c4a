import type { Denied } from '../../contract/finding.ts';
import type { Filters } from './filters.ts';
import { defaultView } from './view.ts';

/**
 * The denied connections that belong to what the filters let pass. Text, address, source IP and time are their own.
 * Risk, protocol, bytes, destination and user they do not have: filtered by such, those of the sources that have a
 * finding on the page stay. `isShown` says whether a card (by its key) is on the page.
 */
export function filterDenied(
  denied: readonly Denied[],
  filters: Filters,
  isShown: (cardKey: string) => boolean,
): Denied[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const needsFinding = asksForFinding(filters);
  return denied.filter(
    (entry) =>
      (filters.address === null || entry.source === filters.address) &&
      passesScopes(entry, filters) &&
      passesTime(entry, filters.time) &&
      words.every((word) => textOf(entry).includes(word)) &&
      (!needsFinding || isShown(`${entry.domainId}|${entry.source}`)),
  );
}

function asksForFinding({ risks, protocols, bytes, only, exclude }: Filters): boolean {
  const isOther = ({ field }: Filters['only'][number]) => field !== 'source';
  return (
    risks.length > 0 ||
    protocols.length > 0 ||
    bytes !== defaultView.bytes ||
    only.some(isOther) ||
    exclude.some(isOther)
  );
}

function passesScopes({ source }: Denied, { only, exclude }: Filters): boolean {
  const isOwn = ({ field, value }: Filters['only'][number]) =>
    field === 'source' && value === source;
  const sources = only.filter(({ field }) => field === 'source');
  return (sources.length === 0 || sources.some(isOwn)) && !exclude.some(isOwn);
}

function passesTime({ firstSeenMs, lastSeenMs }: Denied, time: Filters['time']): boolean {
  return time === null || (firstSeenMs < time.stopMs && lastSeenMs >= time.startMs);
}

function textOf({ source, port, transport }: Denied): string {
  return `${source}\n${port}\n${transport}`.toLowerCase();
}
