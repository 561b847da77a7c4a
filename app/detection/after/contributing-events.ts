import type { Finding } from '../../../contract/finding.ts';
import type { ContributingEvent } from '../../../contract/details.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { cellsOf, countIn, hostIn, nameIn, timeIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { eventsOf } from './finding-filter.ts';
import { anyAddress, type RunContext } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { valueColumn } from '../aql/value.ts';

/** Contributing events asked for at most; the newest are kept. A person pages through hundreds, not more. */
const mostEvents = 10_000;

/** The events behind a finding, newest first, all session phases; to be read by `readContributingEvents`. */
export function contributingEventsQuery(finding: Finding, run: RunContext): SentQuery {
  const { sent, received, total } = run.properties;
  return {
    name: 'evidence',
    aql: writeStatement({
      select: [
        `starttime AS ${aliases.time}`,
        `LOGSOURCENAME(logsourceid) AS ${aliases.logSourceName}`,
        `CATEGORYNAME(category) AS ${aliases.categoryName}`,
        `${anyAddress('source', run)} AS ${aliases.source}`,
        `sourceport AS ${aliases.sourcePort}`,
        `${anyAddress('destination', run)} AS ${aliases.destination}`,
        `destinationport AS ${aliases.destinationPort}`,
        `username AS ${aliases.user}`,
        `eventcount AS ${aliases.eventCount}`,
        ...valueColumn(sent, aliases.sent),
        ...valueColumn(received, aliases.received),
        ...valueColumn(total, aliases.total),
      ],
      from: 'events',
      where: eventsOf(finding, run),
      orderBy: 'starttime DESC',
      limit: mostEvents,
      window: run.window,
    }),
  };
}

/**
 * Rows of `contributingEventsQuery` as events, in their order. A row without a time, an address or a port is left out.
 */
export function readContributingEvents(rows: readonly unknown[]): ContributingEvent[] {
  return rows.flatMap((row) => {
    const cells = cellsOf(row);
    if (!cells) return [];
    const timeMs = timeIn(cells[aliases.time]);
    const source = hostIn(cells[aliases.source]);
    const destination = hostIn(cells[aliases.destination]);
    const destinationPort = countIn(cells[aliases.destinationPort]);
    if (timeMs === null || source === null || destination === null || destinationPort === null)
      return [];
    return [
      {
        timeMs,
        logSource: nameIn(cells[aliases.logSourceName]) ?? '',
        category: nameIn(cells[aliases.categoryName]) ?? '',
        source,
        sourcePort: countIn(cells[aliases.sourcePort]),
        destination,
        destinationPort,
        user: nameIn(cells[aliases.user]),
        eventCount: countIn(cells[aliases.eventCount]) ?? 1,
        sentBytes: countIn(cells[aliases.sent]),
        receivedBytes: countIn(cells[aliases.received]),
        totalBytes: countIn(cells[aliases.total]),
      },
    ];
  });
}
