import { Modal } from '@carbon/react';
import { useState } from 'react';
import type { AllowChange, AllowScope } from '../../contract/allowlist.ts';
import { useFocusGivenBack } from '../shared/useFocusGivenBack.ts';
import '../panels.scss';
import type { AllowForm } from './allow-draft.ts';
import { AllowFormBody } from './AllowFormBody.tsx';
import { AllowWordsProvider, useAllowWords } from './allow-words.ts';
import './allowlist.scss';
import { Outcome } from './Outcome.tsx';
import { useAllowForm } from './useAllowForm.ts';

type AllowDialogProps = {
  readonly initial: AllowForm;
  /** Scopes that are filled in, the narrowest first; none: all, to be typed. */
  readonly filled: readonly AllowScope[];
  readonly domain: { readonly id: number; readonly name: string | null } | null;
  /** Asks for a run that applies what was changed; absent where there is none on the page. */
  readonly onRunAgain?: () => void;
  /** Called when entries were changed. */
  readonly onChanged?: () => void;
  readonly onClose: () => void;
};

/** The form of an entry with its preview, and what came of saving it. Loaded when it is first opened. */
export default function AllowDialog(props: AllowDialogProps) {
  return (
    <AllowWordsProvider>
      <Dialog {...props} />
    </AllowWordsProvider>
  );
}

type Done = { readonly change: AllowChange; readonly kind: 'added' | 'undone' };

function Dialog(props: AllowDialogProps) {
  const { onChanged } = props;
  const [done, setDone] = useState<Done | null>(null);
  useFocusGivenBack();
  const settle = (result: Done) => {
    setDone(result);
    onChanged?.();
  };
  return done === null ? (
    <Form {...props} onSaved={(change) => settle({ change, kind: 'added' })} />
  ) : (
    <After {...props} {...done} onUndone={(change) => settle({ change, kind: 'undone' })} />
  );
}

type FormProps = AllowDialogProps & { readonly onSaved: (change: AllowChange) => void };

function Form({ initial, filled, domain, onClose, onSaved }: FormProps) {
  const text = useAllowWords().form;
  const state = useAllowForm(initial, onSaved);
  return (
    <Modal
      open
      size="lg"
      className="tw-allow"
      modalHeading={text.title}
      aria-label={text.title}
      closeButtonLabel={text.close}
      primaryButtonText={state.isSaving ? text.saving : text.save}
      secondaryButtonText={text.cancel}
      primaryButtonDisabled={state.preview.state === 'asking'}
      onRequestSubmit={state.save}
      onRequestClose={onClose}
    >
      <AllowFormBody state={state} filled={filled} domain={domain} />
    </Modal>
  );
}

type AfterProps = AllowDialogProps & Done & { readonly onUndone: (change: AllowChange) => void };

function After({ change, kind, onUndone, onRunAgain, onClose }: AfterProps) {
  const { form: text, outcome } = useAllowWords();
  const runAgain = () => {
    onClose();
    onRunAgain?.();
  };
  return (
    <Modal
      open
      size="sm"
      className="tw-allow"
      modalHeading={text.title}
      aria-label={text.title}
      closeButtonLabel={text.close}
      primaryButtonText={onRunAgain ? outcome.runAgain : text.close}
      secondaryButtonText={onRunAgain ? text.close : undefined}
      onRequestSubmit={runAgain}
      onRequestClose={onClose}
    >
      <Outcome change={change} kind={kind} onUndone={onUndone} />
    </Modal>
  );
}
