import { Button, Heading, Section } from '@carbon/react';
import { useCallback, useState } from 'react';
import type {
  AllowAction,
  AllowChange,
  AllowEntry,
  AllowHistory,
} from '../../contract/allowlist.ts';
import { useAllowWords } from '../allowlist/allow-words.ts';
import { EntryItem } from '../allowlist/EntryItem.tsx';
import { Outcome, useUndo } from '../allowlist/Outcome.tsx';
import { AuditList } from '../admin/AuditList.tsx';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { SettingsWordsProvider } from '../settings/settings-words.ts';
import { Moment } from '../shared/Moment.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useNow } from '../shared/useNow.ts';
import { Waiting } from '../shared/Waiting.tsx';
import { useWords } from '../words/WordsContext.tsx';

/** Who did what to the allowlist and, for administrators, to the settings; newest first. */
export function AuditPart({ canAdminister }: { readonly canAdminister: boolean }) {
  const text = useAllowWords().history;
  const [done, setDone] = useState<AllowChange | null>(null);
  const [undone, setUndone] = useState(0);
  const settle = (change: AllowChange) => {
    setDone(change);
    setUndone((before) => before + 1);
  };
  return (
    <Section className="tw-tuning__part">
      <div className="tw-tuning__head">
        <Heading>{text.title}</Heading>
      </div>
      {done && <Outcome change={done} kind="undone" onUndone={settle} />}
      {/* Undoing is a change itself, so all is asked for anew. */}
      <History key={undone} onUndone={settle} />
      {canAdminister && (
        <SettingsWordsProvider>
          <AuditList title={text.settingsTitle} />
        </SettingsWordsProvider>
      )}
    </Section>
  );
}

function History({ onUndone }: { readonly onUndone: (change: AllowChange) => void }) {
  const api = useApi();
  const text = useAllowWords().history;
  const [older, setOlder] = useState<readonly AllowHistory[]>([]);
  const before = older.at(-1)?.actions.at(-1)?.id ?? null;
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.allowHistory(before, signal), [api, before]),
  );
  const { undo, isUndoing, problem } = useUndo(onUndone);
  const page = answer.state === 'known' ? answer.value : null;
  const pages = [...older, ...(page ? [page] : [])];
  const actions = pages.flatMap((shown) => shown.actions);
  return (
    <>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={retry} />}
        {problem && <ProblemNotice problem={problem} />}
      </div>
      {actions.length > 0 && <Actions actions={actions} isUndoing={isUndoing} onUndo={undo} />}
      {answer.state === 'asking' && <Waiting text={text.loading} />}
      {page && actions.length === 0 && <p>{text.none}</p>}
      {page?.more && (
        <Button kind="ghost" size="sm" onClick={() => setOlder((shown) => [...shown, page])}>
          {text.older}
        </Button>
      )}
      <Ended entries={pages.flatMap(({ ended }) => ended)} />
    </>
  );
}

type ActionsProps = {
  readonly actions: readonly AllowAction[];
  readonly isUndoing: boolean;
  readonly onUndo: (action: string) => void;
};

function Actions({ actions, isUndoing, onUndo }: ActionsProps) {
  const text = useAllowWords();
  const { history, outcome } = text;
  return (
    <div className="tw-tuning__table">
      <table className="tw-allow__table" aria-label={history.title}>
        <thead>
          <tr>
            {Object.entries(history.columns).map(([name, heading]) => (
              <th key={name} scope="col">
                {heading}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {actions.map(({ id, atMs, user, kind, entries, reason, canBeUndone }) => (
            <tr key={id}>
              <td>
                <Moment ms={atMs} />
              </td>
              <td>{user ?? history.byItself}</td>
              <td>{history.actions[kind]}</td>
              <td>
                <Named entries={entries} />
              </td>
              <td>{kind === 'undo' ? undoneText(reason, history.actions) : reason}</td>
              <td>
                {canBeUndone && (
                  <Button
                    kind="ghost"
                    size="sm"
                    disabled={isUndoing}
                    aria-label={history.undoOf(history.actions[kind], atMs)}
                    onClick={() => onUndo(id)}
                  >
                    {outcome.undo}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What undoing undid, which stands where others have their reason. */
function undoneText(reason: string, actions: Readonly<Record<string, string>>): string {
  return actions[reason] ?? reason;
}

/** Entries named in one row. */
const mostNamed = 5;

function Named({ entries }: Pick<AllowAction, 'entries'>) {
  const text = useAllowWords();
  const { moreEntries } = text.history;
  const rest = entries.length - mostNamed;
  return (
    <>
      {entries.slice(0, mostNamed).map(({ id, value, setName, secondReason }) => (
        <div key={id}>
          <span title={setName} className="tw-mono">
            {value}
          </span>
          {secondReason !== null && (
            <span className="tw-qualifier">{text.entries.despite(secondReason)}</span>
          )}
        </div>
      ))}
      {rest > 0 && <span className="tw-qualifier">{moreEntries(rest)}</span>}
    </>
  );
}

/** Entries that ended stay readable. */
function Ended({ entries }: { readonly entries: readonly AllowEntry[] }) {
  const text = useAllowWords().history;
  const { count } = useWords().format;
  const nowMs = useNow();
  const each = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  if (each.length === 0) return null;
  return (
    <details className="tw-folded">
      <summary>{`${text.endedTitle} (${count(each.length)})`}</summary>
      <ul className="tw-entries">
        {each.map((entry) => (
          <li key={entry.id} className="tw-entries__row">
            <EntryItem entry={entry} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </details>
  );
}
