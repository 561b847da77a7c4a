import type { SignalQueue } from '../../ports/signals.ts';
import type { Store } from './open-store.ts';
import {
  readSignalCounts,
  readWaitingSignals,
  signalLimits,
  writeSentSignals,
  type SignalLimits,
} from './signal-rows.ts';

/** Signals in the store. They are added with the decisions and findings that they tell of (triage-store.ts). */
export function createSignalQueue(store: Store, limits: SignalLimits = signalLimits): SignalQueue {
  return {
    waiting: (limit) => store.read((database) => readWaitingSignals(database, limit), []),
    sent: (numbers, atMs) =>
      store.write((database) => writeSentSignals(database, numbers, atMs, limits)),
    counts: () => store.read(readSignalCounts, { waiting: 0, leftOut: 0 }),
  };
}
