import { useMemo } from 'react';
import type { AllowOrigin } from '../pivots/target.ts';
import AllowDialog from './AllowDialog.tsx';
import { filledFrom } from './scope-choices.ts';

type AllowFindingProps = {
  readonly origin: AllowOrigin;
  readonly onRunAgain: () => void;
  readonly onClose: () => void;
};

/** The form of an entry that is filled in from a finding. Loaded when it is first opened. */
export default function AllowFinding({ origin, onRunAgain, onClose }: AllowFindingProps) {
  const { form, scopes } = useMemo(() => filledFrom(origin), [origin]);
  return (
    <AllowDialog
      initial={form}
      filled={scopes}
      domain={origin.finding.domain}
      onRunAgain={onRunAgain}
      onClose={onClose}
    />
  );
}
