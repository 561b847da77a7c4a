import { use, useCallback, useEffect, useRef, useState } from 'react';
import { LeaveContext, type LeaveQuestion } from '../shared/leaving.ts';
import { pageIn, partIn, searchOf, type PartPlace } from '../shared/page-address.ts';

/** The parts of the page in the order of their links; the first opens where an address names none. */
export const partNames = ['entries', 'suggestions', 'settings', 'audit'] as const;
export type PartName = (typeof partNames)[number];

/** Which part is on show, and what is named in it. */
export type Part = { readonly part: PartName; readonly item: string };

/** The part on show, held by the address, and the way to others; a part with something to lose asks before it is left. */
export function usePart(): {
  readonly shown: Part;
  readonly open: (part: PartName) => void;
  /** For `LeaveContext` around the parts. */
  readonly setQuestion: (question: LeaveQuestion | null) => void;
} {
  const toPages = use(LeaveContext);
  const [shown, setShown] = useState(() => partOf(window.location.search));
  const question = useRef<LeaveQuestion | null>(null);
  const place = useRef(shown);
  useEffect(() => {
    place.current = shown;
  }, [shown]);
  const setQuestion = useCallback(
    (asked: LeaveQuestion | null) => {
      question.current = asked;
      if (asked === null) toPages(null);
      else
        toPages((leave) => {
          restore(place.current);
          asked(leave);
        });
    },
    [toPages],
  );
  const whenAgreed = useCallback(
    (leave: () => void) => {
      const ask = question.current ?? ((agree: () => void) => agree());
      ask(() => {
        setQuestion(null);
        leave();
      });
    },
    [setQuestion],
  );

  useEffect(() => {
    const onPopState = () => {
      const { search } = window.location;
      const next = partOf(search);
      // Another page is not this one's affair.
      if (pageIn(search, ['tuning']) !== 'tuning') return;
      if (next.part === shown.part || question.current === null) {
        setShown(next);
        return;
      }
      // The browser has gone already: it comes back, and goes again when the answer is yes.
      go(shown);
      whenAgreed(() => window.history.back());
    };
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, [shown, whenAgreed]);

  const open = (part: PartName) => {
    if (part === shown.part) return;
    whenAgreed(() => {
      go({ part, item: '' });
      setShown({ part, item: '' });
    });
  };
  return { shown, open, setQuestion };
}

function partOf(search: string): Part {
  const { part, item } = partIn(search);
  return { part: partNames.find((name) => name === part) ?? 'entries', item };
}

function go(place: PartPlace): void {
  const { pathname, search } = window.location;
  window.history.pushState(null, '', `${pathname}${searchOf('tuning', search, place)}`);
}

/** Who shows pages came back to this one after a Back, and knows nothing of its parts. */
function restore(place: Part): void {
  const { pathname, search } = window.location;
  const { part, item } = partOf(search);
  if (part === place.part && item === place.item) return;
  window.history.replaceState(null, '', `${pathname}${searchOf('tuning', search, place)}`);
}
