import type { SessionState } from '../api/useSession.ts';

/** What every page of the tab is given: who is there, what holds for them, and how to have it asked for anew. */
export type PageProps = {
  readonly known: Extract<SessionState, { readonly state: 'known' }>;
  readonly onSettingsSaved: () => void;
  /** Called when a check of coverage is over, so that what is said of the last one is asked anew. */
  readonly onChecked: () => void;
};
