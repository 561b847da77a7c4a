import { useEffect, useState } from 'react';
import { entryNoticeParameter, entryNoticeSchema, type EntryNotice } from '../../contract/entry.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Notice } from './Notice.tsx';

/** Says why a place in the console opened the tab without a filter. Once: a reload or a shared link is silent. */
export function EntryNotice() {
  const words = useWords();
  const [notice] = useState(() => entryNoticeOf(window.location.search));
  useEffect(() => {
    const address = new URL(window.location.href);
    if (!address.searchParams.has(entryNoticeParameter)) return;
    address.searchParams.delete(entryNoticeParameter);
    window.history.replaceState(null, '', address);
  }, []);
  if (notice === null) return null;
  const { title, remedy } = words.page.entry[notice];
  return (
    <div className="tw-app__notice">
      <Notice kind="info" title={title} subtitle={remedy} />
    </div>
  );
}

function entryNoticeOf(search: string): EntryNotice | null {
  const text = new URLSearchParams(search).get(entryNoticeParameter);
  const { success, data } = entryNoticeSchema.safeParse(text);
  return success ? data : null;
}
