import { useState } from 'react';
import type { HostSignal } from '../../contract/host-signal.ts';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { isoTime } from '../../words/times.ts';
import { useWords } from '../words/WordsContext.tsx';
import { SignalList } from './SignalList.tsx';
import { useSignals } from './SignalsContext.ts';
import { filterSignals, keyOfSignal, type HostFilters } from './signals.ts';
import './host-signals.scss';

type SignalsBarProps = {
  /** Keys of the cards that the run has findings for, filtered or not. */
  readonly cardKeys: ReadonlySet<string>;
  readonly filters: HostFilters;
  /** The present, epoch ms. */
  readonly nowMs: number;
};

/**
 * How many signals there are, and a compact card for each source IP that has signals and no finding. Nothing where there is no signal. It stands
 * beside the count of findings, above the list and not in it: a signal has no risk to be ranked by, and at the end of some thousand cards nobody would meet it.
 */
export function SignalsBar({ cardKeys, filters, nowMs }: SignalsBarProps) {
  const text = useWords().hostSignals;
  const { all } = useSignals();
  const [isOpen, setOpen] = useState(false);
  if (all.length === 0) return null;
  const apart = all.filter((signal) => !cardKeys.has(keyOfSignal(signal)));
  const shown = filterSignals(apart, filters);
  const sentence = text.bar(all.length, new Set(apart.map(keyOfSignal)).size);
  const hosts = Map.groupBy(shown, keyOfSignal);
  return (
    <details
      className="tw-folded tw-host-signals-bar"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary title={sentence}>{text.signals(all.length)}</summary>
      {isOpen && (
        <div className="tw-folded__body">
          <p>{sentence}.</p>
          <p>{text.note}</p>
          <ul className="tw-host-signals-bar__hosts">
            {[...hosts].map(([key, signals]) => (
              <li key={key}>
                <HostCard signals={signals} nowMs={nowMs} />
              </li>
            ))}
          </ul>
          {shown.length < apart.length && <p>{text.hidden(apart.length - shown.length)}</p>}
        </div>
      )}
    </details>
  );
}

function HostCard(props: { readonly signals: readonly HostSignal[]; readonly nowMs: number }) {
  const { signals, nowMs } = props;
  const { hostSignals: text, format } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [newest] = signals;
  if (newest === undefined) return null;
  const { host, domain, computer, lastSeenMs } = newest;
  const kinds = [...new Set(signals.map(({ kind }) => text.kinds[kind]))];
  return (
    <article aria-label={text.label(host)} className="tw-host-signal-card">
      <div className="tw-host-signal-card__row">
        <PivotTrigger target={{ field: 'source', value: host, domainId: domain.id }} />
        {domain.name !== null && <Qualifier>{domain.name}</Qualifier>}
        {computer !== null && <Qualifier>{text.computer(computer)}</Qualifier>}
        <time className="tw-qualifier" dateTime={isoTime(lastSeenMs)}>
          {format.relativeTime(lastSeenMs, nowMs)}
        </time>
      </div>
      <details
        className="tw-folded"
        open={isOpen}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary>{kinds.join(', ')}</summary>
        {isOpen && <SignalList signals={signals} />}
      </details>
    </article>
  );
}
