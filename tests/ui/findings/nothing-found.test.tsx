import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Absence, Pending } from '../../../contract/details.ts';
import type { Run } from '../../../contract/run.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { NothingFound } from '../../../ui/findings/NothingFound.tsx';
import { axeViolations } from '../../support/axe.ts';
import { anAbsence, anApi, aProblem, aRun } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

function show(absence: Api['absence'], change: Partial<Run> = {}) {
  const run = aRun({ findings: 0, ...change });
  render(
    <ApiProvider api={anApi({ absence })}>
      <main>
        <h1>Transfer Watch</h1>
        <NothingFound shown={{ run, results: { revision: 1, findings: [], denied: [] } }} />
      </main>
    </ApiProvider>,
  );
}
const showing = (change: Partial<Absence>, run: Partial<Run> = {}) =>
  show(() => Promise.resolve(anAbsence(change)), run);

test('says how many connections there were, and that none was outbound', async () => {
  showing({});
  expect(
    await screen.findByText(
      '613 connection events to port 20, 21, or 445 in this time, none of them outbound.',
    ),
  ).toBeVisible();
  expect(screen.getByText('613 inbound (R2L)')).toBeVisible();
  expect(screen.getByText(/takes the direction from its network hierarchy/)).toBeVisible();
  expect(screen.queryByText(/below the thresholds/)).toBeNull();
  expect(screen.getByRole('link', { name: 'Check what this console can show' })).toHaveAttribute(
    'href',
    '?page=coverage',
  );
  expect(await axeViolations()).toEqual([]);
});

test('names each direction with what was denied and what is no connection', async () => {
  showing({
    directions: [
      { direction: 'L2R', allowed: 40, denied: 2, other: 1 },
      { direction: 'L2L', allowed: 12, denied: 0, other: 25 },
      { direction: 'unknown', allowed: 1, denied: 0, other: 0 },
    ],
  });
  await screen.findByText(/^53 connection events .+, 40 of them outbound\.$/);
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '40 outbound (L2R), 2 denied, 1 other event',
    '12 inside the network (L2L), 25 other events',
    '1 without a direction',
  ]);
  expect(screen.getByText(/^The outbound ones stay below the thresholds/)).toBeVisible();
  expect(screen.queryByText(/network hierarchy/)).toBeNull();
});

test.each([
  [0, /^No outbound record has both a counter of sent bytes and a category/],
  [1, /^1 outbound record has a counter/],
  [7, /^7 outbound records have a counter .+ above its threshold\.$/],
])('of the source profile says how many records its query could see: %i', async (fitting, text) => {
  const outbound = { direction: 'L2R', allowed: 40, denied: 0, other: 0 } as const;
  showing({ fitting, directions: [outbound] }, { profile: 'source' });
  expect(await screen.findByText(/^40 connection events/)).toHaveTextContent(
    'all of them outbound',
  );
  expect(screen.getByText(text)).toBeVisible();
  expect(screen.queryByText(/below the thresholds/)).toBeNull();
});

test.each<[string, Partial<Run>, RegExp]>([
  ['No file transfer above the thresholds', {}, /^Nothing above the thresholds from /],
  ['Nothing was logged in this time range', { examined: 0 }, /check under Admin > Log Sources/],
  [
    'Nothing found in the part that was searched',
    { limits: [{ kind: 'administrator', limit: 10 }] },
    /Choose a shorter time range/,
  ],
])('is good news only where all was looked at: %s', async (title, run, text) => {
  showing({}, run);
  expect(screen.getByRole('heading', { name: title })).toBeVisible();
  expect(screen.getByText(text)).toBeVisible();
  await screen.findByText('613 inbound (R2L)');
  expect(await axeViolations()).toEqual([]);
});

test('says that there was nothing at all', async () => {
  showing({ directions: [] });
  expect(
    await screen.findByText(/^No allowed connection to port 20, 21, or 445 was logged/),
  ).toBeVisible();
  expect(screen.queryByRole('list')).toBeNull();
  expect(screen.queryByText(/network hierarchy|two events/)).toBeNull();
});

test('shows the query it counted with', async () => {
  showing({});
  await userEvent.click(await screen.findByText('How this was counted'));
  expect(screen.getByText(anAbsence().aql)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy query' })).toBeVisible();
});

test('asks until Ariel is done, with its progress', async () => {
  const answers: (Absence | Pending)[] = [{ pending: true, percent: 40 }, anAbsence()];
  show(() => Promise.resolve(answers.shift() ?? anAbsence()));
  expect(screen.getByText('Asking QRadar what there was on these ports instead')).toBeVisible();
  expect(await screen.findByText('40% searched')).toBeVisible();
  expect(await screen.findByText('613 inbound (R2L)')).toBeVisible();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('a failure leaves the rest readable and can be asked again', async () => {
  let fails = true;
  show(() => (fails ? Promise.reject(new ProblemError(aProblem())) : Promise.resolve(anAbsence())));
  expect(await screen.findByText('QRadar is busy')).toBeVisible();
  expect(screen.getByText('300,000 records were examined.')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  fails = false;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('613 inbound (R2L)')).toBeVisible();
});
