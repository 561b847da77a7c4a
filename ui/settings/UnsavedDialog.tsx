import { Modal } from '@carbon/react';
import { useLayoutEffect, useRef } from 'react';
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
  const cameFrom = useRef<Element | null>(null);
  // A layout effect, because the modal moves the focus in an effect of its own.
  useLayoutEffect(() => {
    cameFrom.current = document.activeElement;
    return () => {
      if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    };
  }, []);
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
