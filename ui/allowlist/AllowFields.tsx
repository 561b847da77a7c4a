import { Checkbox, Select, SelectItem, TextArea, TextInput } from '@carbon/react';
import { allowLengths, allowScopes, type AllowScope } from '../../contract/allowlist.ts';
import {
  fieldsOf,
  isList,
  linesOf,
  usualDays,
  type AllowField,
  type AllowForm,
  type Ends,
} from './allow-draft.ts';
import { useAllowWords } from './allow-words.ts';
import type { AllowFormState } from './useAllowForm.ts';

type FieldsProps = Pick<AllowFormState, 'form' | 'errors' | 'change'> & {
  /** Prefix of the fields' ids; what is wrong leads to them. */
  readonly id: string;
  /** Scopes that are filled in from a finding, the narrowest first; none: all, to be typed. */
  readonly filled: readonly AllowScope[];
  /** The domain that the entry may be limited to; `null`: there is none to offer. */
  readonly domain: { readonly id: number; readonly name: string | null } | null;
};

/** What is named, why, and until when. */
export function AllowFields(props: FieldsProps) {
  const { form, errors, change, id } = props;
  const text = useAllowWords().form;
  return (
    <div className="tw-allow__fields">
      <ScopeChoice {...props} />
      {fieldsOf[form.scope].map((field) => (
        <Value key={field} {...props} field={field} />
      ))}
      <DomainChoice {...props} />
      <TextArea
        id={`${id}-reason`}
        labelText={text.reason}
        helperText={`${text.reasonNote} ${text.left(form.reason.trim().length, allowLengths.reason)}`}
        rows={2}
        value={form.reason}
        invalid={errors.reason !== undefined}
        invalidText={errors.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
      <EndChoice id={id} form={form} error={errors.day} change={change} />
    </div>
  );
}

function ScopeChoice({ form, change, id, filled }: FieldsProps) {
  const { scopes, form: text } = useAllowWords();
  const listed = filled.length > 0 ? filled : allowScopes;
  return (
    <Select
      id={`${id}-scope`}
      size="sm"
      data-modal-primary-focus
      labelText={text.scope}
      value={form.scope}
      onChange={({ target }) => {
        const scope = allowScopes.find((name) => name === target.value);
        if (scope) change({ scope });
      }}
    >
      {listed.map((scope) => (
        <SelectItem
          key={scope}
          value={scope}
          text={
            filled.length > 0
              ? text.scopeOf(scopes[scope], summaryOf(form, scope, text.several))
              : scopes[scope]
          }
        />
      ))}
    </Select>
  );
}

/** What a choice stands for, short enough for one line. */
function summaryOf(form: AllowForm, scope: AllowScope, several: (value: number) => string): string {
  const one = (value: string) => {
    const lines = linesOf(value);
    return lines.length > 1 ? several(lines.length) : (lines[0] ?? '');
  };
  const { source, destination, port, user } = form;
  const texts: Record<AllowScope, string> = {
    source,
    destination: one(destination),
    user: linesOf(user).join(', '),
    'destination-port': `${one(destination)}, ${port}`,
    'source-destination': `${source} → ${one(destination)}`,
  };
  return texts[scope];
}

function Value({ form, errors, change, id, field }: FieldsProps & { readonly field: AllowField }) {
  const text = useAllowWords().form;
  const isLong = isList(form.scope, field);
  const labels: Partial<Record<AllowField, string>> = {
    source: isLong ? text.sources : text.source,
    destination: isLong ? text.destinations : text.destination,
    user: text.users,
    port: text.port,
  };
  const notes = [
    ...(field === 'source' || (field === 'destination' && form.scope !== 'source-destination')
      ? [text.blocks]
      : []),
    ...(isLong ? [text.onePerLine] : []),
  ];
  const shared = {
    id: `${id}-${field}`,
    labelText: labels[field] ?? '',
    helperText: notes.join(' '),
    value: form[field],
    spellCheck: false,
    invalid: errors[field] !== undefined,
    invalidText: errors[field] ?? '',
  };
  const put = (value: string) => change({ [field]: value });
  if (!isLong)
    return (
      <TextInput
        size="sm"
        {...shared}
        {...saidBy(shared.id, shared.invalid)}
        onChange={({ target }) => put(target.value)}
      />
    );
  return (
    <TextArea
      {...shared}
      rows={Math.min(5, Math.max(1, form[field].split('\n').length))}
      onChange={({ target }) => put(target.value)}
    />
  );
}

function DomainChoice({ form, change, id, domain }: FieldsProps) {
  const text = useAllowWords().form;
  if (domain === null) return null;
  const name = domain.name ?? (domain.id === 0 ? text.defaultDomain : text.domainId(domain.id));
  return (
    <Checkbox
      id={`${id}-domain`}
      labelText={text.onlyDomain(name)}
      checked={form.domainId !== null}
      onChange={(_event, { checked }) => change({ domainId: checked ? domain.id : null })}
    />
  );
}

/** Not every browser reads what Carbon names by `aria-errormessage` alone. */
function saidBy(id: string, isWrong: boolean) {
  return isWrong ? { 'aria-describedby': `${id}-error-msg` } : {};
}

type EndProps = {
  readonly id: string;
  readonly form: Pick<AllowForm, 'ends' | 'day'>;
  readonly error: string | undefined;
  readonly change: (changes: Partial<Pick<AllowForm, 'ends' | 'day'>>) => void;
};

/** Until when: one of the usual spans, a day, or without an end, which has to be said. */
export function EndChoice({ id, form, error, change }: EndProps) {
  const text = useAllowWords().form;
  const spans = usualDays.map((days) => ({ value: `${days}` as const, label: text.endsIn(days) }));
  const options: readonly { readonly value: Ends; readonly label: string }[] = [
    ...spans,
    { value: 'day', label: text.endsOn },
    { value: 'never', label: text.endsNever },
  ];
  return (
    <div className="tw-allow__ends">
      <Select
        id={`${id}-ends`}
        size="sm"
        labelText={text.ends}
        value={form.ends}
        onChange={({ target }) => {
          const chosen = options.find(({ value }) => value === target.value);
          if (chosen) change({ ends: chosen.value });
        }}
      >
        {options.map(({ value, label }) => (
          <SelectItem key={value} value={value} text={label} />
        ))}
      </Select>
      {form.ends === 'day' && (
        <TextInput
          id={`${id}-day`}
          size="sm"
          type="date"
          labelText={text.day}
          value={form.day}
          invalid={error !== undefined}
          invalidText={error}
          {...saidBy(`${id}-day`, error !== undefined)}
          onChange={({ target }) => change({ day: target.value })}
        />
      )}
    </div>
  );
}
