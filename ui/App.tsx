import { Button, GlobalTheme } from '@carbon/react';
import { Locked, Settings } from '@carbon/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { technique } from '../cards/technique.ts';
import type { Session } from '../contract/session.ts';
import { FindingsPage } from './findings/FindingsPage.tsx';
import { useWords } from './words/WordsContext.tsx';
import { applyTheme, themeOf, usePrefersDark, type ThemeName } from './platform/theme.ts';
import { EmptyState } from './shared/EmptyState.tsx';
import { EntryNotice } from './shared/EntryNotice.tsx';
import { FeatureBoundary } from './shared/FeatureBoundary.tsx';
import { ProblemNotice } from './shared/ProblemNotice.tsx';
import { CardSkeletons } from './shared/RunProgress.tsx';
import { SettingsNoticeCallout } from './shared/SettingsNoticeCallout.tsx';
import { useSession, type SessionState } from './api/useSession.ts';

const SettingsPanel = lazy(() =>
  import('./settings/SettingsPanel.tsx').then((module) => ({ default: module.SettingsPanel })),
);

type AppProps = {
  /** The theme the console asks for; without one the browser's preference decides. */
  readonly consoleTheme: ThemeName | null;
};

/** The tab. */
export function App({ consoleTheme }: AppProps) {
  const words = useWords();
  const theme = themeOf({ asked: consoleTheme, prefersDark: usePrefersDark() });
  const [sessionState, askAgain] = useSession();
  useEffect(() => applyTheme(theme, document.documentElement), [theme]);
  return (
    <GlobalTheme theme={theme}>
      <main className="tw-app">
        <Header
          session={sessionState.state === 'known' ? sessionState.session : null}
          onSettingsSaved={askAgain}
        />
        <FeatureBoundary part={words.page.title}>
          <Content sessionState={sessionState} onRetry={askAgain} />
        </FeatureBoundary>
      </main>
    </GlobalTheme>
  );
}

type HeaderProps = { readonly session: Session | null; readonly onSettingsSaved: () => void };

function Header({ session, onSettingsSaved }: HeaderProps) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="tw-header">
      <h1 className="tw-header__title">
        {words.page.title}{' '}
        <span className="tw-qualifier">
          {words.detection.technique(technique.id, technique.name)}
        </span>
      </h1>
      {session && (
        <Button
          ref={button}
          kind="ghost"
          size="sm"
          renderIcon={Settings}
          aria-expanded={isOpen}
          onClick={() => setOpen(true)}
        >
          {words.page.settings}
        </Button>
      )}
      {session && isOpen && (
        <FeatureBoundary part={words.page.settings}>
          <Suspense>
            <SettingsPanel session={session} onClose={close} onSaved={onSettingsSaved} />
          </Suspense>
        </FeatureBoundary>
      )}
    </div>
  );
}

type ContentProps = { readonly sessionState: SessionState; readonly onRetry: () => void };

function Content({ sessionState, onRetry }: ContentProps) {
  const words = useWords();
  if (sessionState.state === 'asking')
    return (
      <>
        <p role="status" className="tw-visually-hidden">
          {words.page.states.loading}
        </p>
        <CardSkeletons />
      </>
    );
  if (sessionState.state === 'failed')
    return (
      <div role="alert">
        <ProblemNotice problem={sessionState.problem} onRetry={onRetry} />
      </div>
    );
  const { session, defaultProfile, settingsNotice } = sessionState;
  return (
    <>
      {settingsNotice && (
        <div className="tw-app__notice">
          <SettingsNoticeCallout
            notice={settingsNotice}
            canAdminister={session.canAdminister}
            place="page"
          />
        </div>
      )}
      {session.canSearch ? (
        <>
          <EntryNotice />
          <FindingsPage defaultProfile={defaultProfile} />
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
