import { CheckmarkFilled, ErrorFilled, Help } from '@carbon/icons-react';
import { Select, SelectItem } from '@carbon/react';
import { useState } from 'react';
import type { ClauseStep, EventFunnel, FollowedEvent } from '../../contract/event-funnel.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useCoverageWords } from './coverage-words.ts';

/** The records that may be meant, one of them at each condition of the rule. */
export function FollowedEvents({
  funnel: { events, isCut, aql },
}: {
  readonly funnel: EventFunnel;
}) {
  const { format } = useWords();
  const text = useCoverageWords().event;
  const [chosen, setChosen] = useState(0);
  const event = events[chosen] ?? events[0];
  const nameOf = ({ timeMs, logSource, source, destination, destinationPort }: FollowedEvent) =>
    text.option(format.time(timeMs), logSource, `${source} → ${destination}:${destinationPort}`);
  return (
    <>
      {event === undefined && <p role="status">{text.none}</p>}
      {events.length > 1 && (
        <Select
          id="event-chosen"
          size="sm"
          labelText={text.several(events.length)}
          value={chosen}
          onChange={({ target }) => setChosen(Number(target.value))}
        >
          {events.map((one, at) => (
            // Records have no id of their own in an Ariel result, and the list is replaced as a whole.
            <SelectItem key={at} value={at} text={nameOf(one)} />
          ))}
        </Select>
      )}
      {isCut && <p className="tw-qualifier">{text.cut}</p>}
      {event && (
        <>
          <p role="status" className="tw-event__verdict">
            {nameOf(event)}. {text.verdict[verdictOf(event)]}
          </p>
          <ol className="tw-event">
            {event.steps.map((step) => (
              <Step key={step.clause} step={step} event={event} />
            ))}
          </ol>
        </>
      )}
      <CopyTextButton label={text.copyQuery} text={() => aql} />
    </>
  );
}

/** What the rule makes of a record: `sent-bytes` keeps none out. */
function verdictOf({ steps, isRefused }: FollowedEvent): 'counts' | 'refused' | 'dropped' {
  const failed = steps.filter(({ clause, passes }) => clause !== 'sent-bytes' && passes !== true);
  if (failed.length === 0) return 'counts';
  return isRefused && failed.every(({ clause }) => clause === 'category') ? 'refused' : 'dropped';
}

const icons = { passes: CheckmarkFilled, drops: ErrorFilled, unknown: Help } as const;

function Step({ step, event }: { readonly step: ClauseStep; readonly event: FollowedEvent }) {
  const words = useCoverageWords();
  const text = words.event;
  const { clause, passes, change } = step;
  const outcome = passes === null ? 'unknown' : passes ? 'passes' : 'drops';
  const Icon = icons[outcome];
  return (
    <li className={`tw-event__step tw-event__step--${outcome}`}>
      <span className="tw-tag">
        <Icon size={16} aria-hidden className="tw-event__icon" />
        {text.outcomes[outcome]}
      </span>
      <div>
        <p>
          <span className="tw-check__label">{words.funnel.clauses[clause]}</span>:{' '}
          <span className="tw-mono">{useValue(step, event)}</span>
        </p>
        {outcome === 'drops' && (
          <p className="tw-check__remedy">
            {change === null
              ? text.noChange[clause === 'category' && event.isRefused ? 'refused' : clause]
              : text.wouldPass(words.repairs.change(change))}
          </p>
        )}
        {outcome === 'unknown' && <p className="tw-check__remedy">{text.notTold}</p>}
      </div>
    </li>
  );
}

/** What the record has where a condition looks. */
function useValue({ clause }: ClauseStep, event: FollowedEvent): string {
  const { count } = useWords().format;
  const { directions } = useCoverageWords().funnel;
  const { category, counters } = event;
  switch (clause) {
    case 'port':
      return String(event.destinationPort);
    case 'direction':
      return directions[event.direction];
    case 'category':
      return category.name === null ? String(category.id) : `${category.name} (${category.id})`;
    case 'destination':
      return event.destination;
    case 'sent-bytes':
      return counters.length === 0
        ? '–'
        : counters
            .map(({ name, value }) => `${name} ${value === null ? '–' : count(value)}`)
            .join(', ');
  }
}
