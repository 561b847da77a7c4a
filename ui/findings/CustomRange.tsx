import { Button, TextInput } from '@carbon/react';
import { useId, useState } from 'react';
import type { TimeWindow } from '../../contract/run.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';

/** The longest range a run takes, as `contract/run.ts` has it for ranges that count back. */
const longestMs = 31 * 24 * 60 * 60_000;

type CustomRangeProps = {
  readonly window: TimeWindow;
  readonly onApply: (window: TimeWindow) => void;
};

/**
 * Two moments to the minute, in the reader's time zone. The browser's own date-and-time field has keyboard,
 * language and screen reader right, and costs nothing to load.
 */
export function CustomRange({ window, onApply }: CustomRangeProps) {
  const words = useWords();
  const text = words.page.filter.custom;
  const noteId = useId();
  const [from, setFrom] = useState(localText(window.startMs));
  const [to, setTo] = useState(localText(window.stopMs));
  const [problem, setProblem] = useState('');

  const apply = () => {
    const chosen = { startMs: new Date(from).getTime(), stopMs: new Date(to).getTime() };
    const found = problemOf(chosen, text);
    setProblem(found);
    if (found === '') onApply(chosen);
  };
  return (
    <form
      className="tw-custom-range"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <TextInput
        id="tw-from"
        size="sm"
        type="datetime-local"
        labelText={text.from}
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <TextInput
        id="tw-to"
        size="sm"
        type="datetime-local"
        labelText={text.to}
        value={to}
        aria-invalid={problem !== ''}
        aria-describedby={noteId}
        onChange={({ target }) => setTo(target.value)}
      />
      <Button kind="tertiary" size="sm" type="submit">
        {text.apply}
      </Button>
      <div id={noteId} className="tw-custom-range__note">
        <p>{text.zone(words.format.timeZone())}</p>
        <p role="alert" className="tw-custom-range__problem">
          {problem}
        </p>
      </div>
    </form>
  );
}

function problemOf(
  { startMs, stopMs }: TimeWindow,
  text: Words['page']['filter']['custom'],
): string {
  if (Number.isNaN(startMs) || Number.isNaN(stopMs)) return text.missing;
  if (startMs >= stopMs) return text.order;
  return stopMs - startMs > longestMs ? text.tooLong : '';
}

/** A moment (epoch ms) as `datetime-local` wants it: local time without a zone, to the minute. */
function localText(ms: number): string {
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 16);
}
