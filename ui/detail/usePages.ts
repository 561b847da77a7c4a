import { useState } from 'react';
import { useAnswer, type Answer, type Ask } from '../api/useAnswer.ts';

export type Pages<T> = {
  readonly answer: Answer<T>;
  readonly retry: () => void;
  /** The latest page that came, which stays in view while another one is read. */
  readonly latest: T | null;
};

/** One page at a time of a long answer; `ask` has to be stable while its page is. */
export function usePages<T>(ask: Ask<T>): Pages<T> {
  const { answer, retry } = useAnswer(ask);
  const [latest, setLatest] = useState<T | null>(null);
  // React's way of keeping what was: set while rendering, before anything is shown.
  if (answer.state === 'known' && answer.value !== latest) setLatest(answer.value);
  return { answer, retry, latest };
}
