import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type {
  AllowChange,
  AllowDraft,
  AllowPreview,
  AllowSubject,
} from '../../contract/allowlist.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer, type Answer } from '../api/useAnswer.ts';
import { useNow } from '../shared/useNow.ts';
import {
  readForm,
  readSubjects,
  reasonError,
  type AllowErrors,
  type AllowField,
  type AllowForm,
} from './allow-draft.ts';
import { useAllowWords } from './allow-words.ts';
import { subjectText } from './subject-text.ts';

/** A pause in typing after which the preview is asked for, ms. */
const pauseMs = 300;
/** Stands in for a reason that is not there yet: the preview depends on what is named alone. */
const noReasonYet = '...';

/** A form of entries with its preview and what came of saving it. */
export type AllowFormState = {
  readonly form: AllowForm;
  readonly change: (changes: Partial<AllowForm>) => void;
  /** Mistakes to be shown now: of what was typed at once, of what is missing when a save was tried. */
  readonly errors: AllowErrors;
  readonly preview: Answer<AllowPreview>;
  readonly retryPreview: () => void;
  /** Numbers have to be confirmed, or a second reason given, before it can be saved. */
  readonly needsConfirmation: boolean;
  readonly needsSecondReason: boolean;
  readonly confirmationError: boolean;
  readonly secondReasonError: string | null;
  /** How often a save was tried in vain; each time the focus goes to what is in the way. */
  readonly attempts: number;
  readonly problem: Problem | null;
  readonly isSaving: boolean;
  readonly save: () => void;
};

/** The form of entries, filled in with `initial`; `onSaved` is told what became of them. */
export function useAllowForm(
  initial: AllowForm,
  onSaved: (change: AllowChange) => void,
): AllowFormState {
  const api = useApi();
  const words = useAllowWords().form.errors;
  const [form, setForm] = useState(initial);
  const [attempts, setAttempts] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const nowMs = useNow();
  const taken = useTaken();
  const subjects = useMemo(() => readSubjects(form, words, taken), [form, words, taken]);
  const { answer: preview, retry } = usePreview('errors' in subjects ? null : subjects.subjects);
  const known = preview.state === 'known' ? preview.value : null;
  const needsConfirmation =
    (known?.asks.length ?? 0) > 0 || problem?.code === 'allowlist-hides-much';
  const needsSecondReason =
    (known?.confirmed.findings ?? 0) > 0 || problem?.code === 'allowlist-hides-confirmed';
  const secondError = needsSecondReason ? reasonError(form.secondReason, words) : null;

  const change = useCallback((changes: Partial<AllowForm>) => {
    const namesOther = Object.keys(changes).some((name) => identifying.includes(name));
    // What was confirmed were the numbers of something else.
    setForm((before) => ({ ...before, ...(namesOther && { isConfirmed: false }), ...changes }));
    if (namesOther) setProblem(null);
  }, []);
  const read = readForm(form, words, { nowMs, taken });
  const save = async (entries: readonly AllowDraft[]) => {
    setSaving(true);
    setProblem(null);
    try {
      const secondReason = needsSecondReason ? form.secondReason.trim() : null;
      onSaved(
        await api.allow({ entries: [...entries], confirmed: form.isConfirmed, secondReason }),
      );
    } catch (error) {
      setProblem(problemOf(error));
      setAttempts((before) => before + 1);
    }
    setSaving(false);
  };
  const isConfirmationMissing = needsConfirmation && !form.isConfirmed;
  return {
    form,
    change,
    errors: shownErrors(form, 'errors' in read ? read.errors : {}, attempts > 0),
    preview,
    retryPreview: retry,
    needsConfirmation,
    needsSecondReason,
    confirmationError: attempts > 0 && isConfirmationMissing,
    secondReasonError: attempts > 0 ? secondError : null,
    attempts,
    problem,
    isSaving,
    save: () => {
      // Pressed twice it is one save.
      if (isSaving) return;
      const isReady = 'entries' in read && !isConfirmationMissing && secondError === null;
      if (isReady && preview.state !== 'asking') void save(read.entries);
      else setAttempts((before) => before + 1);
    },
  };
}

/** What decides which findings are hidden. */
const identifying = ['scope', 'source', 'destination', 'port', 'user', 'domainId'];

/** An empty field is no mistake before somebody tries to save. */
function shownErrors(form: AllowForm, errors: AllowErrors, isTried: boolean): AllowErrors {
  if (isTried) return errors;
  // The names are those of the form's fields.
  const fields = Object.keys(errors) as AllowField[];
  return Object.fromEntries(
    fields.filter((field) => form[field].trim() !== '').map((field) => [field, errors[field]]),
  );
}

/** Whether an entry that counts names the same; until the list is there, and where it cannot be read, the server says so. */
function useTaken(): (subject: AllowSubject) => boolean {
  const api = useApi();
  const { answer } = useAnswer(useCallback((signal: AbortSignal) => api.allowlist(signal), [api]));
  const entries = answer.state === 'known' ? answer.value.entries : null;
  return useCallback(
    (subject) =>
      entries?.some(
        (entry) =>
          (entry.state === 'in-force' || entry.state === 'suspended') &&
          entry.subject.scope === subject.scope &&
          entry.subject.domainId === subject.domainId &&
          subjectText(entry.subject) === subjectText(subject),
      ) ?? false,
    [entries],
  );
}

/** Asks what these would change, after a pause in typing. `null`: nothing to ask yet. */
function usePreview(subjects: readonly AllowSubject[] | null) {
  const api = useApi();
  const key = subjects === null ? null : JSON.stringify(subjects);
  const [asked, setAsked] = useState<string | null>(key);
  const timer = useRef(0);
  useEffect(() => {
    timer.current = window.setTimeout(() => setAsked(key), pauseMs);
    return () => window.clearTimeout(timer.current);
  }, [key]);
  const ask = useMemo(() => {
    if (asked === null) return null;
    // It was made from subjects, above.
    const named = JSON.parse(asked) as AllowSubject[];
    const entries = named.map((subject) => ({ subject, reason: noReasonYet, expiresMs: null }));
    return (signal: AbortSignal) => api.previewAllowed(entries, signal);
  }, [api, asked]);
  const { answer, retry } = useAnswer(ask);
  // While somebody types, what was judged is not what stands there.
  const shown: Answer<AllowPreview> =
    key === null
      ? { state: 'absent' }
      : key === asked
        ? answer
        : { state: 'asking', percent: null };
  return { answer: shown, retry };
}
