import { Button, Heading, Section, TextInput } from '@carbon/react';
import { useCallback, useState, type ClipboardEvent, type SubmitEvent } from 'react';
import type { EventAsked, EventFunnel } from '../../contract/event-funnel.ts';
import { useApi } from '../api/ApiContext.tsx';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';
import { Answered } from '../shared/Answered.tsx';
import { eventIn, type EventParts } from '../shared/event-address.ts';
import { useCoverageWords } from './coverage-words.ts';
import { askedBy, partsIn } from './event-parts.ts';
import { FollowedEvents } from './FollowedEvents.tsx';

const fields = ['time', 'source', 'destination', 'port'] as const;
const noParts: EventParts = { time: '', source: '', destination: '', port: '' };

/** One record, typed, pasted or brought along by the address of the page, followed through every condition of the rule. */
export function FollowEvent() {
  const text = useCoverageWords().event;
  const [parts, setParts] = useState(() => eventIn(window.location.search) ?? noParts);
  const [asked, setAsked] = useState(() => validIn(parts));
  const [wrong, setWrong] = useState<keyof EventParts | null>(null);
  const follow = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = askedBy(parts);
    setWrong('wrong' in wanted ? wanted.wrong : null);
    if (!('wrong' in wanted)) setAsked(wanted);
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = partsIn(event.clipboardData.getData('text'));
    if (pasted === null) return;
    event.preventDefault();
    setParts(pasted);
    setWrong(null);
  };
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.title}</Heading>
      <p>{text.note}</p>
      <form className="tw-event__form" onSubmit={follow} onPaste={paste}>
        {fields.map((field) => (
          <TextInput
            key={field}
            id={`event-${field}`}
            size="sm"
            labelText={text.fields[field]}
            value={parts[field]}
            invalid={wrong === field}
            invalidText={text.wrong[field]}
            {...(wrong === field ? { 'aria-describedby': `event-${field}-error-msg` } : {})}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setParts({ ...parts, [field]: target.value })}
          />
        ))}
        <Button size="sm" kind="tertiary" type="submit">
          {text.follow}
        </Button>
      </form>
      {asked && <Followed asked={asked} />}
    </Section>
  );
}

function validIn(parts: EventParts): EventAsked | null {
  const asked = askedBy(parts);
  return 'wrong' in asked ? null : asked;
}

function Followed({ asked }: { readonly asked: EventAsked }) {
  const api = useApi();
  const text = useCoverageWords().event;
  const ask = useCallback<Ask<EventFunnel>>(
    (signal, progress) => untilReady((inner) => api.eventFunnel(asked, inner), signal, progress),
    [api, asked],
  );
  const { answer, retry } = useAnswer(ask);
  return (
    <Answered answer={answer} onRetry={retry} asking={text.asking}>
      {(funnel) => <FollowedEvents funnel={funnel} />}
    </Answered>
  );
}
