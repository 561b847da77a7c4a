import { Checkbox, Modal } from '@carbon/react';
import { useState } from 'react';
import { useFocusGivenBack } from '../../shared/useFocusGivenBack.ts';
import { useWords } from '../../words/WordsContext.tsx';
import '../../panels.scss';

type KeysHelpProps = {
  readonly hasCharacterKeys: boolean;
  /** Answers whether the browser keeps the choice. */
  readonly onCharacterKeys: (isOn: boolean) => boolean;
  readonly onClose: () => void;
};

/** The keys of the list, and the switch for those that are single letters. Loaded when it is first opened. */
export default function KeysHelp({ hasCharacterKeys, onCharacterKeys, onClose }: KeysHelpProps) {
  const text = useWords().page.list.keys;
  const [isKept, setKept] = useState(true);
  useFocusGivenBack();
  return (
    <Modal
      open
      passiveModal
      size="sm"
      modalHeading={text.title}
      aria-label={text.title}
      closeButtonLabel={text.close}
      onRequestClose={onClose}
    >
      <p>{text.note}</p>
      <table className="tw-keys">
        <thead>
          <tr>
            <th scope="col">{text.key}</th>
            <th scope="col">{text.does}</th>
          </tr>
        </thead>
        <tbody>
          {text.rows.map(([keys, does]) => (
            <tr key={keys}>
              <th scope="row">{keys}</th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Checkbox
        id="tw-character-keys"
        data-modal-primary-focus
        labelText={text.letters}
        helperText={isKept ? text.lettersNote : text.notKept}
        checked={hasCharacterKeys}
        onChange={(_event, { checked }) => setKept(onCharacterKeys(checked))}
      />
    </Modal>
  );
}
