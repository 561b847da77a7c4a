import { GlobalTheme } from '@carbon/react';
import { useEffect } from 'react';
import { useSession, type SessionState } from './api/useSession.ts';
import { Header } from './pages/Header.tsx';
import { LeaveContext } from './shared/leaving.ts';
import { LoadingPage, OpenPages } from './pages/OpenPages.tsx';
import { pageNames } from './pages/pages.ts';
import { contentId, SkipLink } from './pages/SkipLink.tsx';
import { useLastCheck } from './pages/useLastCheck.ts';
import { usePages, type Pages } from './pages/usePages.ts';
import { applyTheme, themeOf, usePrefersDark, type ThemeName } from './platform/theme.ts';
import { ProblemNotice } from './shared/ProblemNotice.tsx';
import { useWords } from './words/WordsContext.tsx';

type AppProps = {
  /** The theme the console asks for; without one the browser's preference decides. */
  readonly consoleTheme: ThemeName | null;
};

/** The tab. */
export function App({ consoleTheme }: AppProps) {
  const { title, pages } = useWords().page;
  const theme = themeOf({ asked: consoleTheme, prefersDark: usePrefersDark() });
  const [sessionState, askAgain] = useSession();
  const [lastCheck, askLastCheck] = useLastCheck(sessionState);
  const shown = usePages(pageNames);
  useEffect(() => applyTheme(theme, document.documentElement), [theme]);
  const name = pages[shown.page];
  useEffect(() => {
    document.title = `${name} – ${title}`;
  }, [name, title]);
  return (
    <GlobalTheme theme={theme}>
      <div className="tw-app">
        <SkipLink />
        <Header page={shown.page} open={shown.open} lastCheck={lastCheck} />
        <main id={contentId} tabIndex={-1} className="tw-app__pages">
          <LeaveContext value={shown.setQuestion}>
            <Content
              sessionState={sessionState}
              onAskAgain={askAgain}
              onChecked={askLastCheck}
              shown={shown}
            />
          </LeaveContext>
        </main>
      </div>
    </GlobalTheme>
  );
}

type ContentProps = {
  readonly sessionState: SessionState;
  readonly onAskAgain: () => void;
  readonly onChecked: () => void;
  readonly shown: Pages;
};

function Content({ sessionState, onAskAgain, onChecked, shown }: ContentProps) {
  if (sessionState.state === 'asking') return <LoadingPage />;
  if (sessionState.state === 'failed')
    return (
      <div role="alert">
        <ProblemNotice problem={sessionState.problem} onRetry={onAskAgain} />
      </div>
    );
  const { page, opened } = shown;
  return (
    <OpenPages
      known={sessionState}
      onSettingsSaved={onAskAgain}
      onChecked={onChecked}
      page={page}
      opened={opened}
    />
  );
}
