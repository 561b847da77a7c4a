import { TextInput } from '@carbon/react';
import { useValidationWords } from './validation-words.ts';

type AddressFieldProps = {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  /** It holds no address, and that is to be said. */
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
};

/** One address. What is wrong with it stands in place of the help, which describes the field. */
export function AddressField({ id, label, help, value, isWrong, onChange }: AddressFieldProps) {
  const { notAnAddress } = useValidationWords().form;
  return (
    <TextInput
      id={id}
      size="sm"
      spellCheck={false}
      autoComplete="off"
      labelText={label}
      helperText={isWrong ? <span className="tw-custom-range__problem">{notAnAddress}</span> : help}
      aria-invalid={isWrong}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
