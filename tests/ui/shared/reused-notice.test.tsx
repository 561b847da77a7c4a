import { screen } from '@testing-library/react';
import { ReusedNotice } from '../../../ui/shared/RunNotices.tsx';
import { aRun } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

const nowMs = 1_767_600_000_000;

test.each([
  [nowMs - 120_000, '2 minutes ago'],
  // The page's clock is behind.
  [nowMs + 2_000, 'now'],
])('a result that was finished at %d was computed %s', (finishedMs, words) => {
  const run = aRun({ reused: true, finishedMs });
  render(<ReusedNotice run={run} nowMs={nowMs} onSearchAgain={() => undefined} />);
  expect(screen.getByText(`This result was computed ${words} and is being reused.`)).toBeVisible();
});
