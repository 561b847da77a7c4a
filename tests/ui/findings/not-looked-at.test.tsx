import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { NotLookedAt, Pending } from '../../../contract/details.ts';
import type { Run } from '../../../contract/run.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { AboutRun } from '../../../ui/findings/AboutRun.tsx';
import { axeViolations } from '../../support/axe.ts';
import { aLookAround, anApi, aProblem, aRun } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

const title = 'What this run does not look at';

function show(notLookedAt: Api['notLookedAt'], change: Partial<Run> = {}) {
  render(
    <ApiProvider api={anApi({ notLookedAt })}>
      <main>
        <h1>Transfer Watch</h1>
        <h2>Results</h2>
        <AboutRun run={aRun(change)} />
      </main>
    </ApiProvider>,
  );
}

async function open(notLookedAt: Api['notLookedAt'], change: Partial<Run> = {}) {
  show(notLookedAt, change);
  await userEvent.click(screen.getByText('About this run'));
}

const answering = (change: Partial<NotLookedAt> = {}) => Promise.resolve(aLookAround(change));

async function rowsOf(name: string) {
  const table = await screen.findByRole('table', { name });
  const rows = within(table).getAllByRole('row');
  return rows.map((row) => [...row.children].map(({ textContent }) => textContent));
}

test('is asked for when the reader opens it, and not before', async () => {
  const asked: string[] = [];
  show((run) => {
    asked.push(run);
    return answering();
  });
  expect(asked).toEqual([]);
  expect(screen.queryByText(title)).toBeNull();
  await userEvent.click(screen.getByText('About this run'));
  expect(await screen.findByRole('heading', { level: 3, name: title })).toBeVisible();
  expect(asked).toEqual([aRun().id]);
});

test('shows directions with what was counted, and that the network hierarchy decides', async () => {
  await open(() => answering());
  expect(await rowsOf('Directions')).toEqual([
    ['Direction', 'Connection events', 'Denied', 'Other events'],
    ['outbound (L2R)', '1,200', '7', '40'],
    ['inbound (R2L) not looked at', '613', '0', '0'],
    ['inside the network (L2L) not looked at', '0', '0', '0'],
    ['between remote hosts (R2R) not looked at', '0', '0', '0'],
  ]);
  expect(screen.getByText(/to port 20, 21, or 445 of addresses on the Internet/)).toBeVisible();
  expect(screen.getByText(/Admin > Network Hierarchy/)).toBeVisible();
  // Nothing in the tables takes the focus, so each is a stop itself and can be scrolled by keys.
  await userEvent.tab();
  expect(screen.getByRole('region', { name: 'Directions' })).toHaveFocus();
  await userEvent.tab();
  expect(screen.getByRole('region', { name: /^Categories/ })).toHaveFocus();
  expect(await axeViolations()).toEqual([]);
});

test('shows flows where the run has them', async () => {
  const { directions } = aLookAround();
  await open(() =>
    answering({
      directions: directions.map((counts, at) => ({ ...counts, flows: at })),
      flowsAql: 'SELECT flowdirection FROM flows START 1 STOP 2',
    }),
  );
  const [head, outbound, inbound] = await rowsOf('Directions');
  expect(head?.at(-1)).toBe('Flows');
  expect([outbound?.at(-1), inbound?.at(-1)]).toEqual(['0', '1']);
  await userEvent.click(screen.getByText('How this was counted'));
  expect(screen.getByText(/FROM flows START/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy query flows' })).toBeVisible();
});

test('names categories beside the rule with their number and count, and how many more there are', async () => {
  await open(() =>
    answering({
      categories: [
        { id: 4009, name: 'NAT', events: 4_000 },
        { id: 99_001, name: null, events: 2 },
      ],
      moreCategories: 3,
    }),
  );
  expect(await rowsOf('Categories that the rule does not list')).toEqual([
    ['Low-level category', 'Id', 'Events'],
    ['NAT', '4009', '4,000'],
    ['without a name', '99001', '2'],
  ]);
  expect(screen.getByText('3 more categories are not listed here.')).toBeVisible();
});

test('says that there are no such categories', async () => {
  await open(() => answering({ categories: [] }));
  expect(await screen.findByText(/^There are none: no event here has another/)).toBeVisible();
  expect(screen.queryByRole('table', { name: /^Categories/ })).toBeNull();
});

test.each<[string, Partial<Run>]>([
  ['of the source profile', { profile: 'source' }],
  ['under way', { state: 'running' }],
])('is not asked for of a run %s', async (_, change) => {
  await open(() => Promise.reject(new Error('asked')), change);
  expect(screen.getByText('Records examined')).toBeVisible();
  expect(screen.queryByText(title)).toBeNull();
});

test('waits for Ariel with its progress; a failure is said and can be asked again', async () => {
  const answers: (NotLookedAt | Pending | null)[] = [{ pending: true, percent: 40 }, null];
  await open(() => {
    const answer = answers.shift();
    return answer === null
      ? Promise.reject(new ProblemError(aProblem()))
      : Promise.resolve(answer ?? aLookAround());
  });
  expect(screen.getByText('Asking QRadar what else there is on these ports')).toBeVisible();
  expect(await screen.findByText('40% searched')).toBeVisible();
  expect(await screen.findByText('QRadar is busy')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await rowsOf('Directions')).toHaveLength(5);
});
