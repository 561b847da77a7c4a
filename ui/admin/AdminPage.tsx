import { GlobalTheme } from '@carbon/react';
import { Locked } from '@carbon/icons-react';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Session } from '../../contract/session.ts';
import type { SettingsInForce } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { SettingsWordsProvider, useSettingsWords } from '../settings/settings-words.ts';
import { applyTheme, themeOf, usePrefersDark, type ThemeName } from '../platform/theme.ts';
import { SettingsEditor } from '../settings/SettingsEditor.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { AuditList } from './AuditList.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import '../panels.scss';
import '../settings/settings.scss';
import './admin.scss';

const GuideEditor = lazy(() => import('../guides/GuideEditor.tsx'));

type AdminPageProps = {
  /** The theme the console asks for; without one the browser's preference decides. */
  readonly consoleTheme: ThemeName | null;
};

/** The page behind the icon on QRadar's Admin tab: the settings, and who changed them. */
export function AdminPage(props: AdminPageProps) {
  return (
    <SettingsWordsProvider>
      <Page {...props} />
    </SettingsWordsProvider>
  );
}

function Page({ consoleTheme }: AdminPageProps) {
  const text = useSettingsWords();
  const theme = themeOf({ asked: consoleTheme, prefersDark: usePrefersDark() });
  useEffect(() => applyTheme(theme, document.documentElement), [theme]);
  return (
    <GlobalTheme theme={theme}>
      <main className="tw-app tw-admin tw-settings">
        <h1 className="tw-admin__title">{text.admin.title}</h1>
        <p>{text.scope}</p>
        <FeatureBoundary part={text.title}>
          <Content />
        </FeatureBoundary>
      </main>
    </GlobalTheme>
  );
}

function Content() {
  const text = useSettingsWords();
  const api = useApi();
  const { answer, retry } = useAnswer(
    useCallback(
      async (signal: AbortSignal) => {
        const session = await api.session(signal);
        return { session, stored: await api.settings(signal) };
      },
      [api],
    ),
  );
  if (answer.state === 'known') return <Known {...answer.value} />;
  return (
    <>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={retry} />}
      </div>
      {answer.state === 'asking' && <Waiting text={text.loading} />}
    </>
  );
}

type KnownProps = { readonly session: Session; readonly stored: SettingsInForce };

function Known({ session, stored }: KnownProps) {
  const text = useSettingsWords();
  const [saves, setSaves] = useState(0);
  if (!session.canAdminister)
    return (
      <EmptyState icon={Locked} title={text.readOnly.title}>
        {text.readOnly.text(session.user)}
      </EmptyState>
    );
  return (
    <>
      <SettingsEditor stored={stored} onSaved={() => setSaves((before) => before + 1)} />
      <Suspense fallback={null}>
        <GuideEditor onSaved={() => setSaves((before) => before + 1)} />
      </Suspense>
      {/* A save adds to it, so it is asked for anew. */}
      <AuditList key={saves} />
    </>
  );
}
