import { Callout } from '@carbon/react';
import { useEffect, useState } from 'react';
import { entryNoticeParameter, entryNoticeSchema, type EntryNotice } from '../../contract/entry.ts';
import { messages } from '../messages/messages.ts';

/** Says why a place in the console opened the tab without a filter. Once: a reload or a shared link is silent. */
export function EntryNotice() {
  const [notice] = useState(() => entryNoticeOf(window.location.search));
  useEffect(() => {
    const address = new URL(window.location.href);
    if (!address.searchParams.has(entryNoticeParameter)) return;
    address.searchParams.delete(entryNoticeParameter);
    window.history.replaceState(null, '', address);
  }, []);
  if (notice === null) return null;
  const { title, remedy } = messages.page.entry[notice];
  return (
    <div className="tw-app__notice">
      <Callout kind="info" lowContrast title={title} subtitle={remedy} />
    </div>
  );
}

function entryNoticeOf(search: string): EntryNotice | null {
  const text = new URLSearchParams(search).get(entryNoticeParameter);
  const { success, data } = entryNoticeSchema.safeParse(text);
  return success ? data : null;
}
