import type {
  DetectionAnswer,
  Prediction,
  SignalResult,
  ValidationResult,
} from '../../../contract/validation.ts';

/** What a test came to: see `ValidationResult`. What may still come is waited for, whatever is missing by now. */
export function stateOfTest(
  signals: readonly SignalResult[],
  detection: DetectionAnswer,
  { fires }: Prediction,
): ValidationResult['state'] {
  const has = (answer: SignalResult['answer']) => signals.some((one) => one.answer === answer);
  if (has('waiting') || detection.answer === 'waiting') return 'waiting';
  const isKnown = detection.answer !== 'cannot-know';
  if (has('missing') || (isKnown && (detection.answer === 'fired') !== fires)) return 'failed';
  return has('cannot-know') || !isKnown ? 'cannot-know' : 'passed';
}

/**
 * Whether a twin stirred anything. `telling`: the signals of the technique, of which none may come; `witness`: the twin's own, without
 * which silence says nothing.
 */
export function silenceOf(
  telling: readonly SignalResult[],
  witness: SignalResult,
  detection: DetectionAnswer,
): NonNullable<ValidationResult['silence']> {
  if (detection.answer === 'fired' || telling.some(({ answer }) => answer === 'arrived'))
    return 'fired';
  const all = [...telling, witness];
  if (detection.answer === 'waiting' || all.some(({ answer }) => answer === 'waiting'))
    return 'waiting';
  const isUnknown =
    detection.answer === 'cannot-know' || all.some(({ answer }) => answer === 'cannot-know');
  return isUnknown || witness.answer !== 'arrived' ? 'cannot-know' : 'silent';
}

/** The same as the state of a validation. */
export function stateOfTwin(
  silence: NonNullable<ValidationResult['silence']>,
): ValidationResult['state'] {
  return (
    { silent: 'passed', fired: 'failed', waiting: 'waiting', 'cannot-know': 'cannot-know' } as const
  )[silence];
}
