import { useState } from 'react';
import type { SettingsInForce } from '../api/api.ts';
import { SettingsNoticeCallout } from '../shared/SettingsNoticeCallout.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { SaveBar } from './SaveBar.tsx';
import { SaveProblem } from './SaveProblem.tsx';
import { SettingField } from './SettingField.tsx';
import { SettingsSections } from './SettingsSections.tsx';
import { UnsavedDialog } from './UnsavedDialog.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';
import { useUnsaved } from './useUnsaved.ts';

type SettingsEditorProps = {
  readonly stored: SettingsInForce;
  readonly onSaved: () => void;
};

/** The settings to change: a form whose mistakes lead to their fields, and whose changes are not lost unasked. */
export function SettingsEditor({ stored, onSaved }: SettingsEditorProps) {
  const [saves, setSaves] = useState(0);
  const [attempts, setAttempts] = useState(0);
  const form = useSettingsDraft(stored, () => {
    setSaves((before) => before + 1);
    setAttempts(0);
    onSaved();
  });
  const unsaved = useUnsaved(form.changes.length > 0);
  const discard = () => {
    form.discard();
    setAttempts(0);
  };
  return (
    <>
      <form
        className="tw-settings__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (form.save === null) setAttempts((before) => before + 1);
          else form.save();
        }}
      >
        {stored.notice && saves === 0 && (
          <SettingsNoticeCallout notice={stored.notice} canAdminister place="settings" />
        )}
        <SaveProblem form={form} />
        <ErrorSummary errors={form.errors} attempts={attempts} />
        <SettingsSections>
          {(field) => (
            <SettingField
              field={field}
              draft={form.draft}
              errors={form.errors}
              proposals={form.proposals}
              onChange={form.change}
            />
          )}
        </SettingsSections>
        <SaveBar form={form} saves={saves} onDiscard={() => unsaved.ask(discard)} />
      </form>
      {unsaved.waiting && (
        <UnsavedDialog
          changes={form.changes.length}
          onStay={unsaved.stay}
          onDiscard={() => {
            unsaved.stay();
            unsaved.waiting?.();
          }}
        />
      )}
    </>
  );
}
