import { useCallback, useEffect, useState } from 'react';
import { readView, writeView, type View } from './view.ts';

/** Changes the view; opening or closing a finding makes an entry in the history, so that Back works. */
export type ChangeView = (change: (view: View) => View) => void;

/** The view of the page, held by the URL. */
export function usePageState(): readonly [View, ChangeView] {
  const [view, setView] = useState(() => readView(window.location.search));

  useEffect(() => {
    const onPopState = () => setView(readView(window.location.search));
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, []);

  useEffect(() => {
    const { search, pathname, hash } = window.location;
    const next = writeView(view, search);
    if (next === search) return;
    const moves = readView(search).finding !== view.finding;
    // The entry's state holds the place in the list, which stays.
    const state: unknown = window.history.state;
    window.history[moves ? 'pushState' : 'replaceState'](state, '', `${pathname}${next}${hash}`);
  }, [view]);

  const change = useCallback<ChangeView>((update) => setView(update), []);
  return [view, change];
}
