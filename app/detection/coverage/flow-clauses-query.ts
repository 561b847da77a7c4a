import type { SentQuery } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral } from '../aql/literals.ts';
import { writeStatement } from '../aql/statement.ts';
import { externalFlows } from '../flows/query.ts';
import { cellsOf, countIn } from '../rows/cells.ts';
import { directionsAsked, portsAsked } from '../rule/settable.ts';
import type { CoverageContext } from './coverage-context.ts';

/** Flow directions are four; a bound all the same. */
export const mostFlowGroups = 100;

/** Flows of the window on the ports, by direction and by whether they go to the outside. */
export function flowClausesQuery(context: CoverageContext): SentQuery {
  return {
    name: 'coverage-flows',
    aql: writeStatement({
      select: [
        `flowdirection AS ${aliases.direction}`,
        `IF ${externalFlows(context)} THEN 1 ELSE 0 AS ${aliases.outside}`,
        `UNIQUECOUNT(flowid) AS ${aliases.connections}`,
      ],
      from: 'flows',
      where: [`destinationport IN ${numberListLiteral(portsAsked(context.settings))}`],
      groupBy: ['flowdirection', aliases.outside],
      orderBy: `${aliases.connections} DESC`,
      limit: mostFlowGroups,
      window: context.window,
    }),
  };
}

/** Flows on the ports, and how many of them the rule would count. */
export type FlowCounts = { readonly flows: number; readonly outbound: number };

/** Adds up the rows of `flowClausesQuery`; what cannot be read adds nothing. */
export function flowCounts(
  rows: readonly unknown[],
  { settings }: Pick<CoverageContext, 'settings'>,
): FlowCounts {
  const directions: ReadonlySet<unknown> = new Set(directionsAsked(settings));
  let [flows, outbound] = [0, 0];
  for (const row of rows) {
    const cells = cellsOf(row);
    const count = countIn(cells?.[aliases.connections]) ?? 0;
    flows += count;
    if (cells && directions.has(cells[aliases.direction]) && countIn(cells[aliases.outside]) === 1)
      outbound += count;
  }
  return { flows, outbound };
}
