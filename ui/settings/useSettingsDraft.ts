import { useCallback, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Proposals, Settings } from '../../contract/session.ts';
import { problemOf, type SettingsInForce, type VersionedSettings } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer, type Answer } from '../api/useAnswer.ts';
import { useSettingsWords } from './settings-words.ts';
import {
  differingFields,
  draftOf,
  readDraft,
  type Draft,
  type Field,
  type TextField,
} from './draft.ts';

/** What somebody else has saved meanwhile, and what stood in this form then. */
export type Conflict = { readonly theirs: Draft; readonly mine: Draft };

/** A form of the settings: what stands in it, what is wrong with it, and how to save it. */
export type SettingsDraft = {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly errors: Readonly<Partial<Record<TextField, string>>>;
  readonly proposals: Answer<Proposals>;
  /** The fields that stand for something else than what is stored. */
  readonly changes: readonly Field[];
  /** Whether there is something to save: a change, or defaults to take the place of what could not be read. */
  readonly canSave: boolean;
  /** `null` while there is something to correct. */
  readonly save: (() => void) | null;
  /** Back to what is stored. */
  readonly discard: () => void;
  readonly isSaving: boolean;
  /** Why the last save failed; what was typed stays. */
  readonly problem: Problem | null;
  /** `null`: nobody else has saved. Until the next save, which is on top of theirs. */
  readonly conflict: Conflict | null;
  /** Saves although the own public blocks hide much; `null` where that is not what stands in the way. */
  readonly saveConfirmed: (() => void) | null;
};

/** Begins with the stored settings; `onSaved` is told what was saved. */
export function useSettingsDraft(
  stored: SettingsInForce,
  onSaved: (settings: Settings) => void,
): SettingsDraft {
  const api = useApi();
  const [base, setBase] = useState<VersionedSettings>(stored);
  const [isDoubtful, setDoubtful] = useState(stored.notice === 'settings-invalid');
  const [draft, setDraft] = useState(() => draftOf(stored.settings));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { answer: proposals } = useAnswer(
    useCallback((signal: AbortSignal) => api.proposals(signal), [api]),
  );
  const result = readDraft(draft, useSettingsWords().errors);

  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
  }, []);
  /** What only they have changed is taken into the form; what was typed here stays. */
  const meet = async () => {
    const now = await api.settings();
    const theirs = draftOf(now.settings);
    const before = draftOf(base.settings);
    setBase(now);
    setDraft((mine) => withTheirs({ mine, theirs }, before));
    setConflict({ mine: draft, theirs });
  };
  const save = async (settings: Settings, isConfirmed: boolean) => {
    // Pressed twice it is one save; a button disabled meanwhile would lose the focus.
    if (isSaving) return;
    setSaving(true);
    setProblem(null);
    try {
      const saved = await api.saveSettings(settings, { version: base.version, isConfirmed });
      setBase(saved);
      setConflict(null);
      setDoubtful(false);
      onSaved(saved.settings);
    } catch (error) {
      setProblem(await problemMet(error, meet));
    }
    setSaving(false);
  };
  const saving = (isConfirmed: boolean) =>
    'settings' in result ? () => void save(result.settings, isConfirmed) : null;
  const changes = differingFields(draft, draftOf(base.settings));
  return {
    draft,
    change,
    changes,
    canSave: isDoubtful || changes.length > 0,
    errors: 'errors' in result ? result.errors : {},
    proposals,
    save: saving(false),
    discard: () => {
      setDraft(draftOf(base.settings));
      setConflict(null);
      setProblem(null);
    },
    isSaving,
    problem,
    conflict,
    saveConfirmed: problem?.code === 'own-blocks-hide-much' ? saving(true) : null,
  };
}

/** Why a save failed. Where others hold by now, these are met first; where that fails, it is the reason. */
async function problemMet(error: unknown, meet: () => Promise<void>): Promise<Problem> {
  const problem = problemOf(error);
  if (problem.code !== 'settings-changed') return problem;
  try {
    await meet();
    return problem;
  } catch (failure) {
    return problemOf(failure);
  }
}

function withTheirs({ mine, theirs }: Conflict, before: Draft): Draft {
  const typed = differingFields(mine, before).map((field) => [field, mine[field]]);
  return { ...theirs, ...(Object.fromEntries(typed) as Partial<Draft>) };
}
