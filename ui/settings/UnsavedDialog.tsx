import { Modal } from '@carbon/react';
import { useFocusGivenBack } from '../shared/useFocusGivenBack.ts';
import { useSettingsWords } from './settings-words.ts';

type UnsavedDialogProps = {
  /** Settings that would be lost. */
  readonly changes: number;
  readonly onDiscard: () => void;
  readonly onStay: () => void;
};

/** Asks before what was typed is lost. Gives the focus back to what had it. */
export function UnsavedDialog({ changes, onDiscard, onStay }: UnsavedDialogProps) {
  const text = useSettingsWords();
  useFocusGivenBack();
  return (
    <Modal
      open
      danger
      size="sm"
      modalHeading={text.changes(changes)}
      aria-label={text.changes(changes)}
      closeButtonLabel={text.close}
      primaryButtonText={text.discard}
      secondaryButtonText={text.stay}
      onRequestSubmit={onDiscard}
      onRequestClose={onStay}
    >
      <p>{text.unsaved}</p>
    </Modal>
  );
}
