import type {
  HostSignal,
  HostSignalKind,
  HostSignalsOfRun,
} from '../../../contract/host-signal.ts';
import type { AppError } from '../../ports/app-error.ts';
import type { ConsoleFacts, EventField, Filling } from '../../ports/console-facts.ts';
import { canBeProperty } from '../aql/literals.ts';
import { noProperties } from '../aql/properties.ts';
import { switchesOf } from '../aql/query.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import type { RunToChooseFor } from '../searching/property-choice.ts';
import { sampleOf } from '../searching/filling.ts';
import { reasonOf } from '../validation/bench-facts.ts';
import { existingFields, filledFields, namesOf } from '../validation/sysmon-properties.ts';
import { FoundSignals } from './found-signals.ts';
import { hostSignalsName, hostSignalsQuery, kindsTold, type SignalFields } from './query.ts';

/** What one run looks for of signals of hosts, and what it finds. */
export type SignalPlan = {
  /** One, or none where there is nothing to look for or it could not be found out. */
  readonly searches: readonly PlannedSearch[];
  /** What a run says of it; `refused`: why the console refused searches, by their names. */
  readonly answered: (refused: ReadonlyMap<string, AppError>) => HostSignalsOfRun;
  /** What has been folded so far. */
  readonly all: (domainNames: ReadonlyMap<number, string>) => readonly HostSignal[];
};

/** Names that properties have which say what a computer is called, current ones first (docs/qradar-facts.md#sysmon-properties). */
const computerNames = ['Computer Name', 'Computer', 'ComputerName'];

/**
 * Finds out which signals this console can tell: those whose properties exist and are filled by log sources of hosts within the last day of
 * the run. What the console refuses or does not answer leaves the run as it is. Throws `cancelled` and `not-signed-in` only.
 */
export async function planHostSignals(
  run: RunToChooseFor & { readonly focus?: unknown },
  fields: readonly EventField[],
  facts: Pick<ConsoleFacts, 'filling'>,
  signal: AbortSignal,
): Promise<SignalPlan> {
  // A run over a part of the records is about connections.
  if (!run.settings.hostSignals || run.profile === 'source' || run.focus) return nothing('off');
  const existing = existingFields(fields);
  const computer = computerNames.flatMap((name) => existingText(name, fields));
  const names = [...namesOf(existing), ...computer];
  if (existing.command.length + existing.pipe.length === 0) return nothing('no-records');
  const { window } = sampleOf(run.window);
  let filling: Filling | null;
  try {
    filling = await facts.filling({ names, ports: 'hosts', window }, signal);
  } catch (error) {
    return nothing(reasonOf(error) === 'no-right' ? 'not-allowed' : 'unavailable');
  }
  const mayNameSeveral = switchesOf(run).severalNames;
  const filled: SignalFields = {
    ...filledFields(existing, filling, mayNameSeveral),
    computer: computer.filter((name) => (filling?.get(name) ?? 0) > 0).slice(0, 1),
  };
  const kinds = kindsTold(filled);
  return kinds.length === 0 ? nothing('no-records') : lookFor(kinds, filled, run);
}

function lookFor(
  kinds: readonly HostSignalKind[],
  fields: SignalFields,
  run: RunToChooseFor,
): SignalPlan {
  const context = { ...run, properties: noProperties };
  const found = new FoundSignals();
  let isCut = false;
  return {
    searches: [
      {
        query: hostSignalsQuery(kinds, fields, context),
        fold: (row) => found.fold(row),
        isOptional: 'whenever',
        onEnd: (end) => {
          isCut = end.isCut || found.isFull;
        },
      },
    ],
    answered: (refused) => {
      const refusal = refused.get(hostSignalsName);
      const state =
        refusal === undefined
          ? 'used'
          : refusal.code === 'not-allowed'
            ? 'not-allowed'
            : 'unavailable';
      return { state, lookedFor: [...kinds], found: found.count, isCut };
    },
    all: (domainNames) => found.all(fields, context, domainNames),
  };
}

function nothing(state: Exclude<HostSignalsOfRun['state'], 'used'>): SignalPlan {
  return {
    searches: [],
    answered: () => ({ state, lookedFor: [], found: 0, isCut: false }),
    all: () => [],
  };
}

function existingText(name: string, fields: readonly EventField[]): string[] {
  const field = fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return field && !field.numeric && canBeProperty(field.name) ? [field.name] : [];
}
