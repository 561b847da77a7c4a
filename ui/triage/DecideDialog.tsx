import { Modal, Select, SelectItem, TextArea } from '@carbon/react';
import { useId, useState } from 'react';
import type { Finding } from '../../contract/finding.ts';
import type { Problem } from '../../contract/problem.ts';
import { longestNote, triageStates } from '../../contract/triage.ts';
import { findingLabel } from '../shared/finding-label.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useFocusGivenBack } from '../shared/useFocusGivenBack.ts';
import { useWords } from '../words/WordsContext.tsx';
import { ChangedNotice } from './ChangedNotice.tsx';
import { useDesk, useDeskState } from './TriageContext.ts';
import { useTriageWords } from './triage-words.ts';
import type { Changed, Decision } from './desk-state.ts';
import { isWritable } from './written-text.ts';
import '../panels.scss';

type DecideDialogProps = {
  readonly decision: Decision;
  /** Set where somebody else has been faster already. */
  readonly changed: Changed | null;
  readonly findingOf: (id: string) => Finding | undefined;
};

/** Findings that the dialog names; the others are counted. */
const named = 3;

/** A decision before it is made: about how many, which status, whose, with which note. What is typed stays until it is saved. */
export function DecideDialog({ decision, changed: before, findingOf }: DecideDialogProps) {
  const words = useWords();
  const text = useTriageWords().decide;
  const desk = useDesk();
  const analysts = useDeskState(({ visit }) => visit?.analysts);
  const isShared = useDeskState(({ visit }) => visit?.isShared ?? true);
  const id = useId();
  const [draft, setDraft] = useState(decision);
  const [changed, setChanged] = useState(before);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  useFocusGivenBack();

  const { findings, state, assignee, note } = draft;
  const people = [...new Set([desk.user, ...(analysts ?? []), ...(assignee ? [assignee] : [])])];
  const canSave = isWritable(note) && !isSaving;
  const save = async () => {
    if (!canSave) return;
    setSaving(true);
    setProblem(null);
    const outcome = await desk.decide(draft);
    setSaving(false);
    if (outcome.kind === 'done') desk.close();
    if (outcome.kind === 'changed') setChanged(outcome.by);
    if (outcome.kind === 'failed') setProblem(outcome.problem);
  };
  return (
    <Modal
      open
      size="sm"
      className="tw-decide"
      modalHeading={text.title(findings.length)}
      aria-label={text.title(findings.length)}
      closeButtonLabel={text.close}
      primaryButtonText={(changed === null ? text.save : text.saveAnyway)(findings.length)}
      primaryButtonDisabled={!canSave}
      secondaryButtonText={text.cancel}
      onRequestSubmit={() => void save()}
      onRequestClose={desk.close}
    >
      <ul className="tw-decide__about" aria-label={text.about}>
        {findings.slice(0, named).map((finding) => (
          <li key={finding}>
            <bdi>{nameOf(finding)}</bdi>
          </li>
        ))}
        {findings.length > named && <li>{text.more(findings.length - named)}</li>}
      </ul>
      <div role="alert">
        {changed && <ChangedNotice changed={changed} nameOf={nameOf} />}
        {problem && <ProblemNotice problem={problem} onRetry={() => void save()} />}
      </div>
      <Select
        id={`${id}-state`}
        labelText={text.state}
        helperText={text.meanings[state]}
        value={state}
        onChange={({ target }) => {
          const next = triageStates.find((one) => one === target.value) ?? state;
          const isTaken = next === 'in-progress' && assignee === null;
          setDraft({ ...draft, state: next, assignee: isTaken ? desk.user : assignee });
        }}
      >
        {triageStates.map((one) => (
          <SelectItem key={one} value={one} text={text.states[one]} />
        ))}
      </Select>
      <Select
        id={`${id}-assignee`}
        labelText={words.page.triage.assignee}
        value={assignee ?? ''}
        onChange={({ target }) => setDraft({ ...draft, assignee: target.value || null })}
      >
        {state !== 'in-progress' && <SelectItem value="" text={words.page.triage.nobody} />}
        {people.map((person) => (
          <SelectItem key={person} value={person} text={person} />
        ))}
      </Select>
      <TextArea
        id={`${id}-note`}
        data-modal-primary-focus
        labelText={text.note}
        helperText={isShared ? text.noteHelp : words.page.triage.alone}
        rows={4}
        maxCount={longestNote}
        maxLength={longestNote}
        enableCounter
        value={note}
        invalid={!isWritable(note)}
        invalidText={text.refused}
        onChange={({ target }) => setDraft({ ...draft, note: target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
    </Modal>
  );

  function nameOf(of: string): string {
    const finding = findingOf(of);
    return finding === undefined ? of : findingLabel(finding, words);
  }
}
