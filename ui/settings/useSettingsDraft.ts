import { useCallback, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Proposals, Settings } from '../../contract/session.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer, type Answer } from '../api/useAnswer.ts';
import { useSettingsWords } from './settings-words.ts';
import { draftOf, readDraft, type Draft, type TextField } from './draft.ts';

/** A form of the settings: what stands in it, what is wrong with it, and how to save it. */
export type SettingsDraft = {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly errors: Readonly<Partial<Record<TextField, string>>>;
  readonly proposals: Answer<Proposals>;
  /** `null` while there is something to correct. */
  readonly save: (() => void) | null;
  readonly isSaving: boolean;
  /** Why the last save failed; what was typed stays. */
  readonly problem: Problem | null;
};

/** Begins with the stored settings; `onSaved` is told what was saved. */
export function useSettingsDraft(
  stored: Settings,
  onSaved: (settings: Settings) => void,
): SettingsDraft {
  const api = useApi();
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { answer: proposals } = useAnswer(
    useCallback((signal: AbortSignal) => api.proposals(signal), [api]),
  );
  const result = readDraft(draft, useSettingsWords().errors);

  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
  }, []);
  const save = async (settings: Settings) => {
    setSaving(true);
    setProblem(null);
    try {
      onSaved(await api.saveSettings(settings));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setSaving(false);
  };
  return {
    draft,
    change,
    errors: 'errors' in result ? result.errors : {},
    proposals,
    save: 'settings' in result ? () => void save(result.settings) : null,
    isSaving,
    problem,
  };
}
