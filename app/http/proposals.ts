import type { Proposals, Settings } from '../../contract/session.ts';
import { portsAsked } from '../detection/rule/settable.ts';
import { planWindow } from '../detection/rule/window.ts';
import {
  mostFilledFirst,
  propertiesByMeaning,
} from '../detection/searching/proposed-properties.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess, Identity } from '../ports/console.ts';
import type { ConsoleFacts, Filling } from '../ports/console-facts.ts';
import type { Log } from '../ports/log.ts';

export type ProposalsOptions = {
  readonly console: Pick<ConsoleAccess, 'factsFor' | 'publicBlocks'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** A day holds what every device writes. */
const sampleMinutes = 24 * 60;

/** Names alone do, too, so nobody waits longer to see which of them are filled. */
const fillingLimitMs = 8_000;

/**
 * What the console offers for the settings: properties by the meaning of their names and by how often the records of the
 * last day fill them, and public blocks. Throws what the console throws; but if it does not say in time how properties
 * are filled, or the session may not search, their names alone decide.
 */
export async function proposalsOf(
  { console, clock, log }: ProposalsOptions,
  identity: Identity,
  settings: Settings,
  signal: AbortSignal,
): Promise<Proposals> {
  const facts = console.factsFor(identity);
  const fillingOf = async (names: readonly string[]): Promise<Filling | null> => {
    if (names.length === 0) return null;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(fillingLimitMs)]);
    const window = planWindow({ lastMinutes: sampleMinutes }, clock.nowMs());
    try {
      return await facts.filling({ names, ports: portsAsked(settings), window }, limited);
    } catch (error) {
      if (signal.aborted || (error instanceof AppError && error.code === 'not-signed-in'))
        throw error;
      log.warn('how properties are filled is not known', error);
      return null;
    }
  };
  const [properties, ownPublicBlocks] = await Promise.all([
    proposedProperties(facts, fillingOf, signal),
    console.publicBlocks(identity, signal),
  ]);
  return { properties, ownPublicBlocks };
}

async function proposedProperties(
  facts: Pick<ConsoleFacts, 'eventFields'>,
  fillingOf: (names: readonly string[]) => Promise<Filling | null>,
  signal: AbortSignal,
): Promise<Proposals['properties']> {
  const meant = propertiesByMeaning(await facts.eventFields(signal));
  return mostFilledFirst(meant, await fillingOf([...new Set(Object.values(meant).flat())]));
}
