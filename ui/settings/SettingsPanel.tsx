import { Callout, InlineLoading, Modal } from '@carbon/react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Session, Settings } from '../../contract/session.ts';
import { problemOf, type SettingsInForce } from '../api.ts';
import { useApi } from '../ApiContext.tsx';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../states/ProblemNotice.tsx';
import { SettingsNoticeCallout } from '../states/SettingsNoticeCallout.tsx';
import { useAnswer } from '../useAnswer.ts';
import { draftOf, readDraft, type Draft } from './draft.ts';
import { SettingsForm } from './SettingsForm.tsx';
import '../panels.scss';
import './settings.scss';

export type SettingsPanelProps = {
  readonly session: Session;
  readonly onClose: () => void;
  readonly onSaved: (settings: Settings) => void;
};

const words = messages.settings;

/** What an administrator can set, as a dialog; for everybody else the same to read. */
export function SettingsPanel(props: SettingsPanelProps) {
  const api = useApi();
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.settings(signal), [api]),
  );
  if (answer.state === 'known') return <Loaded {...props} stored={answer.value} />;
  return (
    <Dialog onClose={props.onClose}>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={retry} />}
      </div>
      {answer.state === 'asking' && <InlineLoading description={words.loading} />}
    </Dialog>
  );
}

function Loaded({
  session,
  stored,
  onClose,
  onSaved,
}: SettingsPanelProps & { readonly stored: SettingsInForce }) {
  const api = useApi();
  const [draft, setDraft] = useState(() => draftOf(stored.settings));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { answer: proposals } = useAnswer(
    useCallback((signal: AbortSignal) => api.proposals(signal), [api]),
  );
  const isReadOnly = !session.canAdminister;
  const result = readDraft(draft);
  const errors = 'errors' in result ? result.errors : {};

  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
  }, []);
  const save = async (settings: Settings) => {
    setSaving(true);
    setProblem(null);
    try {
      onSaved(await api.saveSettings(settings));
      onClose();
    } catch (error) {
      // What was typed stays in the form.
      setProblem(problemOf(error));
      setSaving(false);
    }
  };

  return (
    <Dialog
      onClose={onClose}
      {...(isReadOnly
        ? {}
        : {
            saving: isSaving,
            onSave: 'settings' in result ? () => void save(result.settings) : null,
          })}
    >
      {/* Where reading begins; without it the focus would be on "Save", below the form. */}
      <p tabIndex={-1} data-modal-primary-focus className="tw-settings__scope">
        {words.scope}
      </p>
      <SaveProblem problem={problem} />
      {stored.notice && (
        <SettingsNoticeCallout
          notice={stored.notice}
          canAdminister={session.canAdminister}
          place="panel"
        />
      )}
      {isReadOnly && (
        <Callout
          kind="info"
          lowContrast
          title={words.readOnly.title}
          subtitle={words.readOnly.text(session.user)}
        />
      )}
      <SettingsForm
        draft={draft}
        errors={errors}
        proposals={proposals}
        isReadOnly={isReadOnly}
        onChange={change}
      />
      <p role="status" className="tw-settings__summary">
        {'errors' in result && words.errors.summary(Object.keys(result.errors).length)}
      </p>
    </Dialog>
  );
}

/** Takes the focus when it appears, which also brings it into view: "Save" is at the other end. */
function SaveProblem({ problem }: { readonly problem: Problem | null }) {
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

type DialogProps = {
  readonly onClose: () => void;
  /** `null` while there is something to correct; absent where nothing can be saved. */
  readonly onSave?: (() => void) | null;
  readonly saving?: boolean;
  readonly children: ReactNode;
};

function Dialog({ onClose, onSave, saving = false, children }: DialogProps) {
  const isEditable = onSave !== undefined;
  return (
    <Modal
      open
      size="md"
      hasScrollingContent
      className="tw-settings"
      modalHeading={words.title}
      aria-label={words.title}
      closeButtonLabel={words.close}
      passiveModal={!isEditable}
      onRequestClose={onClose}
      {...(isEditable
        ? {
            primaryButtonText: words.save,
            secondaryButtonText: words.cancel,
            primaryButtonDisabled: onSave === null || saving,
            loadingStatus: saving ? ('active' as const) : ('inactive' as const),
            loadingDescription: words.saving,
            onRequestSubmit: () => onSave?.(),
          }
        : {})}
    >
      {children}
    </Modal>
  );
}
