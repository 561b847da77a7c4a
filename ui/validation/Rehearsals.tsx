import { Button, Heading, Section } from '@carbon/react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { AddressField } from './AddressField.tsx';
import { isAddress } from './addresses.ts';
import { RehearsalUnderWay } from './RehearsalUnderWay.tsx';
import { useRefusal } from './useRefusal.ts';
import { useRehearsal } from './useRehearsal.ts';
import { useValidationWords } from './validation-words.ts';

/** One address let through for an hour: what that means, and for administrators the way to it. */
export function Rehearsals({ canAdminister }: { readonly canAdminister: boolean }) {
  const text = useValidationWords().rehearsal;
  return (
    <Section className="tw-validation__part tw-rehearsal">
      <Heading className="tw-validation__title">{text.title}</Heading>
      <p>{text.meaning}</p>
      {canAdminister ? <Rehearsal /> : <p>{text.onlyAdmin}</p>}
    </Section>
  );
}

function Rehearsal() {
  const text = useValidationWords().rehearsal;
  const { state, begin, run, end } = useRehearsal();
  const { isAsking, rehearsal, hasEnded, problem } = state;
  const { refused, other } = useRefusal(problem);
  return (
    <>
      <div role="alert">{other && <ProblemNotice problem={other} />}</div>
      {hasEnded && <Ended text={text.ended} />}
      {rehearsal === null && !isAsking && (
        <BeginForm refused={refused('address')} onBegin={begin} />
      )}
      {rehearsal !== null && (
        <RehearsalUnderWay
          rehearsal={rehearsal}
          onRun={() => void run(rehearsal.id)}
          onEnd={() => void end(rehearsal.id)}
        />
      )}
    </>
  );
}

/** Has the focus, because the button that ended it is gone. */
function Ended({ text }: { readonly text: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <p ref={place} tabIndex={-1} role="status" className="tw-coverage__applied">
      {text}
    </p>
  );
}

type BeginFormProps = {
  /** Why the server refused the address, in words; `null`: it did not. */
  readonly refused: string | null;
  readonly onBegin: (address: string) => Promise<void>;
};

function BeginForm({ refused, onBegin }: BeginFormProps) {
  const { rehearsal: text, form } = useValidationWords();
  const [entered, setEntered] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isBeginning, setBeginning] = useState(false);
  const address = entered.trim();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const isNone = !isAddress(address);
    setWrong(isNone);
    if (isNone) {
      document.getElementById('rehearsal-address')?.focus();
      return;
    }
    setBeginning(true);
    void onBegin(address).finally(() => setBeginning(false));
  };
  return (
    <form noValidate className="tw-rehearsal__form" onSubmit={submit}>
      <AddressField
        id="rehearsal-address"
        label={text.address}
        value={entered}
        wrong={isWrong ? form.notAnAddress : refused}
        onChange={setEntered}
      />
      <Button size="sm" kind="tertiary" type="submit" disabled={isBeginning}>
        {text.begin}
      </Button>
    </form>
  );
}
