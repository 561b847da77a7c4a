import type { SignalResult, ValidationResult } from '../../contract/validation.ts';
import type { CoverageWords } from '../coverage/coverage-words.ts';
import type { Words } from '../words/WordsContext.tsx';
import type { ValidationWords } from './validation-words.ts';

/** A search that failed, and why, in a sentence. */
export function failureText(
  { search, reason }: ValidationResult['failures'][number],
  { result: text }: ValidationWords,
  { unknown }: CoverageWords,
): string {
  const names: Readonly<Record<string, string>> = text.searches;
  return text.failure(names[search] ?? search, unknown[reason]);
}

/**
 * What there is to say of a signal: until when it may come or why it cannot be known, whether it can arrive, how it was found. Of a
 * twin, those that need not come are the technique's, which must not.
 */
export function signalSentences(
  result: SignalResult,
  isOfTwin: boolean,
  { format }: Words,
  { signals: text, bench }: ValidationWords,
  { unknown }: CoverageWords,
): readonly string[] {
  const { answer, canArrive, lastSeenMs, waitUntilMs, events, isMarkerFound, signal } = result;
  if (isOfTwin && signal.isOptional && answer !== 'cannot-know')
    return [answer === 'arrived' ? text.mustNotHave : text.mustNot];
  const sentences: string[] = isOfTwin ? [text.ofTwin] : [];
  if (answer === 'arrived') {
    if (events !== null) sentences.push(`${text.events(events)}.`);
    if (isMarkerFound === true) sentences.push(text.marked);
    if (isMarkerFound === false && signal.carriesMarker) sentences.push(text.notMarked);
  } else if (answer === 'cannot-know') {
    if (result.unknown !== null) sentences.push(unknown[result.unknown]);
  } else if (answer === 'waiting') {
    sentences.push(waitUntilMs === null ? text.untilUnknown : text.until(format.time(waitUntilMs)));
  }
  if (answer !== 'arrived') {
    sentences.push(bench.canArrive[canArrive]);
    if (canArrive === 'host-silent' || canArrive === 'none-seen')
      sentences.push(text.whatToDo[canArrive]);
    if (lastSeenMs !== null) sentences.push(text.lastSeen(format.time(lastSeenMs)));
  }
  if (answer !== 'cannot-know')
    sentences.push(text.sought(bench.soughtBy[result.soughtBy], result.properties));
  if (result.isCut) sentences.push(text.cut);
  return sentences;
}

/** What a signal came to, in a word or two. */
export function answerLabel(
  { answer }: Pick<SignalResult, 'answer'>,
  isOfTwin: boolean,
  { signals, bench }: ValidationWords,
): string {
  return isOfTwin && answer === 'absent' ? signals.stayedAway : bench.answers[answer];
}
