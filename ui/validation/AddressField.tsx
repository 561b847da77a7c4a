import { TextInput } from '@carbon/react';

type AddressFieldProps = {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  /** What is wrong with it, in words; `null`: nothing. */
  readonly wrong: string | null;
  readonly onChange: (value: string) => void;
};

/** One address. What is wrong with it stands in place of the help, which describes the field. */
export function AddressField({ id, label, help, value, wrong, onChange }: AddressFieldProps) {
  return (
    <TextInput
      id={id}
      size="sm"
      spellCheck={false}
      autoComplete="off"
      labelText={label}
      helperText={wrongOr(wrong, help)}
      aria-invalid={wrong !== null}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** What is wrong with a field, in place of its help. */
export function wrongOr(wrong: string | null, help?: string) {
  return wrong === null ? help : <span className="tw-custom-range__problem">{wrong}</span>;
}
