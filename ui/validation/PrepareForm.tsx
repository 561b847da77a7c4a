import {
  Button,
  Heading,
  RadioButton,
  RadioButtonGroup,
  Section,
  Select,
  SelectItem,
  TextInput,
} from '@carbon/react';
import { useState, type SubmitEvent } from 'react';
import type { Problem } from '../../contract/problem.ts';
import {
  variants,
  type Technique,
  type Validation,
  type ValidationRequest,
  type Variant,
} from '../../contract/validation.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { AddressField, wrongOr } from './AddressField.tsx';
import { isAddress } from './addresses.ts';
import { refusedField } from './refused-fields.ts';
import { useRefusal } from './useRefusal.ts';
import { useValidationWords } from './validation-words.ts';

/** Sizes beside the usual one, bytes: below, between and above the thresholds of the source rule. */
const sizes = [2 ** 18, 2 ** 20, 3 * 2 ** 20, 12 * 2 ** 20, 64 * 2 ** 20] as const;

type PrepareFormProps = {
  readonly technique: Technique;
  readonly onPrepared: (validation: Validation) => void;
};

type Entries = { readonly source: string; readonly host: string; readonly target: string };

/** From where to where, and how much; then the server states the prediction and fills the steps in. */
export function PrepareForm({ technique, onPrepared }: PrepareFormProps) {
  const { format } = useWords();
  const text = useValidationWords();
  const { connects, bytes: usual } = technique;
  const [variant, setVariant] = useState<Variant>('test');
  const [entries, setEntries] = useState<Entries>({ source: '', host: '', target: '' });
  const [size, setSize] = useState(usual);
  const [wasTried, setTried] = useState(false);
  const { prepare, forget, isPreparing, problem } = usePrepare(onPrepared);
  const { refused, other } = useRefusal(problem);
  const source = entries.source.trim();
  const target = entries.target.trim();
  const wrong = {
    source: !isAddress(source),
    target: connects !== null && !isAddress(target),
  };
  const said = (field: 'source' | 'target') =>
    wasTried && wrong[field] ? text.form.notAnAddress : refused(field);
  const hasSize = usual > 0 && variant === 'test';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.source || wrong.target) {
      document.getElementById(wrong.source ? 'validation-source' : 'validation-target')?.focus();
      return;
    }
    void prepare({
      technique: technique.id,
      variant,
      source,
      host: entries.host.trim() === '' ? null : entries.host.trim(),
      target: connects === null ? null : target,
      bytes: hasSize ? size : null,
    });
  };
  const enter = (name: keyof Entries) => (value: string) => {
    forget();
    setEntries((before) => ({ ...before, [name]: value }));
  };
  return (
    <Section className="tw-validation__form">
      <Heading className="tw-validation__title">{text.form.title}</Heading>
      <form noValidate onSubmit={submit}>
        <RadioButtonGroup
          legendText={text.form.variant}
          name="variant"
          orientation="vertical"
          valueSelected={variant}
          onChange={(value) => setVariant(value === 'twin' ? 'twin' : 'test')}
        >
          {variants.map((value) => (
            <RadioButton key={value} value={value} labelText={text.variants[value]} />
          ))}
        </RadioButtonGroup>
        <AddressField
          id="validation-source"
          label={text.form.source}
          help={text.form.sourceHelp}
          value={entries.source}
          wrong={said('source')}
          onChange={enter('source')}
        />
        <TextInput
          id="validation-host"
          size="sm"
          spellCheck={false}
          autoComplete="off"
          maxLength={255}
          labelText={text.form.host}
          helperText={wrongOr(refused('host'), text.form.hostHelp)}
          aria-invalid={refused('host') !== null}
          value={entries.host}
          onChange={({ target: input }) => enter('host')(input.value)}
        />
        {connects !== null && (
          <AddressField
            id="validation-target"
            label={text.form.target}
            help={text.form.targetHelp}
            value={entries.target}
            wrong={said('target')}
            onChange={enter('target')}
          />
        )}
        {hasSize && (
          <Select
            id="validation-size"
            size="sm"
            labelText={text.form.size}
            helperText={wrongOr(refused('size'))}
            value={size}
            onChange={({ target: input }) => {
              forget();
              setSize(Number(input.value));
            }}
          >
            {[...new Set([usual, ...sizes])].map((value) => (
              <SelectItem
                key={value}
                value={value}
                text={value === usual ? text.form.usualSize(value) : format.bytes(value)}
              />
            ))}
          </Select>
        )}
        <p className="tw-qualifier">{text.form.note}</p>
        <div className="tw-validation__actions">
          <Button size="sm" type="submit" disabled={isPreparing}>
            {text.form.prepare}
          </Button>
          {isPreparing && <Waiting text={text.form.preparing} />}
        </div>
      </form>
      <div role="alert">{other && <ProblemNotice problem={other} />}</div>
    </Section>
  );
}

function usePrepare(onPrepared: (validation: Validation) => void) {
  const api = useApi();
  const [isPreparing, setPreparing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const prepare = async (request: ValidationRequest) => {
    setPreparing(true);
    setProblem(null);
    try {
      onPrepared(await api.prepareValidation(request));
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      const field = refusedField(refused);
      if (field !== null) document.getElementById(`validation-${field}`)?.focus();
    }
    setPreparing(false);
  };
  return { prepare, forget: () => setProblem(null), isPreparing, problem };
}
