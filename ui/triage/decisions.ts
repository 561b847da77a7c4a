import { closedStates, type ClosedState } from '../../contract/triage.ts';
import { isClosed, statusOf, type TriageBook } from './book.ts';
import type { Decision } from './desk-state.ts';

/** What can be done with findings at once; `null` where it would change nothing. */
export type Decisions = {
  readonly take: Decision | null;
  readonly release: Decision | null;
  readonly reopen: Decision | null;
  /** To be looked at before: with a note, or for another person. */
  readonly assign: Decision;
  readonly close: Readonly<Record<ClosedState, Decision>>;
};

/**
 * What `user` can do with findings (ids), from where they stand. Each decision is about those that it changes: taking is about the
 * open ones that they do not have yet, releasing about those that somebody has, reopening about the closed.
 */
export function decisionsOf(
  findings: readonly string[],
  { entries }: TriageBook,
  user: string,
): Decisions {
  const standing = findings.map((id) => ({ id, entry: entries.get(id) }));
  const only = (is: (of: (typeof standing)[number]) => boolean) =>
    standing.filter(is).map(({ id }) => id);
  const whose = new Set(standing.map(({ entry }) => entry?.assignee ?? null));
  const [assignee = null] = whose.size === 1 ? whose : [];
  const decision = (of: readonly string[], what: Omit<Decision, 'findings' | 'note'>) =>
    of.length === 0 ? null : { findings: of, note: '', ...what };
  const mine = { state: 'in-progress', assignee: user } as const;
  const open = only(({ entry }) => !isClosed(statusOf(entry)));
  return {
    take: decision(
      only(
        ({ entry }) =>
          !isClosed(statusOf(entry)) &&
          !(entry?.state === 'in-progress' && entry.assignee === user),
      ),
      mine,
    ),
    release: decision(
      only(({ entry }) => entry?.state === 'in-progress'),
      { state: 'new', assignee: null },
    ),
    reopen: decision(
      only(({ entry }) => isClosed(statusOf(entry))),
      { state: 'new', assignee: null },
    ),
    assign: { findings, note: '', ...mine, assignee: assignee ?? user },
    close: Object.fromEntries(
      closedStates.map((state) => [
        state,
        // A verdict on what is closed already is about all of it.
        { findings: open.length > 0 ? open : findings, note: '', state, assignee },
      ]),
    ) as Record<ClosedState, Decision>,
  };
}
