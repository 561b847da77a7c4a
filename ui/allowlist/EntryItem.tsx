import {
  CheckmarkFilled,
  ErrorFilled,
  MisuseOutline,
  PauseFilled,
  Time,
} from '@carbon/icons-react';
import type { ReactNode } from 'react';
import type { AllowEntry, AllowState } from '../../contract/allowlist.ts';
import { Facts } from '../shared/Facts.tsx';
import { Name } from '../shared/Name.tsx';
import { useAllowWords } from './allow-words.ts';
import { entryFacts } from './entry-facts.ts';
import { subjectText } from './subject-text.ts';

/** A shape of its own for each state, because colour alone would not be seen by everybody. */
const icons = {
  'in-force': CheckmarkFilled,
  suspended: PauseFilled,
  expired: Time,
  removed: MisuseOutline,
  missing: ErrorFilled,
} as const satisfies Record<AllowState, unknown>;

type EntryItemProps = {
  readonly entry: AllowEntry;
  readonly nowMs: number;
  /** What can be done with it. */
  readonly children?: ReactNode;
};

/** An entry: what it names and why, in which state it is, how it does, and what is odd about it. */
export function EntryItem({ entry, nowMs, children }: EntryItemProps) {
  const text = useAllowWords();
  const { subject, state, reason, secondReason, warnings, changes } = entry;
  return (
    <article className={`tw-entry tw-entry--${state}`} aria-label={subjectText(subject)}>
      <div className="tw-entry__head">
        <StateTag state={state} />
        <p className="tw-entry__subject">
          <span className="tw-qualifier">{text.scopes[subject.scope]}</span>
          <span className="tw-mono">
            <Name text={subjectText(subject)} />
          </span>
          {subject.domainId !== null && (
            <span className="tw-qualifier">{text.domain(subject.domainId)}</span>
          )}
        </p>
        <p className="tw-entry__reason">
          {reason === '' ? text.entries.noReason : reason}
          {secondReason !== null && (
            <span className="tw-qualifier">{text.entries.despite(secondReason)}</span>
          )}
        </p>
        <div className="tw-entry__actions">{children}</div>
      </div>
      {state !== 'in-force' && <p>{text.stateMeanings[state]}</p>}
      {state === 'suspended' && (
        <div className="tw-entry__changes">
          <p>{text.entries.changesTitle}</p>
          {changes.length === 0 ? (
            <p>{text.entries.changesElsewhere}</p>
          ) : (
            <ul>
              {changes.map((one) => (
                <li key={`${one.kind} ${one.what ?? ''}`}>{text.change(one)}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {warnings.length > 0 && (
        <ul className="tw-entry__warnings">
          {warnings.map((warning) => (
            <li key={warning}>{text.warnings[warning]}</li>
          ))}
        </ul>
      )}
      <Facts facts={entryFacts(entry, nowMs, text)} />
    </article>
  );
}

function StateTag({ state }: { readonly state: AllowState }) {
  const { states } = useAllowWords();
  const Icon = icons[state];
  return (
    <span className="tw-tag tw-entry__state">
      <Icon size={16} aria-hidden className={`tw-entry__icon tw-entry__icon--${state}`} />
      {states[state]}
    </span>
  );
}
