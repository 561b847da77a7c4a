import { Button } from '@carbon/react';
import { useDetailWords } from './detail-words.ts';
import type { Shown } from '../shared/useShown.ts';

/** The button below the first rows of `useShown`; nothing where all are shown. */
export function ShowMore({ more, showMore }: Pick<Shown<unknown>, 'more' | 'showMore'>) {
  const { moreOf } = useDetailWords();
  if (more === 0) return null;
  return (
    <Button kind="ghost" size="sm" onClick={showMore}>
      {moreOf(more)}
    </Button>
  );
}
