import type { Profile } from '../../../contract/finding.ts';
import type { ConsoleFacts, EventField } from '../../ports/console-facts.ts';
import {
  chosenProperties,
  existingProperties,
  namesIn,
  sourceCandidates,
  type ChosenEverywhere,
} from '../aql/properties.ts';
import { switchesOf, type QueryContext } from '../aql/query.ts';
import { portsAsked } from '../rule/settable.ts';
import { sampleOf } from './filling.ts';

/** What of a run decides which properties it reads. */
export type RunToChooseFor = Omit<QueryContext, 'properties'> & { readonly profile: Profile };

/**
 * The properties that a run reads: of the candidates those that the console has and that are filled in the run's own
 * records. Throws what the console throws.
 */
export async function choiceOfProperties(
  run: RunToChooseFor,
  fields: readonly EventField[],
  facts: Pick<ConsoleFacts, 'filling'>,
  signal: AbortSignal,
): Promise<ChosenEverywhere> {
  const { existing, asked, isWhole } = fillingAskedOf(run, fields);
  const filling = asked === null ? null : await facts.filling(asked, signal);
  const { severalNames } = switchesOf(run);
  return chosenProperties(existing, filling, { isWhole, mayNameSeveral: severalNames });
}

/** Whether the choice takes searches of its own. */
export function choiceTakesSearches(
  run: RunToChooseFor,
  fields: readonly EventField[],
  facts: Pick<ConsoleFacts, 'isFillingKnown'>,
): boolean {
  const { asked } = fillingAskedOf(run, fields);
  return asked !== null && !facts.isFillingKnown(asked);
}

/** What of the filling is to be known; `null`: nothing, because the console has none of the candidates. */
function fillingAskedOf(run: RunToChooseFor, fields: readonly EventField[]) {
  const { profile, settings } = run;
  const candidates =
    profile === 'source' ? sourceCandidates(settings.properties) : settings.properties;
  const existing = existingProperties(candidates, fields);
  const names = namesIn(existing.properties);
  const { window, isWhole } = sampleOf(run.window);
  const asked = names.length === 0 ? null : { names, ports: portsAsked(settings), window };
  return { existing, asked, isWhole };
}
