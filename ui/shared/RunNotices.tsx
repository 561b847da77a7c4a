import { Button, Callout } from '@carbon/react';
import type { Run } from '../../contract/run.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';

/** Which limit cut the result, and what to narrow. Nothing where it is complete. */
export function PartialNotice({ run }: { readonly run: Run }) {
  if (run.limits.length === 0) return null;
  const { title, limits } = messages.page.states.partial;
  return (
    <Callout
      kind="warning"
      lowContrast
      title={title}
      subtitle={run.limits.map(({ kind, limit }) => limits[kind](limit)).join(' ')}
    />
  );
}

/** That the findings come from events alone although flows were to be asked. Nothing where that is not so. */
export function FlowsNotice({ run: { flows } }: { readonly run: Run }) {
  if (flows === 'used' || flows === 'off') return null;
  const { title, texts } = messages.flows.notice;
  return <Callout kind="warning" lowContrast title={title} subtitle={texts[flows]} />;
}

/** Which categories of the source query this console lacks. Nothing where it has them all. */
export function MissingCategoriesNotice({ run }: { readonly run: Run }) {
  if (run.missingCategories.length === 0) return null;
  const { title, text } = messages.page.states.missingCategories;
  return <Callout kind="info" lowContrast title={title} subtitle={text(run.missingCategories)} />;
}

type ReusedNoticeProps = {
  readonly run: Run;
  readonly nowMs: number;
  readonly onSearchAgain: () => void;
};

/** How old a reused result is, with the way to a new one. Nothing where it was computed for this request. */
export function ReusedNotice({ run, nowMs, onSearchAgain }: ReusedNoticeProps) {
  if (!run.reused || run.finishedMs === null) return null;
  const words = messages.page.run;
  // The page's clock ticks now and then, and is not the server's: no result is from the future.
  const finishedMs = Math.min(run.finishedMs, nowMs);
  return (
    <p className="tw-reused">
      {words.reused(format.relativeTime(finishedMs, nowMs))}
      <Button kind="ghost" size="sm" onClick={onSearchAgain}>
        {words.fresh}
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
  const { cancelled, keptResults } = messages.page.states;
  const text =
    keptSinceMs !== null
      ? keptResults(format.time(keptSinceMs))
      : hasResults
        ? cancelled.text
        : cancelled.nothing;
  return <Callout kind="info" lowContrast title={cancelled.title} subtitle={text} />;
}
