import { cardKey } from '../../cards/cards.ts';
import type { HostSignal } from '../../contract/host-signal.ts';
import type { RunFindings } from '../../contract/run.ts';
import { noSignals, type Signals } from './SignalsContext.ts';

/** The key of the card that a signal stands on: that of findings of the same source IP and domain. */
export function keyOfSignal({ domain, host }: Pick<HostSignal, 'domain' | 'host'>): string {
  return cardKey({ domain, source: host });
}

/** The signals of a result. */
export function signalsOf(shown: { readonly results: RunFindings } | null): Signals {
  if (shown === null) return noSignals;
  const all = shown.results.hostSignals ?? [];
  return { all, byCard: Map.groupBy(all, keyOfSignal) };
}

/** Filters that say something of a host: the others are about connections. */
export type HostFilters = {
  readonly text: string;
  readonly address: string | null;
  readonly only: readonly { readonly field: string; readonly value: string }[];
  readonly exclude: readonly { readonly field: string; readonly value: string }[];
  /** Epoch ms. */
  readonly time: { readonly startMs: number; readonly stopMs: number } | null;
};

/**
 * The signals that these let pass. One that names a destination or a user lets none pass: a signal has neither.
 */
export function filterSignals(
  signals: readonly HostSignal[],
  { text, address, only, exclude, time }: HostFilters,
): HostSignal[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isOnly = ({ host }: HostSignal) =>
    only.length === 0 || only.some(({ field, value }) => field === 'source' && value === host);
  return signals.filter(
    (signal) =>
      (address === null || signal.host === address) &&
      isOnly(signal) &&
      only.every(({ field }) => field === 'source') &&
      !exclude.some(({ field, value }) => field === 'source' && value === signal.host) &&
      (time === null || (signal.firstSeenMs < time.stopMs && signal.lastSeenMs >= time.startMs)) &&
      words.every((word) => textOf(signal).includes(word)),
  );
}

function textOf({ host, computer, process, command, pipe, entry, domain, logSources }: HostSignal) {
  const texts = [host, computer, process, command, pipe, entry?.tool, domain.name];
  return [...texts, ...logSources.map(({ name }) => name)].join('\n').toLowerCase();
}
