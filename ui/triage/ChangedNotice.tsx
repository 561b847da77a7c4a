import type { Triage } from '../../contract/triage.ts';
import { Notice } from '../shared/Notice.tsx';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { statusOf } from './book.ts';
import { useTriageWords, type TriageDeskWords } from './triage-words.ts';
import type { Changed } from './desk-state.ts';

type ChangedNoticeProps = {
  readonly changed: Changed;
  readonly nameOf: (finding: string) => string;
};

/** What somebody else decided in the meantime, with their notes, before it may be overwritten. */
export function ChangedNotice({ changed, nameOf }: ChangedNoticeProps) {
  const words = useWords();
  const text = useTriageWords();
  return (
    <div className="tw-decide__changed">
      <Notice
        kind="warning"
        title={text.changed.title(changed.changed)}
        subtitle={text.changed.text}
      />
      <ul>
        {changed.present.map((entry) => (
          <li key={entry.finding}>
            <bdi>
              {text.changed.entry(
                nameOf(entry.finding),
                statusText(entry, words, text.decide.states),
                whoText(entry, words, text),
              )}
            </bdi>
            {entry.note !== '' && <blockquote className="tw-triage__note">{entry.note}</blockquote>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function statusText(
  entry: Triage,
  { page }: Words,
  states: TriageDeskWords['decide']['states'],
): string {
  if (statusOf(entry) === 'reopened') return page.triage.statuses.reopened;
  return entry.state === 'in-progress' && entry.assignee !== null
    ? `${states[entry.state]} (${entry.assignee})`
    : states[entry.state];
}

function whoText({ by, atMs }: Triage, words: Words, text: TriageDeskWords): string {
  const { theApp, nobody } = words.page.triage;
  return atMs === null ? nobody : text.changed.byAt(by ?? theApp, words.format.time(atMs));
}
