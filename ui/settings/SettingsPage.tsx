import { Heading, Link, Section } from '@carbon/react';
import { useCallback } from 'react';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import type { PageProps } from '../shared/page-props.ts';
import '../panels.scss';
import { Notice } from '../shared/Notice.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { SettingsNoticeCallout } from '../shared/SettingsNoticeCallout.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { SettingsEditor } from './SettingsEditor.tsx';
import { SettingsValues } from './SettingsValues.tsx';
import { SettingsWordsProvider, useSettingsWords } from './settings-words.ts';
import './settings.scss';

/** The page “Tuning”: what an administrator can set, for everybody else to read. */
export function SettingsPage(props: PageProps) {
  return (
    <SettingsWordsProvider>
      <Section className="tw-settings">
        <Page {...props} />
      </Section>
    </SettingsWordsProvider>
  );
}

function Page({ known: { session }, onSettingsSaved }: PageProps) {
  const text = useSettingsWords();
  const api = useApi();
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.settings(signal), [api]),
  );
  return (
    <>
      <div className="tw-settings__head">
        <Heading>{text.title}</Heading>
        <p>{text.scope}</p>
        {session.canAdminister && (
          <Link href="admin" target="_blank">
            {text.openAdmin}
          </Link>
        )}
      </div>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={retry} />}
      </div>
      {answer.state === 'asking' && <Waiting text={text.loading} />}
      {answer.state === 'known' &&
        (session.canAdminister ? (
          <SettingsEditor stored={answer.value} onSaved={onSettingsSaved} />
        ) : (
          <>
            {answer.value.notice && (
              <SettingsNoticeCallout
                notice={answer.value.notice}
                canAdminister={false}
                place="settings"
              />
            )}
            <Notice
              kind="info"
              title={text.readOnly.title}
              subtitle={text.readOnly.text(session.user)}
            />
            <SettingsValues settings={answer.value.settings} />
          </>
        ))}
    </>
  );
}
