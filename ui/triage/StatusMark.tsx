import {
  CheckmarkFilled,
  CheckmarkOutline,
  CircleDash,
  InProgress,
  Renew,
  WarningHexFilled,
} from '@carbon/icons-react';
import { useWords } from '../words/WordsContext.tsx';
import type { Status } from './book.ts';

/** A shape of its own for each status, because colour alone would not be seen by everybody. */
const icons = {
  new: CircleDash,
  'in-progress': InProgress,
  reopened: Renew,
  'true-positive': WarningHexFilled,
  benign: CheckmarkFilled,
  expected: CheckmarkOutline,
} as const;

/** Where the work on a finding stands, as shape and word. */
export function StatusMark({ status }: { readonly status: Status }) {
  const text = useWords().page.triage;
  const Icon = icons[status];
  return (
    <span className={`tw-status tw-status--${status}`}>
      <Icon size={16} aria-hidden className="tw-status__icon" />
      <span className="tw-status__word">{text.statuses[status]}</span>
    </span>
  );
}
