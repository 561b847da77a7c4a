import type { Prediction, PropertyMap, Variant } from '../../../contract/validation.ts';
import type { DetectionPorts } from '../../ports/detection.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { benchFacts, propertyMapOf } from './bench-facts.ts';
import { lastDay } from './moments.ts';
import { predictionOf } from './predict.ts';
import type { Placed } from './recipe.ts';

/** Who, where and what; as a validation was prepared. */
export type Prepared = {
  readonly placed: Placed;
  readonly variant: Variant;
  readonly settings: FindingSettings;
};

/** States the card, and which properties of the console it rests on. Throws `cancelled` and `not-signed-in`. */
export async function predictCard(
  { placed, variant, settings }: Prepared,
  nowMs: number,
  { facts }: Pick<DetectionPorts, 'facts'>,
  signal: AbortSignal,
): Promise<{ readonly prediction: Prediction; readonly properties: PropertyMap }> {
  const window = lastDay(nowMs);
  const known = await benchFacts({ window, settings }, facts, signal);
  const isUnknown = known.failures.some(({ search }) => search !== 'filling');
  const hasSent = isUnknown ? null : known.properties.sent.length > 0;
  return {
    prediction: predictionOf(placed, variant, { settings, hasSent, nowMs }),
    properties: propertyMapOf(known),
  };
}
