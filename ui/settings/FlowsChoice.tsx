import { Checkbox } from '@carbon/react';
import { useId } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { Resettable } from './fields.tsx';

type FlowsChoiceProps = {
  readonly isOn: boolean;
  readonly isDefault: boolean;
  readonly isReadOnly: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly onReset: () => void;
};

/** Whether runs ask flows beside events. */
export function FlowsChoice({ isOn, isDefault, isReadOnly, onChange, onReset }: FlowsChoiceProps) {
  const { label, meaning } = useWords().flows.setting;
  const id = useId();
  return (
    <Resettable label={label} isDefault={isDefault} isReadOnly={isReadOnly} onReset={onReset}>
      <Checkbox
        id={id}
        labelText={label}
        helperText={meaning}
        checked={isOn}
        // Carbon's read-only checkbox can still be focused and looks as if it could be changed.
        disabled={isReadOnly}
        onChange={(_, { checked }) => onChange(checked)}
      />
    </Resettable>
  );
}
