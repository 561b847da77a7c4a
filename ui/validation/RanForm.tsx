import { Button, Heading, RadioButton, RadioButtonGroup, Section, TextInput } from '@carbon/react';
import { useId, useState, type SubmitEvent } from 'react';
import type { Ran, Validation } from '../../contract/validation.ts';
import { Waiting } from '../shared/Waiting.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { canBeSince, localText, nextSecond, wrongWith } from './moments.ts';
import { useValidationWords } from './validation-words.ts';

type RanFormProps = {
  readonly validation: Validation;
  /** When the prediction was made, epoch ms. */
  readonly madeMs: number;
  /** The server looks for its records. */
  readonly isLooking: boolean;
  /** Why the server refused the time that was said, in words; `null`: it did not. */
  readonly refused: string | null;
  readonly onLook: (ran: Ran) => void;
  readonly onCancel: () => void;
};

/** “I carried it out at … on …”: when, and the look that follows. */
export function RanForm({
  validation,
  madeMs,
  isLooking,
  refused,
  onLook,
  onCancel,
}: RanFormProps) {
  const { format } = useWords();
  const text = useValidationWords().ran;
  const { request, result } = validation;
  const noteId = useId();
  const [openedMs] = useState(() => Date.now());
  const isRecent = canBeSince(madeMs, openedMs);
  const [how, setHow] = useState<'since' | 'exact'>(
    isRecent && result === null ? 'since' : 'exact',
  );
  const [from, setFrom] = useState(localText(result?.ran.startMs ?? nextSecond(madeMs)));
  const [to, setTo] = useState(localText(result?.ran.stopMs ?? openedMs));
  const [wrong, setWrong] = useState<ReturnType<typeof wrongWith>>(null);
  const said = wrong === null ? refused : text[wrong];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const nowMs = Date.now();
    const ran =
      how === 'since'
        ? { startMs: madeMs, stopMs: nowMs }
        : { startMs: new Date(from).getTime(), stopMs: new Date(to).getTime() };
    const found = wrongWith(ran, nowMs);
    setWrong(found);
    if (found === null) onLook(ran);
  };
  return (
    <Section className="tw-validation__part">
      <Heading className="tw-validation__title">{text.title}</Heading>
      <form noValidate className="tw-ran" onSubmit={submit}>
        <p>{text.on(request.host ?? request.source)}</p>
        <RadioButtonGroup
          legendText={text.when}
          name="ran"
          orientation="vertical"
          valueSelected={how}
          onChange={(value) => setHow(value === 'since' ? 'since' : 'exact')}
        >
          <RadioButton
            value="since"
            disabled={!isRecent}
            labelText={text.since(format.time(madeMs))}
          />
          <RadioButton value="exact" labelText={text.exact} />
        </RadioButtonGroup>
        {how === 'exact' && (
          <div className="tw-ran__times">
            <Time id="validation-from" label={text.from} value={from} onChange={setFrom} />
            <Time
              id="validation-to"
              label={text.to}
              value={to}
              onChange={setTo}
              isInvalid={said !== null}
              noteId={noteId}
            />
          </div>
        )}
        <div id={noteId}>
          <p className="tw-qualifier">{text.zone(format.timeZone())}</p>
          <p role="alert" className="tw-custom-range__problem">
            {said}
          </p>
        </div>
        <div className="tw-validation__actions">
          {isLooking ? (
            <>
              <Waiting text={text.looking} />
              <Button size="sm" kind="danger--ghost" onClick={onCancel}>
                {text.cancel}
              </Button>
            </>
          ) : (
            <Button size="sm" type="submit">
              {result === null ? text.look : text.again}
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}

type TimeProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isInvalid?: boolean;
  readonly noteId?: string;
};

/** The browser's own field to the second: it has keyboard, language and screen reader right. */
function Time({ id, label, value, onChange, isInvalid = false, noteId }: TimeProps) {
  return (
    <TextInput
      id={id}
      size="sm"
      type="datetime-local"
      step={1}
      labelText={label}
      value={value}
      aria-invalid={isInvalid}
      aria-describedby={noteId}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
