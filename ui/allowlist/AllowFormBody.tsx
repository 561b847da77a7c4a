import { Checkbox, TextArea } from '@carbon/react';
import { useEffect, useId, useRef } from 'react';
import { allowLengths, type AllowScope } from '../../contract/allowlist.ts';
import { useSessionUser } from '../shared/session-user.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { allowFields } from './allow-draft.ts';
import { AllowFields } from './AllowFields.tsx';
import { useAllowWords } from './allow-words.ts';
import { Preview } from './Preview.tsx';
import type { AllowFormState } from './useAllowForm.ts';

type BodyProps = {
  readonly state: AllowFormState;
  readonly filled: readonly AllowScope[];
  readonly domain: { readonly id: number; readonly name: string | null } | null;
};

/** What is in the way of saving, the fields, what they would change, and what is asked about that. */
export function AllowFormBody({ state, filled, domain }: BodyProps) {
  const id = useId();
  const text = useAllowWords().form;
  const user = useSessionUser();
  return (
    <div className="tw-allow__body">
      {user && !user.canAdminister && <p className="tw-allow__who">{text.whoCan(user.user)}</p>}
      <InTheWay state={state} />
      <AllowFields {...state} id={id} filled={filled} domain={domain} />
      <Preview preview={state.preview} onRetry={state.retryPreview}>
        <Confirmation state={state} id={id} />
        <SecondReason state={state} id={id} />
      </Preview>
    </div>
  );
}

/** Takes the focus each time a save was in vain. */
function InTheWay({ state }: { readonly state: AllowFormState }) {
  const text = useAllowWords().form;
  const { attempts, problem, errors, confirmationError, secondReasonError } = state;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempts > 0) place.current?.focus();
  }, [attempts]);
  const wrong = [
    ...allowFields.flatMap((field) => errors[field] ?? []),
    ...(confirmationError ? [text.asks.needed] : []),
    ...(secondReasonError === null ? [] : [secondReasonError]),
  ];
  return (
    <div ref={place} role="alert" tabIndex={-1} className="tw-allow__wrong">
      {problem && <ProblemNotice problem={problem} />}
      {attempts > 0 && problem === null && wrong.length > 0 && (
        <>
          <p>{text.mistakes(wrong.length)}</p>
          <ul>
            {wrong.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

type PartProps = { readonly state: AllowFormState; readonly id: string };

function Confirmation({ state, id }: PartProps) {
  const text = useAllowWords().form.asks;
  if (!state.needsConfirmation) return null;
  const asks = state.preview.state === 'known' ? state.preview.value.asks : [];
  return (
    <section aria-label={text.title} className="tw-allow__asks">
      <p className="tw-allow__title">{text.title}</p>
      <ul>
        {asks.map((one) => (
          <li key={one.kind}>{text.ask(one)}</li>
        ))}
      </ul>
      <Checkbox
        id={`${id}-confirmed`}
        labelText={text.confirm}
        checked={state.form.isConfirmed}
        invalid={state.confirmationError}
        invalidText={text.needed}
        onChange={(_event, { checked }) => state.change({ isConfirmed: checked })}
      />
    </section>
  );
}

function SecondReason({ state, id }: PartProps) {
  const { confirmed: text, left } = useAllowWords().form;
  if (!state.needsSecondReason) return null;
  const known = state.preview.state === 'known' ? state.preview.value.confirmed.findings : 0;
  return (
    <section aria-label={text.label} className="tw-allow__asks">
      <p className="tw-allow__title">{text.title(Math.max(1, known))}</p>
      <TextArea
        id={`${id}-second`}
        labelText={text.label}
        helperText={`${text.text} ${left(state.form.secondReason.trim().length, allowLengths.reason)}`}
        rows={2}
        value={state.form.secondReason}
        invalid={state.secondReasonError !== null}
        invalidText={state.secondReasonError}
        onChange={({ target }) => state.change({ secondReason: target.value })}
      />
    </section>
  );
}
