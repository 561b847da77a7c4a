import { Modal, TextArea } from '@carbon/react';
import { useEffect, useId, useRef, useState } from 'react';
import { allowLengths, type AllowChange, type AllowEntry } from '../../contract/allowlist.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useFocusGivenBack } from '../shared/useFocusGivenBack.ts';
import { useNow } from '../shared/useNow.ts';
import { emptyForm, readEnd, reasonError } from './allow-draft.ts';
import { EndChoice } from './AllowFields.tsx';
import { useAllowWords } from './allow-words.ts';
import { subjectText } from './subject-text.ts';

type DialogProps = {
  readonly entry: AllowEntry;
  readonly onDone: (change: AllowChange) => void;
  readonly onClose: () => void;
};

/** Asks before an entry ends. */
export function EndDialog({ entry, onDone, onClose }: DialogProps) {
  const api = useApi();
  const text = useAllowWords();
  const { change, problem } = useChange(onDone);
  useFocusGivenBack();
  return (
    <Modal
      open
      danger
      size="sm"
      className="tw-allow"
      modalHeading={text.ending.title}
      aria-label={text.ending.title}
      closeButtonLabel={text.close}
      primaryButtonText={text.ending.yes}
      secondaryButtonText={text.ending.keep}
      onRequestSubmit={() => change(() => api.removeAllowed(entry.id))}
      onRequestClose={onClose}
    >
      <Refused problem={problem} />
      <p className="tw-mono">{subjectText(entry.subject)}</p>
      <p>{text.ending.text}</p>
    </Modal>
  );
}

type ResumeDialogProps = DialogProps & { readonly act: 'confirm' | 'extend' | 'again' };

/** Why an entry shall hide again or longer, and until when. What it names then is what it is made for. */
export function ResumeDialog({ entry, act, onDone, onClose }: ResumeDialogProps) {
  const api = useApi();
  const id = useId();
  const text = useAllowWords();
  const { errors, reason: reasonLabel, reasonNote, left, confirmed } = text.form;
  const [form, setForm] = useState({ ...emptyForm, reason: entry.reason });
  const [isTried, setTried] = useState(false);
  const { change, problem } = useChange(onDone);
  const nowMs = useNow();
  useFocusGivenBack();
  const end = readEnd(form, errors, nowMs);
  const reason = reasonError(form.reason, errors);
  const needsSecond = problem?.code === 'allowlist-hides-confirmed' || form.secondReason !== '';
  const second = needsSecond ? reasonError(form.secondReason, errors) : null;
  const save = () => {
    setTried(true);
    if ('error' in end || reason !== null || second !== null) return;
    const secondReason = needsSecond ? form.secondReason.trim() : null;
    change(() =>
      api.resumeAllowed(entry.id, {
        reason: form.reason.trim(),
        expiresMs: end.expiresMs,
        secondReason,
      }),
    );
  };
  return (
    <Modal
      open
      size="sm"
      className="tw-allow"
      modalHeading={text.resume.title[act]}
      aria-label={text.resume.title[act]}
      closeButtonLabel={text.close}
      primaryButtonText={text.resume.save}
      secondaryButtonText={text.form.cancel}
      onRequestSubmit={save}
      onRequestClose={onClose}
    >
      <div className="tw-allow__fields">
        <Refused problem={problem} />
        <p className="tw-mono">{subjectText(entry.subject)}</p>
        {act !== 'extend' && <p>{text.resume.note}</p>}
        <TextArea
          id={`${id}-reason`}
          data-modal-primary-focus
          labelText={reasonLabel}
          helperText={`${reasonNote} ${left(form.reason.trim().length, allowLengths.reason)}`}
          rows={2}
          value={form.reason}
          invalid={isTried && reason !== null}
          invalidText={reason}
          onChange={({ target }) => setForm((before) => ({ ...before, reason: target.value }))}
        />
        <EndChoice
          id={id}
          form={form}
          error={isTried && 'error' in end ? end.error : undefined}
          change={(changes) => setForm((before) => ({ ...before, ...changes }))}
        />
        {needsSecond && (
          <TextArea
            id={`${id}-second`}
            labelText={confirmed.label}
            helperText={confirmed.text}
            rows={2}
            value={form.secondReason}
            invalid={isTried && second !== null}
            invalidText={second}
            onChange={({ target }) =>
              setForm((before) => ({ ...before, secondReason: target.value }))
            }
          />
        )}
      </div>
    </Modal>
  );
}

/** Takes the focus: what was pressed is at the other end of the dialog. */
function Refused({ problem }: { readonly problem: Problem | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) place.current?.focus();
  }, [problem]);
  return (
    <div ref={place} role="alert" tabIndex={-1}>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}

function useChange(onDone: (change: AllowChange) => void) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const isUnderWay = useRef(false);
  const run = async (ask: () => Promise<AllowChange>) => {
    isUnderWay.current = true;
    setProblem(null);
    try {
      onDone(await ask());
    } catch (error) {
      setProblem(problemOf(error));
    }
    isUnderWay.current = false;
  };
  return {
    problem,
    /** Pressed twice it is one change. */
    change: (ask: () => Promise<AllowChange>) => {
      if (!isUnderWay.current) void run(ask);
    },
  };
}
