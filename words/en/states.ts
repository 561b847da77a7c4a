import type { Format } from '../format.ts';
import { absence } from './absence.ts';
import { counted } from './counted.ts';

/** What the page says instead of findings, or above them. */
export function states(format: Format) {
  const { allOf, count, many, plural } = format;
  const { findings } = counted(format);
  return {
    neverRun: {
      title: 'No detection has run yet',
      text: 'A run searches QRadar’s events for file transfers to the outside over FTP, FTPS, SMB and TFTP and shows one card for each source IP. It usually takes less than a minute for a day of events.',
    },
    again: (when: string) => `Running again. Showing results of ${when}.`,
    nothingFound: {
      title: {
        below: 'No file transfer above the thresholds',
        nothing: 'Nothing was logged in this time range',
        part: 'Nothing found in the part that was searched',
      },
      text: {
        below: (range: string) => `Nothing above the thresholds from ${range}.`,
        nothing: (range: string) =>
          `QRadar has no record from ${range} that you may see, so nothing can be said about transfers. Choose another time range; if there should be records, check under Admin > Log Sources whether they arrive.`,
        part: (range: string) =>
          `The search from ${range} was cut short, so there may be transfers that nobody looked at. Choose a shorter time range.`,
      },
      examined: (value: number) =>
        `${many(value, { one: 'record was', other: 'records were' })} examined.`,
      source:
        'The source query wants a counter of sent bytes on records that often have none. The corrected profile keeps those connections, and counts denied ones.',
      /** Leads to the page “Coverage”. */
      coverage: 'Check what this console can show',
      denied: (value: number) =>
        value === 0
          ? 'No outbound connection was denied either.'
          : `${many(value, { one: 'outbound connection was', other: 'outbound connections were' })} denied, which is not a finding.`,
    },
    absence: absence(format),
    nothingMatches: {
      title: 'No finding matches the filters',
      hidden: (value: number) =>
        `${findings(value)} ${plural(value, { one: 'is', other: 'are' })} hidden by the filters.`,
    },
    partial: {
      title: 'The result is not complete',
      limits: {
        rows: (limit: number) =>
          `Reading stopped at ${count(limit)} result rows. Choose a shorter time range, or let an administrator raise the limit of rows.`,
        findings: (limit: number) =>
          `Only the first ${count(limit)} findings are kept. Choose a shorter time range, or let an administrator raise the limit of findings.`,
        administrator: () =>
          'QRadar cut the search short, because an administrator restricts what your role may search. Choose a shorter time range.',
        channels: (limit: number) =>
          `Data channels were looked for between ${count(limit)} pairs of hosts only, those that could be worst. Choose a shorter time range to see those of the others.`,
        records: () =>
          'The search for single records failed, so numbers are estimated from groups of records, and data channels are missing. Run the detection again.',
      },
    },
    missingCategories: {
      title: 'The source query cannot see everything on this console',
      text: (names: readonly string[]) =>
        `It asks for ${plural(names.length, { one: 'a category', other: 'categories' })} that this console does not have, and sees no record of ${plural(names.length, { one: 'it', other: 'them' })}: ${allOf(names)}.`,
    },
    cancelled: {
      title: 'The run was cancelled',
      text: 'What had been read until then is shown.',
      nothing: 'Nothing had been read until then.',
    },
    notAllowed: {
      title: 'You may not search events',
      text: (user: string) =>
        `The role of ${user} lacks the permission “Log Activity”. A QRadar administrator can grant it under Admin > User Roles.`,
    },
    loading: 'Loading',
    keptResults: (when: string) => `Still showing the results of ${when}.`,
  };
}

export type StatesWords = ReturnType<typeof states>;
