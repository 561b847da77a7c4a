import { Add, ListChecked } from '@carbon/icons-react';
import { Button, Heading, Section } from '@carbon/react';
import { useEffect, useState } from 'react';
import type { AllowChange, AllowEntry, Allowlist } from '../../contract/allowlist.ts';
import { emptyForm, formOf, type AllowForm } from '../allowlist/allow-draft.ts';
import AllowDialog from '../allowlist/AllowDialog.tsx';
import { useAllowWords } from '../allowlist/allow-words.ts';
import { EntryActions, type EntryAct } from '../allowlist/EntryActions.tsx';
import { EndDialog, ResumeDialog } from '../allowlist/EntryDialogs.tsx';
import { EntryItem } from '../allowlist/EntryItem.tsx';
import { Outcome } from '../allowlist/Outcome.tsx';
import { useAllowlist } from '../allowlist/useAllowlist.ts';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Notice } from '../shared/Notice.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useNow } from '../shared/useNow.ts';
import { useShown } from '../shared/useShown.ts';
import { Waiting } from '../shared/Waiting.tsx';
import { EntryFilter, fits, noFilter } from './EntryFilter.tsx';
import { Sets } from './Sets.tsx';

type Open =
  | { readonly kind: 'form'; readonly initial: AllowForm }
  | { readonly kind: Exclude<EntryAct, 'renew'>; readonly entry: AllowEntry };
type Done = { readonly change: AllowChange; readonly kind: 'done' | 'extended' | 'undone' };

/** Every entry with how it does and what can be done with it; sets that were changed behind the app's back. */
export function EntriesPart({ item }: { readonly item: string }) {
  const text = useAllowWords();
  const { list, problem, reload } = useAllowlist();
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const close = () => setOpen(null);
  const settle = (kind: Done['kind']) => (change: AllowChange) => {
    setDone({ change, kind });
    close();
    reload();
  };
  const act = (kind: EntryAct, entry: AllowEntry) =>
    setOpen(kind === 'renew' ? { kind: 'form', initial: formOf(entry.subject) } : { kind, entry });
  return (
    <Section className="tw-tuning__part">
      <div className="tw-tuning__head">
        <Heading>{text.entries.title}</Heading>
        <p>{text.entries.intro}</p>
        <Button
          size="sm"
          renderIcon={Add}
          onClick={() => setOpen({ kind: 'form', initial: emptyForm })}
        >
          {text.entries.add}
        </Button>
      </div>
      <div role="alert">{problem && <ProblemNotice problem={problem} onRetry={reload} />}</div>
      {done && <Outcome {...done} onUndone={settle('undone')} />}
      {list === null && problem === null && <Waiting text={text.entries.loading} />}
      {list && (
        <>
          <Drift list={list} />
          <Entries list={list} item={item} onAct={act} />
          <Sets sets={list.sets} />
        </>
      )}
      {open && (
        <Dialogs
          open={open}
          onClose={close}
          onChanged={reload}
          onDone={settle(open.kind === 'extend' ? 'extended' : 'done')}
        />
      )}
    </Section>
  );
}

type DialogsProps = {
  readonly open: Open;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  readonly onDone: (change: AllowChange) => void;
};

function Dialogs({ open, onClose, onChanged, onDone }: DialogsProps) {
  if (open.kind === 'form')
    return (
      <AllowDialog
        initial={open.initial}
        filled={[]}
        domain={domainOf(open.initial.domainId)}
        onChanged={onChanged}
        onClose={onClose}
      />
    );
  const { kind, entry } = open;
  if (kind === 'end') return <EndDialog entry={entry} onDone={onDone} onClose={onClose} />;
  return <ResumeDialog entry={entry} act={kind} onDone={onDone} onClose={onClose} />;
}

/** A domain to limit an entry to, by QRadar's id; its name is not known here. */
export function domainOf(id: number | null): { readonly id: number; readonly name: null } | null {
  return id === null ? null : { id, name: null };
}

function Drift({ list: { drift } }: { readonly list: Allowlist }) {
  const text = useAllowWords();
  if (drift.length === 0) return null;
  return (
    <Notice
      kind="warning"
      title={text.driftTitle}
      subtitle={drift.map((one) => text.drift(one)).join(' ')}
    />
  );
}

type EntriesProps = {
  readonly list: Allowlist;
  /** Id of the entry that the address names. */
  readonly item: string;
  readonly onAct: (act: EntryAct, entry: AllowEntry) => void;
};

function Entries({ list: { entries }, item, onAct }: EntriesProps) {
  const text = useAllowWords().entries;
  const nowMs = useNow();
  const [filter, setFilter] = useState(noFilter);
  const fitting = entries.filter((entry) => fits(entry, filter));
  const { shown, more, showMore } = useShown(fitting);
  // A link may name an entry far down the list: it is shown all the same.
  const named = fitting.find(({ id }) => id === item);
  const listed = named && !shown.includes(named) ? [named, ...shown] : shown;
  useNamedEntry(named?.id ?? null);
  if (entries.length === 0)
    return (
      <EmptyState icon={ListChecked} title={text.none.title}>
        <p>{text.none.text}</p>
      </EmptyState>
    );
  return (
    <>
      <EntryFilter
        filter={filter}
        onChange={setFilter}
        said={text.shown(fitting.length, entries.length)}
      />
      {fitting.length === 0 && <p>{text.noneFits}</p>}
      <ul aria-label={text.list} className="tw-entries">
        {listed.map((entry) => (
          <li key={entry.id} id={elementOf(entry.id)} tabIndex={-1} className="tw-entries__row">
            <EntryItem entry={entry} nowMs={nowMs}>
              <EntryActions entry={entry} onAct={onAct} />
            </EntryItem>
          </li>
        ))}
      </ul>
      <More more={more} showMore={showMore} />
    </>
  );
}

function More({ more, showMore }: { readonly more: number; readonly showMore: () => void }) {
  const text = useAllowWords().hidden;
  if (more === 0) return null;
  return (
    <Button kind="ghost" size="sm" onClick={showMore}>
      {text.more(more)}
    </Button>
  );
}

const elementOf = (id: string) => `tw-entry-${id}`;

/** Leads to the entry of the address, once it is drawn. */
function useNamedEntry(id: string | null): void {
  useEffect(() => {
    if (id === null) return;
    const element = document.getElementById(elementOf(id));
    element?.focus();
    element?.scrollIntoView({ block: 'center' });
  }, [id]);
}
