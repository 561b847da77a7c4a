import type { EventAsked } from '../../../contract/event-funnel.ts';
import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { numberLiteral, propertyLiteral } from '../aql/literals.ts';
import { anyAddress, external, hostIs } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import type { CoverageContext } from './coverage-context.ts';

const minuteMs = 60_000;
/**
 * How far from the time given a record may be: a time that was copied from a list has no milliseconds, and IBM's procedure for testing a
 * rule by searches looks two minutes to either side.
 */
const aroundMs = 2 * minuteMs;
/** Of these those nearest to the time are shown. */
export const mostNearby = 200;

/** The full minutes around a time, epoch ms. */
export function windowAround(timeMs: number): TimeWindow {
  return {
    startMs: Math.floor((timeMs - aroundMs) / minuteMs) * minuteMs,
    stopMs: Math.ceil((timeMs + aroundMs) / minuteMs) * minuteMs,
  };
}

/** Single records between these ends at about that time, whatever the clauses say of them; to be read by `readEvents`. */
export function eventQuery(asked: EventAsked, context: CoverageContext): SentQuery {
  const { source, destination, destinationPort } = asked;
  return {
    name: 'event-funnel',
    aql: writeStatement({
      select: [
        `starttime AS ${aliases.time}`,
        `LOGSOURCENAME(logsourceid) AS ${aliases.logSourceName}`,
        `${anyAddress('source', context)} AS ${aliases.source}`,
        `sourceport AS ${aliases.sourcePort}`,
        `${anyAddress('destination', context)} AS ${aliases.destination}`,
        `destinationport AS ${aliases.destinationPort}`,
        `eventdirection AS ${aliases.direction}`,
        `category AS ${aliases.category}`,
        `CATEGORYNAME(category) AS ${aliases.categoryName}`,
        `eventcount AS ${aliases.eventCount}`,
        `IF ${external(context)} THEN 1 ELSE 0 AS ${aliases.outside}`,
        ...context.measured.map(({ name }, at) => `${propertyLiteral(name)} AS ${counterOf(at)}`),
      ],
      from: 'events',
      where: [
        hostIs('source', source, context),
        ...(destination === undefined ? [] : [hostIs('destination', destination, context)]),
        ...(destinationPort === undefined
          ? []
          : [`destinationport = ${numberLiteral(destinationPort)}`]),
      ],
      orderBy: 'starttime DESC',
      limit: mostNearby,
      window: context.window,
    }),
  };
}

/** Alias of a property in the order of `CoverageContext.measured`. */
export function counterOf(at: number): string {
  return `${aliases.filled}${at + 1}`;
}
