import type { TriageEvent } from '../../contract/triage.ts';
import type { Api } from '../api/api.ts';
import type { TriageBook } from '../triage/book.ts';

/** All that happened to a finding, newest first. The server keeps 500 entries at most. Rejects as `triageHistory`. */
export async function wholeHistory(api: Api, run: string, finding: string): Promise<TriageEvent[]> {
  const events: TriageEvent[] = [];
  for (;;) {
    const page = await api.triageHistory(run, finding, events.at(-1)?.id ?? null);
    events.push(...page.events);
    if (!page.more || page.events.length === 0) return events;
  }
}

/**
 * The histories of those of the findings that have one by the book, by their ids, one asked for after the other. A note to
 * an offense alone is no decision, so such a finding has none here.
 */
export async function historiesOf(
  api: Api,
  run: string,
  findings: readonly { readonly id: string }[],
  book: Pick<TriageBook, 'entries'>,
): Promise<ReadonlyMap<string, readonly TriageEvent[]>> {
  const events = new Map<string, readonly TriageEvent[]>();
  for (const { id } of findings)
    if (book.entries.has(id)) events.set(id, await wholeHistory(api, run, id));
  return events;
}
