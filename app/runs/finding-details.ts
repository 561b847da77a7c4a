import type { ChannelPicture } from '../../contract/channels.ts';
import type {
  Absence,
  Activity,
  EventPage,
  FlowPage,
  NotLookedAt,
  Pending,
} from '../../contract/details.ts';
import type { Finding } from '../../contract/finding.ts';
import type { SentQuery } from '../../contract/run.ts';
import { absenceQuery, readAbsence } from '../detection/after/absence.ts';
import { activityQuery, readActivity } from '../detection/after/activity.ts';
import { channelsQuery, readChannels } from '../detection/after/channel-picture.ts';
import {
  contributingEventsQuery,
  readContributingEvents,
} from '../detection/after/contributing-events.ts';
import {
  flowActivityQuery,
  isDrawnFromFlows,
  readFlowActivity,
} from '../detection/after/flow-activity.ts';
import { flowRecordsQuery, readFlowRecords } from '../detection/after/flow-records.ts';
import { notLookedAtQueries, readNotLookedAt } from '../detection/after/not-looked-at.ts';
import type { RunContext } from '../detection/aql/query.ts';
import type { Identity } from '../ports/console.ts';
import { rowsOf, type HeldSearches } from './held-searches.ts';

/** Which run, asked by whom; an aborted signal gives the search up for this asker. */
export type AskedRun = {
  readonly runId: string;
  /** Whose run; never a token. */
  readonly owner: string;
  readonly context: RunContext;
  readonly identity: Identity;
  readonly signal: AbortSignal;
};

/** Which finding of which run, asked by whom. */
export type AskedFinding = AskedRun & { readonly finding: Finding };

/** Rows of a search, from 0. */
type PageRange = { readonly offset: number; readonly limit: number };

const drawnFrom = {
  events: { write: activityQuery, read: readActivity },
  flows: { write: flowActivityQuery, read: readFlowActivity },
} as const;

/**
 * What stands behind a finding, or why there is none, read from searches over the minutes of its run. Everything
 * answers how far its search is as long as that is not over, and throws what the search throws.
 */
export class FindingDetails {
  readonly #searches: Pick<HeldSearches, 'read'>;

  constructor(searches: Pick<HeldSearches, 'read'>) {
    this.#searches = searches;
  }

  /** A page of the contributing events, newest first. */
  async events(asked: AskedFinding, range: PageRange): Promise<EventPage | Pending> {
    const query = contributingEventsQuery(asked.finding, asked.context);
    return this.#page(asked, query, range, (rows) => ({ events: readContributingEvents(rows) }));
  }

  /** A page of the flow records, newest first. */
  async flows(asked: AskedFinding, range: PageRange): Promise<FlowPage | Pending> {
    const query = flowRecordsQuery(asked.finding, asked.context);
    return this.#page(asked, query, range, (rows) => ({ flows: readFlowRecords(rows) }));
  }

  /** Connections and bytes over the window of the run. */
  async activity(asked: AskedFinding): Promise<Activity | Pending> {
    const origin = isDrawnFromFlows(asked.finding) ? 'flows' : 'events';
    const { write, read } = drawnFrom[origin];
    const { query, bucketMs } = write(asked.finding, asked.context);
    const rows = await this.#rows(asked, query);
    return 'pending' in rows ? rows : { origin, bucketMs, buckets: read(rows), aql: query.aql };
  }

  /** The data channel of a pair over time. Throws `bad-request` for any other finding. */
  async channels(asked: AskedFinding): Promise<ChannelPicture | Pending> {
    const query = channelsQuery(asked.finding, asked.context);
    const [events, flows] = await Promise.all([
      this.#rows(asked, query.events),
      query.flows === null ? [] : this.#rows(asked, query.flows),
    ]);
    if ('pending' in events) return events;
    if ('pending' in flows) return flows;
    return {
      ...readChannels({ events, flows }, asked.finding, asked.context),
      aql: query.events.aql,
      flowsAql: query.flows?.aql ?? null,
    };
  }

  /** What there was on the rule's ports in the window of the run. */
  async absence(asked: AskedRun): Promise<Absence | Pending> {
    const query = absenceQuery(asked.context);
    const rows = await this.#rows(asked, query);
    return 'pending' in rows ? rows : { ...readAbsence(rows, asked.context), aql: query.aql };
  }

  /**
   * What there was on the ports of the run beside what it looked at; flows too where the run has them. Throws
   * `bad-request` for a run of the source profile.
   */
  async notLookedAt(asked: AskedRun, withFlows: boolean): Promise<NotLookedAt | Pending> {
    const query = notLookedAtQueries(asked.context, withFlows);
    const [events, flows] = await Promise.all([
      this.#rows(asked, query.events),
      query.flows === null ? null : this.#rows(asked, query.flows),
    ]);
    if ('pending' in events) return events;
    if (flows !== null && 'pending' in flows) return flows;
    return {
      ...readNotLookedAt({ events, flows }, asked.context),
      aql: query.events.aql,
      flowsAql: query.flows?.aql ?? null,
    };
  }

  async #rows(asked: AskedRun, query: SentQuery): Promise<unknown[] | Pending> {
    return this.#searches.read({ ...asked, query }, (search, total) =>
      rowsOf(search, total, asked.signal),
    );
  }

  async #page<T>(
    asked: AskedRun,
    query: SentQuery,
    range: PageRange,
    read: (rows: readonly unknown[]) => T,
  ) {
    return this.#searches.read({ ...asked, query }, async (search, total) => ({
      offset: range.offset,
      total,
      ...read(await search.page(range, asked.signal)),
      aql: query.aql,
    }));
  }
}
