import type { HostSignal } from '../../contract/host-signal.ts';
import { isoTime } from '../../words/times.ts';
import type { Words } from '../words/WordsContext.tsx';
import { markdownText } from './markdown-text.ts';
import type { Cell } from './rows.ts';

export type SignalColumn = keyof Words['hostSignals']['columns'];

/** Signals as rows of a file of their own: they have neither ports nor bytes, so they are no rows of findings. */
export function signalRows(
  signals: readonly HostSignal[],
  { hostSignals: text }: Words,
): Record<SignalColumn, Cell>[] {
  return signals.map((signal) => ({
    kind: text.kinds[signal.kind],
    domain: signal.domain.name ?? signal.domain.id,
    host: signal.host,
    computer: signal.computer,
    process: signal.process,
    command: signal.command,
    pipe: signal.pipe,
    tool: signal.entry?.tool ?? null,
    entry: signal.entry?.name ?? null,
    source: signal.entry?.source ?? null,
    count: signal.count,
    firstSeen: isoTime(signal.firstSeenMs),
    lastSeen: isoTime(signal.lastSeenMs),
    logSources: signal.logSources.map(({ name }) => name).join('; '),
    id: signal.id,
  }));
}

/** Signals as a part of a case file; nothing where there are none. Every value is encoded. */
export function signalsMarkdown(signals: readonly HostSignal[], { hostSignals: text }: Words) {
  if (signals.length === 0) return [];
  const { columns } = text;
  const heads = [columns.kind, columns.host, text.command, columns.count, columns.lastSeen];
  const row = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  return [
    `## ${markdownText(text.total)}`,
    '',
    row(heads),
    `|${'---|'.repeat(heads.length)}`,
    ...signals.map(({ kind, host, command, pipe, entry, count, lastSeenMs }) => {
      const what = command ?? `${pipe ?? ''}${entry === null ? '' : ` (${entry.tool})`}`;
      return row([text.kinds[kind], host, what, `${count}`, isoTime(lastSeenMs)]);
    }),
    '',
  ];
}
