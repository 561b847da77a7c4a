import { Locked } from '@carbon/icons-react';
import { FindingsPage } from '../findings/FindingsPage.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { EntryNotice } from '../shared/EntryNotice.tsx';
import { SettingsNoticeCallout } from '../shared/SettingsNoticeCallout.tsx';
import { useWords } from '../words/WordsContext.tsx';
import type { PageProps } from '../shared/page-props.ts';

/** The findings for whoever may search, with what has to be said before them. */
export function Findings({ known }: PageProps) {
  const { session, defaultProfile, settingsNotice } = known;
  return (
    <>
      {settingsNotice && (
        <div className="tw-app__notice">
          <SettingsNoticeCallout
            notice={settingsNotice}
            canAdminister={session.canAdminister}
            place="findings"
          />
        </div>
      )}
      {session.canSearch ? (
        <>
          <EntryNotice />
          <FindingsPage defaultProfile={defaultProfile} user={session.user} />
        </>
      ) : (
        <NotAllowed user={session.user} />
      )}
    </>
  );
}

function NotAllowed({ user }: { readonly user: string }) {
  const text = useWords().page.states.notAllowed;
  return (
    <EmptyState icon={Locked} title={text.title}>
      <p>{text.text(user)}</p>
    </EmptyState>
  );
}
