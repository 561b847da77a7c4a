import { createContext, use } from 'react';
import type { HostSignal } from '../../contract/host-signal.ts';

/** Signals of hosts of the run on the page. */
export type Signals = {
  /** Newest first. */
  readonly all: readonly HostSignal[];
  /** By the key of the card of the same source IP and domain. */
  readonly byCard: ReadonlyMap<string, readonly HostSignal[]>;
};

export const noSignals: Signals = { all: [], byCard: new Map() };
export const SignalsContext = createContext<Signals>(noSignals);

const none: readonly HostSignal[] = [];

export function useSignals(): Signals {
  return use(SignalsContext);
}

/** Those of the source IP of a card, newest first. */
export function useSignalsOf(cardKey: string): readonly HostSignal[] {
  return useSignals().byCard.get(cardKey) ?? none;
}
