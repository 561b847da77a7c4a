import { Search, Select, SelectItem } from '@carbon/react';
import { allowStates, type AllowEntry, type AllowState } from '../../contract/allowlist.ts';
import { useAllowWords } from '../allowlist/allow-words.ts';
import { subjectText } from '../allowlist/subject-text.ts';
import { useWords } from '../words/WordsContext.tsx';

/** Which entries are looked for: a text in what they name or say, and a state. */
export type Filter = { readonly text: string; readonly state: AllowState | 'any' };
export const noFilter: Filter = { text: '', state: 'any' };

/** Whether an entry is one of those looked for. */
export function fits(entry: AllowEntry, { text, state }: Filter): boolean {
  if (state !== 'any' && entry.state !== state) return false;
  const { subject, reason, author, setName } = entry;
  const asked = text.trim().toLowerCase();
  return [subjectText(subject), reason, author, setName].some((said) =>
    said.toLowerCase().includes(asked),
  );
}

type EntryFilterProps = {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  /** How many there are. */
  readonly said: string;
};

/** Narrows the list of entries. */
export function EntryFilter({ filter, onChange, said }: EntryFilterProps) {
  const text = useAllowWords();
  const { filter: filterWords } = useWords().page;
  return (
    <div className="tw-tuning__filter">
      <Search
        size="sm"
        labelText={text.entries.filter}
        placeholder={text.entries.filter}
        closeButtonLabelText={filterWords.clear}
        value={filter.text}
        onChange={({ target }) => onChange({ ...filter, text: target.value })}
      />
      <Select
        id="tw-entry-state"
        size="sm"
        inline
        labelText={text.entries.state}
        value={filter.state}
        onChange={({ target }) =>
          onChange({
            ...filter,
            state: allowStates.find((state) => state === target.value) ?? 'any',
          })
        }
      >
        <SelectItem value="any" text={text.entries.anyState} />
        {allowStates.map((state) => (
          <SelectItem key={state} value={state} text={text.states[state]} />
        ))}
      </Select>
      <p role="status">{said}</p>
    </div>
  );
}
