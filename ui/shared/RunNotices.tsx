import { Button } from '@carbon/react';
import type { Run } from '../../contract/run.ts';
import { goTo } from './page-address.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Notice } from './Notice.tsx';

/** Which limit cut the result, and what to narrow. Nothing where it is complete. */
export function PartialNotice({ run }: { readonly run: Run }) {
  const { title, limits } = useWords().page.states.partial;
  if (run.limits.length === 0) return null;
  return (
    <Notice
      kind="warning"

      title={title}
      subtitle={run.limits.map(({ kind, limit }) => limits[kind](limit)).join(' ')}
    />
  );
}

/** That the run waits for the console, since when and why. Nothing while the console answers. */
export function WaitingNotice({ run: { waiting } }: { readonly run: Run }) {
  const words = useWords();
  if (waiting === null) return null;
  const { title, because, goesOn } = words.page.run.waiting;
  const sentence = because[waiting.cause](words.format.time(waiting.sinceMs));
  return <Notice kind="warning" title={title} subtitle={`${sentence} ${goesOn}`} />;
}

/** That the findings come from events alone although flows were to be asked. Nothing where that is not so. */
export function FlowsNotice({ run: { flows } }: { readonly run: Run }) {
  const { title, texts } = useWords().flows.notice;
  if (flows === 'used' || flows === 'off') return null;
  return <Notice kind="warning" title={title} subtitle={texts[flows]} />;
}

/** Which categories of the source query this console lacks. Nothing where it has them all. */
export function MissingCategoriesNotice({ run }: { readonly run: Run }) {
  const { title, text } = useWords().page.states.missingCategories;
  if (run.missingCategories.length === 0) return null;
  return <Notice kind="info" title={title} subtitle={text(run.missingCategories)} />;
}

/** What became of the allowlist in a run: not read, entries that suspended themselves, sets that others changed. */
export function AllowedNotices({ run: { allowed } }: { readonly run: Run }) {
  const { notReadable, suspended, drift, toEntries } = useWords().page.allowed.notices;
  if (allowed === undefined) return null;
  const isRead = allowed.drift.every(({ kind }) => kind !== 'not-readable');
  const action = { label: toEntries, onClick: () => goTo('tuning') };
  return (
    <>
      {!isRead && <Notice kind="warning" title={notReadable.title} subtitle={notReadable.text} />}
      {allowed.suspended.length > 0 && (
        <Notice
          kind="warning"
          title={suspended.title(allowed.suspended.length)}
          subtitle={suspended.text}
          action={action}
        />
      )}
      {isRead && allowed.drift.length > 0 && (
        <Notice kind="warning" title={drift.title} subtitle={drift.text} action={action} />
      )}
    </>
  );
}

type ReusedNoticeProps = {
  readonly run: Run;
  readonly nowMs: number;
  readonly onSearchAgain: () => void;
};

/** How old a reused result is, with the way to a new one. Nothing where it was computed for this request. */
export function ReusedNotice({ run, nowMs, onSearchAgain }: ReusedNoticeProps) {
  const words = useWords();
  if (!run.reused || run.finishedMs === null) return null;
  const text = words.page.run;
  // The page's clock ticks now and then, and is not the server's: no result is from the future.
  const finishedMs = Math.min(run.finishedMs, nowMs);
  return (
    <p className="tw-reused">
      {text.reused(words.format.relativeTime(finishedMs, nowMs))}
      <Button kind="ghost" size="sm" onClick={onSearchAgain}>
        {text.fresh}
      </Button>
    </p>
  );
}

type CancelledNoticeProps = {
  /** When the result still on the page was computed (epoch ms); `null` where that is this run's own. */
  readonly keptSinceMs: number | null;
  readonly hasResults: boolean;
};

/** What the page shows after a cancelled run. */
export function CancelledNotice({ keptSinceMs, hasResults }: CancelledNoticeProps) {
  const words = useWords();
  const { cancelled, keptResults } = words.page.states;
  const text =
    keptSinceMs !== null
      ? keptResults(words.format.time(keptSinceMs))
      : hasResults
        ? cancelled.text
        : cancelled.nothing;
  return <Notice kind="info" title={cancelled.title} subtitle={text} />;
}
