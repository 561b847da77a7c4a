import type { EventAsked, EventFunnel } from '../../contract/event-funnel.ts';
import type { Pending } from '../../contract/details.ts';
import { existingProperties } from '../detection/aql/properties.ts';
import { findRefused, switchesWithout } from '../detection/aql/switches.ts';
import type { CoverageContext } from '../detection/coverage/coverage-context.ts';
import { eventQuery, windowAround } from '../detection/coverage/event-query.ts';
import { readEvents } from '../detection/coverage/event-steps.ts';
import { measuredOf } from '../detection/coverage/measured.ts';
import type { FindingSettings } from '../detection/rule/finding-settings.ts';
import { AppError } from '../ports/app-error.ts';
import type { ConsoleFacts } from '../ports/console-facts.ts';
import type { Identity } from '../ports/console.ts';
import { rowsOf, type HeldSearches } from './held-searches.ts';

/** Which record, asked by whom; an aborted signal gives the search up for this asker. */
export type AskedEvent = {
  readonly event: EventAsked;
  /** Whose session; never a token. */
  readonly owner: string;
  readonly identity: Identity;
  readonly facts: ConsoleFacts;
  readonly settings: FindingSettings;
  readonly signal: AbortSignal;
};

/** Follows single records through the conditions of the rule. */
export class EventFunnels {
  readonly #searches: Pick<HeldSearches, 'read'>;

  constructor(searches: Pick<HeldSearches, 'read'>) {
    this.#searches = searches;
  }

  /**
   * The records that may be meant, each with what becomes of it, or how far their search is. One search; where properties
   * empty or spoil its answer one more without them, of which bytes cannot be told. Throws what the search throws.
   */
  async follow(asked: AskedEvent): Promise<EventFunnel | Pending> {
    const context = await contextOf(asked);
    const whole = await this.#asked(asked, context).catch((error: unknown) => {
      const isRejected = error instanceof AppError && error.code === 'query-rejected';
      if (isRejected && context.measured.length > 0) return null;
      throw error;
    });
    if (whole !== null && ('pending' in whole || whole.events.length > 0)) return whole;
    if (whole !== null && context.measured.length === 0) return whole;
    return this.#asked(asked, { ...context, measured: [] });
  }

  async #asked(asked: AskedEvent, context: CoverageContext): Promise<EventFunnel | Pending> {
    const { event, owner, identity, signal } = asked;
    const query = eventQuery(event, context);
    const search = { runId: `event of ${owner}`, owner, identity, query, signal };
    return this.#searches.read(search, async (held, total) => ({
      window: context.window,
      ...readEvents(await rowsOf(held, total, signal), event.timeMs, context),
      aql: query.aql,
    }));
  }
}

/** What the query is written from; where the console does not list its properties, none is asked for. */
async function contextOf({ event, facts, settings, signal }: AskedEvent): Promise<CoverageContext> {
  const window = windowAround(event.timeMs);
  const [fields, refused] = await Promise.all([
    facts.eventFields(signal).catch(noneWhereUnknown),
    findRefused(facts, window, 'validator', signal).catch(noneWhereUnknown),
  ]);
  return {
    window,
    settings,
    switches: switchesWithout(refused),
    properties: existingProperties(settings.properties, fields).properties,
    measured: measuredOf(settings, fields),
    pipeline: [],
    isPlain: true,
  };
}

/** Rethrows what is neither a refusal nor a failure of the console. */
function noneWhereUnknown(error: unknown): readonly [] {
  const isTheirs = error instanceof AppError && error.code !== 'cancelled';
  if (isTheirs && error.code !== 'not-signed-in') return [];
  throw error;
}
