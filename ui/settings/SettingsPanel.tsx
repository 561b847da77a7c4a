import { Link, Modal } from '@carbon/react';
import { useCallback, type ReactNode } from 'react';
import type { Session, Settings } from '../../contract/session.ts';
import type { SettingsInForce } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { SettingsWordsProvider, useSettingsWords } from './settings-words.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { SettingsNoticeCallout } from '../shared/SettingsNoticeCallout.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { SaveProblem } from './SaveProblem.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettingsDraft } from './useSettingsDraft.ts';
import '../panels.scss';
import { Notice } from '../shared/Notice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import './settings.scss';

export type SettingsPanelProps = {
  readonly session: Session;
  readonly onClose: () => void;
  readonly onSaved: (settings: Settings) => void;
};

/** What an administrator can set, as a dialog; for everybody else the same to read. */
export function SettingsPanel(props: SettingsPanelProps) {
  return (
    <SettingsWordsProvider>
      <Panel {...props} />
    </SettingsWordsProvider>
  );
}

function Panel(props: SettingsPanelProps) {
  const text = useSettingsWords();
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
      {answer.state === 'asking' && <Waiting text={text.loading} />}
    </Dialog>
  );
}

function Loaded({
  session,
  stored,
  onClose,
  onSaved,
}: SettingsPanelProps & { readonly stored: SettingsInForce }) {
  const text = useSettingsWords();
  const form = useSettingsDraft(stored, (settings) => {
    onSaved(settings);
    onClose();
  });
  const isReadOnly = !session.canAdminister;
  const wrong = Object.keys(form.errors).length;

  return (
    <Dialog
      onClose={onClose}
      {...(isReadOnly
        ? {}
        : {
            saving: form.isSaving,
            onSave: form.save,
          })}
    >
      {/* Where reading begins; without it the focus would be on "Save", below the form. */}
      <p tabIndex={-1} data-modal-primary-focus className="tw-settings__scope">
        {text.scope}
      </p>
      {session.canAdminister && (
        <p className="tw-settings__scope">
          <Link href="admin" target="_blank">
            {text.openAdmin}
          </Link>
        </p>
      )}
      <SaveProblem form={form} />
      {stored.notice && (
        <SettingsNoticeCallout
          notice={stored.notice}
          canAdminister={session.canAdminister}
          place="panel"
        />
      )}
      {isReadOnly && (
        <Notice
          kind="info"

          title={text.readOnly.title}
          subtitle={text.readOnly.text(session.user)}
        />
      )}
      <SettingsForm
        draft={form.draft}
        errors={form.errors}
        proposals={form.proposals}
        isReadOnly={isReadOnly}
        onChange={form.change}
      />
      <p role="status" className="tw-settings__summary">
        {wrong > 0 && text.errors.summary(wrong)}
      </p>
    </Dialog>
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
  const text = useSettingsWords();
  const isEditable = onSave !== undefined;
  return (
    <Modal
      open
      size="md"
      hasScrollingContent
      className="tw-settings"
      modalHeading={text.title}
      aria-label={text.title}
      closeButtonLabel={text.close}
      passiveModal={!isEditable}
      onRequestClose={onClose}
      {...(isEditable
        ? {
            primaryButtonText: text.save,
            secondaryButtonText: text.cancel,
            primaryButtonDisabled: onSave === null || saving,
            loadingStatus: saving ? ('active' as const) : ('inactive' as const),
            loadingDescription: text.saving,
            onRequestSubmit: () => onSave?.(),
          }
        : {})}
    >
      {children}
    </Modal>
  );
}
