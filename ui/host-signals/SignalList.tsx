import { Button, Link } from '@carbon/react';
import { Launch } from '@carbon/icons-react';
import { Fragment, useState } from 'react';
import type { HostSignal } from '../../contract/host-signal.ts';
import { createConsolePages } from '../platform/console.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { Facts, type Fact } from '../shared/Facts.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { useWords, type Words } from '../words/WordsContext.tsx';
import './host-signals.scss';

/** Signals of one host: what ran, in its own words, when, who told of it, and the way to its records. */
export function SignalList({ signals }: { readonly signals: readonly HostSignal[] }) {
  const text = useWords().hostSignals;
  const [pages] = useState(() => createConsolePages(window));
  const [isBlocked, setBlocked] = useState(false);
  const [first] = signals;
  if (first === undefined) return null;
  const open = (aql: string) => setBlocked(pages.eventSearch(aql) === 'blocked');
  return (
    <div role="group" aria-label={text.label(first.host)} className="tw-host-signals">
      <p role="status">{isBlocked && text.blocked}</p>
      <ul className="tw-host-signals__list">
        {signals.map((signal) => (
          <li key={signal.id} className="tw-host-signals__signal">
            <Signal signal={signal} onOpen={open} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type SignalProps = { readonly signal: HostSignal; readonly onOpen: (aql: string) => void };

function Signal({ signal, onOpen }: SignalProps) {
  const words = useWords();
  const text = words.hostSignals;
  const kind = text.kinds[signal.kind];
  return (
    <>
      <div className="tw-host-signals__head">
        <strong>{kind}</strong>
        <span className="tw-host-signals__actions">
          <Button
            kind="ghost"
            size="sm"
            renderIcon={Launch}
            aria-label={text.openOf(kind, signal.host)}
            onClick={() => onOpen(signal.aql)}
          >
            {text.open}
          </Button>
          <CopyTextButton label={text.copy(kind, signal.host)} text={() => signal.aql} />
        </span>
      </div>
      <Facts facts={factsOf(signal, words)} />
    </>
  );
}

function factsOf(signal: HostSignal, { hostSignals: text, format }: Words): Fact[] {
  const { command, pipe, entry, process, count, firstSeenMs, lastSeenMs, logSources } = signal;
  const code = (value: string) => (
    <code className="tw-host-signals__code">
      <bdi>{value}</bdi>
    </code>
  );
  return [
    ...(command === null ? [] : [{ name: text.command, value: code(command), wide: true }]),
    ...(pipe === null ? [] : [{ name: text.pipe, value: code(pipe) }]),
    ...(entry === null
      ? []
      : [
          {
            name: text.entry,
            value: (
              <>
                {text.tool(entry.name, entry.tool)}{' '}
                <Link href={entry.source} target="_blank" rel="noreferrer" size="sm" inline>
                  {text.listed(entry.licence, entry.taken)}
                </Link>
              </>
            ),
          },
        ]),
    { name: text.program, value: process === null ? text.unknown : code(process), wide: true },
    { name: text.count, value: <span className="tw-mono">{format.count(count)}</span> },
    { name: text.first, value: <Moment ms={firstSeenMs} /> },
    { name: text.last, value: <Moment ms={lastSeenMs} /> },
    {
      name: text.logSources,
      value: logSources.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 && ', '}
          <Name text={name} />
        </Fragment>
      )),
    },
  ];
}
