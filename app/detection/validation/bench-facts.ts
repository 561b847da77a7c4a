import type { UnknownReason } from '../../../contract/coverage.ts';
import type { RunProperties, TimeWindow } from '../../../contract/run.ts';
import type { PropertyMap } from '../../../contract/validation.ts';
import { AppError } from '../../ports/app-error.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import { existingProperties } from '../aql/properties.ts';
import type { QueryContext } from '../aql/query.ts';
import { findRefused, switchesWithout } from '../aql/switches.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { sampleOf } from '../searching/filling.ts';
import { choiceOfProperties } from '../searching/property-choice.ts';
import { existingFields, filledFields, namesOf, type SysmonFields } from './sysmon-properties.ts';

/** A question that the console did not answer, and why. */
export type Failure = { readonly search: string; readonly reason: UnknownReason };

/** What queries of the bench are written from, and what could not be asked. */
export type BenchFacts = QueryContext & {
  readonly sysmon: SysmonFields;
  readonly failures: readonly Failure[];
};

/**
 * Which properties of this console the bench reads. What the console does not say is left out, and named; only the end of the session or of
 * the look ends it.
 */
export async function benchFacts(
  { window, settings }: { readonly window: TimeWindow; readonly settings: FindingSettings },
  facts: Pick<ConsoleFacts, 'eventFields' | 'filling' | 'refusedQueries'>,
  signal: AbortSignal,
): Promise<BenchFacts> {
  const failures: Failure[] = [];
  const asked = async <T>(search: string, answer: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      failures.push({ search, reason: reasonOf(error) });
      return otherwise;
    }
  };
  const [fields, refused] = await Promise.all([
    asked('event-fields', facts.eventFields(signal), []),
    // What the console does not say is accepted.
    findRefused(facts, window, 'validator', signal).catch((error: unknown) => {
      reasonOf(error);
      return [];
    }),
  ]);
  const switches = switchesWithout(refused);
  const existing = existingFields(fields);
  const names = namesOf(existing);
  const sample = sampleOf(window).window;
  const none: RunProperties = existingProperties(settings.properties, []).properties;
  const [filling, chosen] = await Promise.all([
    names.length === 0
      ? null
      : asked('filling', facts.filling({ names, ports: 'hosts', window: sample }, signal), null),
    asked(
      'byte-properties',
      choiceOfProperties(
        { profile: 'corrected', window, settings, switches },
        fields,
        facts,
        signal,
      ),
      { properties: none, elsewhere: none, passedOver: [] },
    ),
  ]);
  return {
    window,
    settings,
    switches,
    properties: chosen.properties,
    sysmon: filledFields(existing, filling, switches.severalNames),
    failures,
  };
}

/** The properties as a receipt names them. */
export function propertyMapOf({ sysmon, properties }: BenchFacts): PropertyMap {
  return {
    eventId: [...(sysmon.hasNativeId ? ['qideventid'] : []), ...sysmon.eventId],
    process: [...sysmon.process],
    command: [...sysmon.command],
    parentCommand: [...sysmon.parentCommand],
    file: [...sysmon.file],
    pipe: [...sysmon.pipe],
    guid: [...sysmon.guid],
    originalName: [...sysmon.originalName],
    sent: properties.sent,
    received: properties.received,
    total: properties.total,
  };
}

/** Why something could not be asked. Rethrows what is neither a refusal nor a failure of the console. */
export function reasonOf(error: unknown): UnknownReason {
  if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'not-signed-in')
    throw error;
  return error.code === 'not-allowed' ? 'no-right' : 'no-answer';
}
