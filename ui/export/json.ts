import { technique } from '../../cards/technique.ts';
import type { Finding } from '../../contract/finding.ts';
import type { HostSignal } from '../../contract/host-signal.ts';
import type { Run } from '../../contract/run.ts';
import type { TriageBook } from '../triage/book.ts';
import { isoTime } from '../../words/times.ts';

/**
 * Findings in the order they are given as JSON text: each as the contract has it, below what has to be known of their run,
 * queries among it, and what was decided about them; `null` where that is not known. `all` is how many findings the run has,
 * filtered ones included. Signals of hosts are all that the run has: filters are those of findings.
 */
export function jsonOf(
  findings: readonly Finding[],
  book: TriageBook,
  run: Run,
  all: number,
  hostSignals: readonly HostSignal[] = [],
): string {
  const { id, profile, window, state, flows, limits, skipped, properties, queries } = run;
  return JSON.stringify(
    {
      technique,
      run: {
        ...{ id, profile, state, window, flows, limits, skipped, properties, queries },
        start: isoTime(window.startMs),
        stop: isoTime(window.stopMs),
        findings: all,
        hostSignals: run.hostSignals ?? null,
      },
      findings,
      hostSignals,
      triage: book.isKnown ? findings.flatMap(({ id }) => book.entries.get(id) ?? []) : null,
    },
    null,
    2,
  );
}
