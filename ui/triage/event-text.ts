import type { TriageEvent } from '../../contract/triage.ts';
import type { TriageWords } from '../../words/en/triage.ts';
import type { TriageDeskWords } from '../../words/en/triage-desk.ts';

/** What an entry of the history says was done, without who, when and with which note. */
export function eventText(event: TriageEvent, page: TriageWords, text: TriageDeskWords): string {
  const { kind, state, assignee, offense } = event;
  const status = text.decide.states[state];
  if (kind === 'offense-note') return text.history.offenseNote(offense ?? 0);
  if (kind === 'reopened') return text.history.reopened;
  if (kind === 'undone') return text.history.undone(status);
  return text.history.decided(
    status,
    state === 'in-progress' && assignee !== null ? `${page.assignee}: ${assignee}` : '',
  );
}
