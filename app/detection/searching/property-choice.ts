import type { Profile } from '../../../contract/finding.ts';
import type { ConsoleFacts, EventField } from '../../ports/console-facts.ts';
import {
  chosenProperties,
  existingProperties,
  namesIn,
  sourceCandidates,
  type ChosenProperties,
} from '../aql/properties.ts';
import { switchesOf, type QueryContext } from '../aql/query.ts';
import { portsAsked } from '../rule/settable.ts';
import { sampleOf } from './filling.ts';

/**
 * The properties that a run reads: of the candidates those that the console has and that are filled in the run's own
 * records. Throws what the console throws.
 */
export async function choiceOfProperties(
  run: Omit<QueryContext, 'properties'> & { readonly profile: Profile },
  fields: readonly EventField[],
  facts: Pick<ConsoleFacts, 'filling'>,
  signal: AbortSignal,
): Promise<ChosenProperties> {
  const { profile, settings } = run;
  const candidates =
    profile === 'source' ? sourceCandidates(settings.properties) : settings.properties;
  const existing = existingProperties(candidates, fields);
  const names = namesIn(existing.properties);
  const { window, isWhole } = sampleOf(run.window);
  const filling =
    names.length === 0
      ? null
      : await facts.filling({ names, ports: portsAsked(settings), window }, signal);
  const { severalNames } = switchesOf(run);
  return chosenProperties(existing, filling, { isWhole, mayNameSeveral: severalNames });
}
