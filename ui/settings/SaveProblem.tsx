import { Button } from '@carbon/react';
import { useEffect, useRef } from 'react';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { SettingsConflict } from './SettingsConflict.tsx';
import { useSettingsWords } from './settings-words.ts';
import type { SettingsDraft } from './useSettingsDraft.ts';

/**
 * Why the last save failed and what can be done about it. Takes the focus when it appears, which also brings it into view:
 * "Save" is at the other end.
 */
export function SaveProblem({ form }: { readonly form: SettingsDraft }) {
  const { saveAnyway } = useSettingsWords();
  const { problem, conflict, saveConfirmed } = form;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) place.current?.focus();
  }, [problem]);
  return (
    <>
      <div ref={place} role="alert" tabIndex={-1}>
        {problem && <ProblemNotice problem={problem} />}
      </div>
      {saveConfirmed && (
        <Button kind="danger--tertiary" size="sm" onClick={saveConfirmed}>
          {saveAnyway}
        </Button>
      )}
      {conflict && (
        <SettingsConflict conflict={conflict} draft={form.draft} onChange={form.change} />
      )}
    </>
  );
}
