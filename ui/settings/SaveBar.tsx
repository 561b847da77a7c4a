import { Button } from '@carbon/react';
import { useEffect, useRef } from 'react';
import { useSettingsWords } from './settings-words.ts';
import type { SettingsDraft } from './useSettingsDraft.ts';

type SaveBarProps = {
  readonly form: SettingsDraft;
  /** How often something was saved. */
  readonly saves: number;
  readonly onDiscard: () => void;
};

/** Always in sight: how much has been changed, and what can be done with it. */
export function SaveBar({ form, saves, onDiscard }: SaveBarProps) {
  const text = useSettingsWords();
  const said = useRef<HTMLParagraphElement>(null);
  // What was pressed can no longer be: the focus goes to what came of it.
  useEffect(() => {
    if (saves > 0) said.current?.focus();
  }, [saves]);
  const wrong = Object.keys(form.errors).length;
  return (
    <div className="tw-settings__bar">
      <Button type="submit" size="md" disabled={!form.canSave}>
        {text.save}
      </Button>
      <Button kind="ghost" size="md" disabled={form.changes.length === 0} onClick={onDiscard}>
        {text.discard}
      </Button>
      {/* Last, so that no button moves away below the pointer when the words change. */}
      <p ref={said} role="status" tabIndex={-1} className="tw-settings__standing">
        <span>{standing(form, saves, text)}</span>{' '}
        {wrong > 0 && <span className="tw-settings__wrong">{text.errors.count(wrong)}</span>}
      </p>
    </div>
  );
}

function standing(
  { isSaving, changes, problem }: SettingsDraft,
  saves: number,
  text: ReturnType<typeof useSettingsWords>,
): string {
  if (isSaving) return text.saving;
  if (changes.length > 0) return text.changes(changes.length);
  return saves > 0 && problem === null ? text.saved : text.noChanges;
}
