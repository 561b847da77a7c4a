import { Modal, Select, SelectItem, TextArea } from '@carbon/react';
import { useCallback, useId, useState } from 'react';
import type { Finding } from '../../contract/finding.ts';
import type { Problem } from '../../contract/problem.ts';
import { longestOffenseNote } from '../../contract/triage.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { Answered } from '../shared/Answered.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useFocusGivenBack } from '../shared/useFocusGivenBack.ts';
import { useWords } from '../words/WordsContext.tsx';
import { noteDraft } from './note-draft.ts';
import { offenseState } from './offense-state.ts';
import { useDesk, useTriageOf } from './TriageContext.ts';
import { useTriageWords } from './triage-words.ts';
import { isWritable } from './written-text.ts';
import '../panels.scss';

type OffenseNoteDialogProps = { readonly run: string; readonly finding: Finding };

/** A note to one of the offenses of a finding's source: which, and its text as it will be posted, to be read and changed before. */
export function OffenseNoteDialog({ run, finding }: OffenseNoteDialogProps) {
  const words = useWords();
  const section = useTriageWords();
  const text = section.note;
  const api = useApi();
  const desk = useDesk();
  const id = useId();
  const entry = useTriageOf(finding.id);
  const [note, setNote] = useState(() => noteDraft(finding, entry, words, section.draft));
  const [chosen, setChosen] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPosting, setPosting] = useState(false);
  useFocusGivenBack();

  const { source, domain } = finding;
  const ask = useCallback(
    (signal: AbortSignal) => api.address(source, domain.id, signal),
    [api, source, domain.id],
  );
  const { answer, retry } = useAnswer(ask);
  const offenses = answer.state === 'known' ? (answer.value.offenses ?? []) : [];
  const offense = chosen ?? offenses[0]?.id ?? null;
  const canPost = offense !== null && note !== '' && isWritable(note) && !isPosting;
  const post = async () => {
    if (!canPost) return;
    setPosting(true);
    setProblem(null);
    try {
      const { isRecorded } = await api.noteOffense(run, finding.id, { offense, text: note });
      desk.noted(offense, isRecorded);
    } catch (error) {
      setProblem(problemOf(error));
      setPosting(false);
    }
  };
  return (
    <Modal
      open
      className="tw-decide"
      modalHeading={text.title}
      aria-label={text.title}
      closeButtonLabel={text.close}
      primaryButtonText={text.add}
      primaryButtonDisabled={!canPost}
      secondaryButtonText={text.cancel}
      onRequestSubmit={() => void post()}
      onRequestClose={desk.close}
    >
      <Answered answer={answer} onRetry={retry} asking={text.asking}>
        {(address) =>
          offenses.length === 0 ? (
            <p>{address.offenses === null ? text.notTold : text.none}</p>
          ) : (
            <Select
              id={`${id}-offense`}
              labelText={text.offense}
              value={offense ?? ''}
              onChange={({ target }) => setChosen(Number(target.value))}
            >
              {offenses.map((one) => (
                <SelectItem
                  key={one.id}
                  value={one.id}
                  text={text.option(
                    one.id,
                    one.description,
                    offenseState(one.status, words.page.triage),
                  )}
                />
              ))}
            </Select>
          )
        }
      </Answered>
      <TextArea
        id={`${id}-text`}
        data-modal-primary-focus
        labelText={text.text}
        helperText={text.help(longestOffenseNote)}
        rows={10}
        maxCount={longestOffenseNote}
        maxLength={longestOffenseNote}
        enableCounter
        value={note}
        invalid={!isWritable(note)}
        invalidText={section.decide.refused}
        onChange={({ target }) => setNote(target.value)}
      />
      <div role="alert">{problem && <ProblemNotice problem={problem} />}</div>
    </Modal>
  );
}
