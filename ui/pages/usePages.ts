import { useCallback, useEffect, useRef, useState } from 'react';
import { pageIn, searchOf, type PageName } from '../shared/page-address.ts';
import type { LeaveQuestion } from '../shared/leaving.ts';

/** Which page is on show, which have been, and the ways between them. */
export type Pages = {
  readonly page: PageName;
  /** Those that were opened since the tab was, the one on show among them. */
  readonly opened: readonly PageName[];
  readonly open: (page: PageName) => void;
  /** For `LeaveContext`. */
  readonly setQuestion: (question: LeaveQuestion | null) => void;
};

/** The page on show, held by the URL. */
export function usePages(names: readonly PageName[]): Pages {
  const [page, setPage] = useState(() => pageIn(window.location.search, names));
  const [opened, setOpened] = useState<readonly PageName[]>([page]);
  const question = useRef<LeaveQuestion | null>(null);

  const setQuestion = useCallback((asked: LeaveQuestion | null) => {
    question.current = asked;
  }, []);
  /** Goes when the page agrees, at once where it has no question. */
  const whenAgreed = useCallback((leave: () => void) => {
    const ask = question.current ?? ((agree: () => void) => agree());
    ask(() => {
      question.current = null;
      leave();
    });
  }, []);
  const show = useCallback((next: PageName) => {
    setPage(next);
    setOpened((before) => (before.includes(next) ? before : [...before, next]));
  }, []);
  const open = (next: PageName) => {
    if (next === page) return;
    whenAgreed(() => {
      go(next);
      show(next);
    });
  };

  useEffect(() => {
    const onPopState = () => {
      const next = pageIn(window.location.search, names);
      if (next === page) return;
      if (question.current === null) {
        show(next);
        return;
      }
      // The browser has gone already: it comes back, and goes again when the answer is yes.
      go(page);
      whenAgreed(() => window.history.back());
    };
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, [page, names, show, whenAgreed]);

  return { page, opened, open, setQuestion };
}

function go(page: PageName): void {
  const { pathname, search } = window.location;
  window.history.pushState(null, '', `${pathname}${searchOf(page, search)}`);
}
