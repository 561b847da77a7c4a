import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Finding } from '../../../contract/finding.ts';
import type { Run } from '../../../contract/run.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { FindingsPage } from '../../../ui/findings/FindingsPage.tsx';
import { axeViolations } from '../../support/axe.ts';
import { aRunningRun, ScriptedServer } from '../../support/scripted-server.ts';
import { aFanOut, aFinding, aProblem, aRun, dayMs } from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';

function open(server: ScriptedServer, search = '') {
  window.history.replaceState(null, '', `/index${search}`);
  return render(
    <ApiProvider api={server.api}>
      <main>
        <h1>Transfer Watch</h1>
        <FindingsPage defaultProfile="corrected" user="kim" />
      </main>
    </ApiProvider>,
  );
}

const other = aFinding({
  id: 'f2',
  source: '10.9.9.9',
  destination: '198.51.100.20',
  protocol: 'SMB',
  port: 445,
  risk: 'LOW',
  sent: null,
  users: [],
  userCount: 0,
});
const two = [aFinding(), other];

const search = () => new URLSearchParams(window.location.search);
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const cards = () =>
  screen.queryAllByRole('article').map((card) => card.getAttribute('aria-labelledby'));

/** A page with a finished run of these findings, come by as an analyst would. */
async function openFinished(
  findings: readonly Finding[],
  { run = {}, at = '' }: { run?: Partial<Run>; at?: string } = {},
) {
  const server = new ScriptedServer().willCreate({
    run: aRun({ findings: findings.length, ...run }),
    findings,
  });
  open(server, at);
  await press('Run detection');
  await screen.findByRole('heading', { name: /^Results/ });
  return server;
}

describe('before the first run', () => {
  it('says what will appear and asks for nothing', async () => {
    const server = new ScriptedServer();
    open(server);
    expect(screen.getByRole('heading', { name: 'No detection has run yet' })).toBeVisible();
    expect(screen.getAllByRole('button', { name: 'Run detection' })).toHaveLength(1);
    expect(server.requests).toEqual([]);
    expect(await axeViolations()).toEqual([]);
  });

  it('asks for the chosen range and profile', async () => {
    const server = new ScriptedServer();
    open(server);
    await userEvent.selectOptions(screen.getByLabelText('Time range'), 'Last 6 hours');
    await userEvent.selectOptions(screen.getByLabelText('Profile'), 'Source query');
    await press('Run detection');
    expect(server.requests).toEqual([
      { profile: 'source', range: { lastMinutes: 360 }, fresh: false },
    ]);
  });

  it('shows what the two profiles do differently', async () => {
    open(new ScriptedServer());
    await press('Compare profiles');
    const table = screen.getByRole('table', { name: 'What the two profiles do differently' });
    expect(within(table).getAllByRole('row')).toHaveLength(8);
    expect(await axeViolations()).toEqual([]);
  });
});

describe('running for the first time', () => {
  it('shows the step, keeps the focus on Cancel, and is clean for axe', async () => {
    const server = new ScriptedServer();
    open(server);
    await press('Run detection');
    expect(screen.getByRole('progressbar')).toBeVisible();
    expect(screen.getByText('Asking the console what it has')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(screen.getByText('The detection has started.')).toBeInTheDocument();
    expect(await axeViolations()).toEqual([]);
  });

  it('says since when the console is waited for, and no longer than that', async () => {
    const waiting = { sinceMs: dayMs, cause: 'no-answer' } as const;
    const server = new ScriptedServer().willCreate({ run: aRunningRun({ waiting }) });
    open(server);
    await press('Run detection');
    expect(await screen.findByText('Still waiting for the console')).toBeVisible();
    const said = /^The console has not answered since /;
    expect(screen.getByText(said, { selector: '[role=status]' })).toBeInTheDocument();
    expect(await axeViolations()).toEqual([]);
    server.set({ run: aRunningRun() });
    await waitFor(() => expect(screen.queryByText('Still waiting for the console')).toBeNull());
    expect(screen.queryByText(said)).toBeNull();
    server.set({ run: aRunningRun({ waiting: { sinceMs: dayMs, cause: 'busy' } }) });
    expect(await screen.findAllByText(/^QRadar has been too busy to answer since /)).toHaveLength(
      2,
    );
    server.set({ run: aRun() });
    await screen.findByRole('heading', { name: /^Results/ });
  });

  it('shows the place of a run that waits for others, and then goes on by itself', async () => {
    const server = new ScriptedServer().willCreate({ run: aRunningRun({ queued: { place: 2 } }) });
    open(server);
    await press('Run detection');
    const said = 'Waiting for a free place: number 2 in the queue';
    expect(await screen.findByText(said, { selector: '[role=status]' })).toBeInTheDocument();
    expect(screen.getByRole('progressbar', { name: said })).toBeVisible();
    expect(screen.getByText(/^Other runs are under way\./)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    server.set({ run: aRunningRun() });
    expect(await screen.findByText('Ariel is searching')).toBeVisible();
    expect(screen.queryByText(said)).toBeNull();
    server.set({ run: aRun() });
    await screen.findByRole('heading', { name: /^Results/ });
  });

  it('shows Ariel’s percentage, announces quarters, and shows partial findings as they come', async () => {
    const provisional = /^Numbers are estimated from groups of records until/;
    const running = aRunningRun({ percent: 10, examined: 1_000 });
    const server = new ScriptedServer().willCreate({ run: running });
    open(server);
    await press('Run detection');
    await waitFor(() =>
      expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '10'),
    );
    expect(screen.getByText('1,000 records examined, 0 findings so far')).toBeVisible();
    expect(cards()).toEqual([]);
    server.set({
      run: { ...running, percent: 55, revision: 1, findings: 1 },
      findings: [aFinding({ estimated: true })],
    });
    await waitFor(() => expect(cards()).toHaveLength(1));
    expect(screen.getByText('The search is at 50%.')).toBeInTheDocument();
    expect(screen.getByText(provisional)).toBeVisible();
    server.set({ run: { ...running, step: 'plan', percent: 60, revision: 1, findings: 1 } });
    expect(await screen.findByText(/^Bytes are not read yet/)).toBeVisible();
    expect(screen.queryByText(provisional)).toBeNull();
    expect(screen.queryByText('estimated')).toBeNull();
    const estimates = two.map((finding) => ({ ...finding, estimated: true }));
    server.set({ run: aRun({ revision: 2, findings: 2 }), findings: estimates });
    await waitFor(() => expect(cards()).toHaveLength(2));
    expect(screen.queryByText(provisional)).toBeNull();
    expect(screen.getAllByText('12 connections, estimated')).toHaveLength(2);
    expect(screen.getByText('The detection has finished with 2 findings.')).toBeInTheDocument();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('says on the page and on each card that the search for single records failed', async () => {
    const findings = two.map((finding) => ({ ...finding, estimated: true }));
    const run = aRun({ findings: 2, limits: [{ kind: 'records', limit: 0 }] });
    open(new ScriptedServer().willCreate({ run, findings }));
    await press('Run detection');
    await waitFor(() => expect(cards()).toHaveLength(2));
    expect(screen.getByText(/^The search for single records failed, so numbers/)).toBeVisible();
    expect(screen.getAllByText(/Estimated: records not read/)).toHaveLength(2);
  });

  it('fetches findings only when their revision has changed', async () => {
    const server = new ScriptedServer().willCreate({ run: aRunningRun({ revision: 1 }) });
    open(server);
    await press('Run detection');
    await waitFor(() =>
      expect(server.calls.filter((call) => call === 'run r1').length).toBeGreaterThan(1),
    );
    expect(server.calls.filter((call) => call === 'findings r1')).toHaveLength(1);
  });

  it('can be cancelled before the server has answered', async () => {
    const server = new ScriptedServer();
    open(server);
    await press('Run detection');
    await press('Cancel');
    expect(screen.getByRole('button', { name: 'Cancelling…' })).toBeDisabled();
    server.willCreate({ run: aRunningRun() });
    expect(await screen.findByText('The run was cancelled')).toBeVisible();
    expect(server.calls).toContain('cancel r1');
  });

  it('says when it was cancelled with nothing read', async () => {
    const server = new ScriptedServer().willCreate({ run: aRunningRun() });
    open(server);
    await press('Run detection');
    await waitFor(() => expect(search().get('run')).toBe('r1'));
    await press('Cancel');
    expect(await screen.findByText('The run was cancelled')).toBeVisible();
    expect(screen.getByText('Nothing had been read until then.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run detection' })).toBeEnabled();
    expect(await axeViolations()).toEqual([]);
  });
});

describe('running again', () => {
  it('keeps the earlier results, says of when they are, and replaces them at the end only', async () => {
    const server = await openFinished(two);
    const running = aRunningRun({ id: 'r2', revision: 1, findings: 1, percent: 30 });
    server.willCreate({ run: running, findings: [other] });
    await press('Run detection');
    expect(
      await screen.findByText(/^Running again\. Showing results of Oct 4, 2025/),
    ).toBeVisible();
    expect(cards()).toHaveLength(2);
    expect(document.querySelector('[aria-busy="true"]')).not.toBeNull();
    expect(await axeViolations()).toEqual([]);
    expect(server.calls).not.toContain('findings r2');
    server.set({ run: aRun({ id: 'r2', findings: 1 }), findings: [other] });
    await waitFor(() => expect(cards()).toHaveLength(1));
    expect(search().get('run')).toBe('r2');
  });

  it('keeps the earlier results when it is cancelled', async () => {
    const server = await openFinished(two);
    server.willCreate({ run: aRunningRun({ id: 'r2' }) });
    await press('Run detection');
    await waitFor(() => expect(search().get('run')).toBe('r2'));
    await press('Cancel');
    expect(await screen.findByText(/^Still showing the results of Oct 4, 2025/)).toBeVisible();
    expect(cards()).toHaveLength(2);
  });

  it('keeps the earlier results when it fails, and can be retried', async () => {
    const server = await openFinished(two);
    server.willCreate(aProblem({ code: 'console-busy', detail: 'slots full', requestId: 'q7' }));
    await press('Run detection');
    const alert = await screen.findByText('QRadar is busy');
    expect(alert.closest('[role="alert"]')).not.toBeNull();
    expect(screen.getByText(/slots full/)).toHaveTextContent('Request id: q7');
    expect(cards()).toHaveLength(2);
    expect(await axeViolations()).toEqual([]);
    server.willCreate({ run: aRun({ id: 'r3', findings: 1 }), findings: [other] });
    await press('Retry');
    await waitFor(() => expect(cards()).toHaveLength(1));
    expect(screen.queryByText('QRadar is busy')).toBeNull();
  });
});

describe('results', () => {
  it('with no finding are a result: minutes, records examined, denied', async () => {
    const denied = {
      domainId: 0,
      source: '10.1.1.1',
      port: 445,
      transport: 'tcp',
      connections: 5,
      firstSeenMs: dayMs,
      lastSeenMs: dayMs,
    };
    const server = new ScriptedServer().willCreate({
      run: aRun({ findings: 0 }),
      denied: [denied],
    });
    open(server);
    await press('Run detection');
    expect(
      await screen.findByRole('heading', { name: 'No file transfer above the thresholds' }),
    ).toBeVisible();
    expect(screen.getByText('300,000 records were examined.')).toBeVisible();
    expect(
      screen.getByText('5 outbound connections were denied, which is not a finding.'),
    ).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('of the source profile name the categories that this console does not have', async () => {
    const missingCategories = ['Connection Accepted', 'Network Connection'];
    await openFinished(two, { run: { profile: 'source', missingCategories } });
    expect(
      screen.getByText('The source query cannot see everything on this console'),
    ).toBeVisible();
    expect(
      screen.getByText(/sees no record of them: Connection Accepted and Network Connection\.$/),
    ).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('of the source profile do not speak of denied connections, which it does not ask for', async () => {
    await openFinished([], { run: { findings: 0, profile: 'source' } });
    expect(screen.getByText(/^The source query wants a counter/)).toBeVisible();
    expect(screen.queryByText(/outbound connections? (was|were) denied/)).toBeNull();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it('that no filter lets pass say how many are hidden, and come back', async () => {
    await openFinished(two);
    await userEvent.type(screen.getByRole('searchbox'), '192.0.2.1');
    expect(
      await screen.findByRole('heading', { name: 'No finding matches the filters' }),
    ).toBeVisible();
    expect(screen.getByText('2 findings are hidden by the filters.')).toBeVisible();
    expect(screen.getByText('0 of 2 findings shown')).toHaveAttribute('role', 'status');
    expect(await axeViolations()).toEqual([]);
    const [clear] = screen.getAllByRole('button', { name: 'Clear filters' });
    if (clear) await userEvent.click(clear);
    await waitFor(() => expect(cards()).toHaveLength(2));
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('that were cut say at which limit and what to narrow', async () => {
    await openFinished(two, {
      run: {
        limits: [
          { kind: 'findings', limit: 10_000 },
          { kind: 'administrator', limit: 0 },
        ],
      },
    });
    expect(screen.getByText('The result is not complete')).toBeVisible();
    expect(screen.getByText(/Only the first 10,000 findings are kept/)).toHaveTextContent(
      /an administrator restricts/,
    );
    expect(await axeViolations()).toEqual([]);
  });

  it('that are reused say how old they are and can be computed anew', async () => {
    const server = await openFinished(two, {
      run: { reused: true, finishedMs: Date.now() - 12 * 60_000 },
    });
    expect(screen.getByText(/computed 12 minutes ago/)).toBeVisible();
    server.willCreate({ run: aRun({ id: 'r2', findings: 2 }), findings: two });
    await press('Search again in QRadar');
    await waitFor(() => expect(screen.queryByText(/computed/)).toBeNull());
    expect(server.requests.map((request) => request.fresh)).toEqual([false, true]);
  });

  it('that fail for good offer no retry', async () => {
    const server = new ScriptedServer().willCreate(
      aProblem({ code: 'not-allowed', status: 403, retryable: false }),
    );
    open(server);
    await press('Run detection');
    expect(await screen.findByText(/needs the permission “Log Activity”/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Run detection' })).toBeEnabled();
  });

  it('of a run that failed on the way stay, with its problem', async () => {
    const server = new ScriptedServer().willCreate({
      run: aRunningRun({ revision: 1, findings: 1 }),
      findings: [aFinding()],
    });
    open(server);
    await press('Run detection');
    await waitFor(() => expect(cards()).toHaveLength(1));
    server.set({
      run: aRunningRun({
        state: 'failed',
        revision: 1,
        problem: aProblem({ code: 'search-lost', retryable: true }),
      }),
      findings: [aFinding()],
    });
    expect(await screen.findByText('QRadar no longer has the search')).toBeVisible();
    expect(cards()).toHaveLength(1);
  });

  it('tell how they came about: minutes, rows, what was skipped, the queries', async () => {
    await openFinished(two, { run: { skipped: [{ reason: 'no-source', rows: 12 }] } });
    await userEvent.click(screen.getByText('About this run'));
    expect(screen.getByText('12 rows had no readable source IP.')).toBeVisible();
    expect(screen.getByText('SELECT sourceip FROM events START 1 STOP 2')).toBeVisible();
    expect(
      screen.getByText(/sent: Bytes Sent; received: Bytes Received; total: none/),
    ).toBeVisible();
  });

  it('say which properties are read, which are not, and what the console does not accept', async () => {
    const { properties } = aRun();
    await openFinished(two, {
      run: {
        properties: { ...properties, sent: ['Bytes Sent', 'BytesSent'] },
        passedOver: [
          { name: 'Sent Bytes', reason: 'text' },
          { name: 'SentBytes', reason: 'disabled' },
          { name: 'jnprBytesClient', reason: 'empty' },
        ],
        refusedConstructs: ['packetBound'],
      },
    });
    await userEvent.click(screen.getByText('About this run'));
    expect(screen.getByText(/sent: Bytes Sent, otherwise BytesSent; received/)).toBeVisible();
    expect(screen.getByText(/“Sent Bytes” is text.*“SentBytes” is disabled/)).toBeVisible();
    expect(screen.getByText(/“jnprBytesClient” is filled in no event/)).toBeVisible();
    expect(screen.getByText(/^Bytes cannot be compared with packets/)).toBeVisible();
  });
});

describe('filters and view', () => {
  it('are in the URL and back out of it', async () => {
    await openFinished(two, { at: '?theme=dark' });
    await userEvent.type(screen.getByRole('searchbox'), 'backup');
    await waitFor(() => expect(cards()).toHaveLength(1));
    await userEvent.selectOptions(screen.getByLabelText('Sort by'), 'Last seen');
    await userEvent.click(screen.getByRole('tab', { name: 'Table' }));
    expect(Object.fromEntries(search())).toMatchObject({
      theme: 'dark',
      q: 'backup',
      sort: '-lastSeen',
      view: 'table',
      run: 'r1',
    });
    expect(await screen.findByRole('table', { name: 'Findings' })).toBeVisible();
  });

  it('show a removable tag for each filter', async () => {
    await openFinished(two, { at: '?risk=HIGH&protocol=FTP&exclude=user:backup' });
    const tags = await screen.findByRole('list', { name: 'Active filters' });
    expect(within(tags).getAllByRole('listitem')).toHaveLength(3);
    await userEvent.click(within(tags).getByRole('button', { name: 'Remove filter Risk: High' }));
    expect(within(tags).getAllByRole('listitem')).toHaveLength(2);
    expect(search().get('risk')).toBeNull();
  });

  it('choose several risks, and a risk of one protocol, in the matrix', async () => {
    await openFinished([...two, aFinding({ id: 'f3', source: '10.7.7.7', risk: 'MEDIUM' })]);
    await press('Low 1 finding');
    await waitFor(() => expect(cards()).toHaveLength(1));
    await press('Medium 1 finding');
    await waitFor(() => expect(cards()).toHaveLength(2));
    expect(search().get('risk')).toBe('MEDIUM,LOW');
    await press('High, FTP 1 finding');
    await waitFor(() => expect(cards()).toHaveLength(1));
    expect(search().get('risk')).toBe('HIGH');
    expect(search().get('protocol')).toBe('FTP');
    expect(screen.getByRole('button', { name: 'High, FTP 1 finding' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(await axeViolations()).toEqual([]);
    await press('High, FTP 1 finding');
    await waitFor(() => expect(cards()).toHaveLength(3));
    expect(search().get('risk')).toBeNull();
  });

  it('lead from button to button of the matrix with arrow keys, which is one stop', async () => {
    await openFinished(two);
    const matrix = screen.getByRole('toolbar', { name: 'Findings by risk and protocol' });
    const stops = () =>
      within(matrix)
        .getAllByRole('button')
        .filter((button) => button.tabIndex === 0);
    expect(stops()).toHaveLength(1);
    stops()[0]?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    expect(screen.getByRole('button', { name: 'Medium, FTPS 0 findings' })).toHaveFocus();
    await userEvent.keyboard('{Home}{ArrowUp}{ArrowUp}');
    expect(screen.getByRole('button', { name: 'FTP 1 finding' })).toHaveFocus();
    expect(stops()).toHaveLength(1);
  });

  it('add up what is shown', async () => {
    await openFinished([...two, aFanOut()]);
    const totals = screen.getByRole('region', { name: 'Totals' });
    expect(totals).toHaveTextContent(/Source IPs2/);
    expect(screen.getByRole('button', { name: 'High 1 finding' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Medium 0 findings' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Low 2 findings' })).toBeVisible();
    await userEvent.type(screen.getByRole('searchbox'), '10.9.9.9');
    await waitFor(() => expect(totals).toHaveTextContent(/Source IPs1/));
    expect(totals).toHaveTextContent(/Bytes sentnot known/);
  });

  it('of a pivot narrow the page', async () => {
    await openFinished(two);
    const [source] = screen.getAllByRole('button', { name: '10.9.9.9' });
    if (source) await userEvent.click(source);
    await userEvent.click(await screen.findByRole('menuitem', { name: /[Oo]nly/ }));
    await waitFor(() => expect(cards()).toHaveLength(1));
    expect(search().getAll('only')).toEqual(['source:10.9.9.9']);
    expect(screen.getByText('Only source IP 10.9.9.9')).toBeVisible();
  });

  it('say when the range on the page is not the one chosen', async () => {
    await openFinished(two);
    await userEvent.selectOptions(screen.getByLabelText('Time range'), 'Last hour');
    expect(screen.getByText(/Run the detection to apply it/)).toHaveAttribute('role', 'status');
  });

  it('take a custom range to the minute, and refuse one that ends before it begins', async () => {
    const server = new ScriptedServer();
    open(server);
    await userEvent.selectOptions(screen.getByLabelText('Time range'), 'Custom range');
    const from = await screen.findByLabelText('From');
    const to = screen.getByLabelText('To (not included)');
    await userEvent.clear(from);
    await userEvent.type(from, '2025-10-03T10:00');
    await userEvent.clear(to);
    await userEvent.type(to, '2025-10-03T09:00');
    await press('Apply range');
    expect(screen.getByText('The end has to be after the beginning.')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await userEvent.clear(to);
    await userEvent.type(to, '2025-10-03T10:30');
    await press('Apply range');
    await press('Run detection');
    const startMs = new Date('2025-10-03T10:00').getTime();
    expect(server.requests.map((request) => request.range)).toEqual([
      { window: { startMs, stopMs: startMs + 30 * 60_000 } },
    ]);
  });
});

describe('links', () => {
  it('from the console’s right-click run at once and show that address', async () => {
    const server = new ScriptedServer().willCreate({ run: aRun({ findings: 2 }), findings: two });
    open(server, '?address=198.51.100.20');
    await waitFor(() => expect(cards()).toHaveLength(1));
    expect(screen.getByText('Address: 198.51.100.20')).toBeVisible();
  });

  it('to a run go on with it, and ask QRadar for nothing', async () => {
    const server = new ScriptedServer().set({ run: aRun({ findings: 2 }), findings: two });
    open(server, '?v=1&run=r1');
    await waitFor(() => expect(cards()).toHaveLength(2));
    expect(server.requests).toEqual([]);
  });

  it('to a run that is gone ask again where they name what to see', async () => {
    const server = new ScriptedServer().willCreate({
      run: aRun({ id: 'r9', findings: 2 }),
      findings: two,
    });
    open(server, '?v=1&run=gone&finding=f2');
    await waitFor(() => expect(cards()).toHaveLength(2));
    expect(search().get('run')).toBe('r9');
  });

  it('to a run that is gone and nothing else begin anew', async () => {
    open(new ScriptedServer(), '?v=1&run=gone');
    expect(await screen.findByRole('heading', { name: 'No detection has run yet' })).toBeVisible();
  });

  it('for somebody else are copied with the minutes of the run', async () => {
    const user = userEvent.setup();
    await openFinished(two);
    await user.click(screen.getByRole('button', { name: 'Copy link to this view' }));
    expect(await screen.findByText('Copied')).toHaveAttribute('role', 'status');
    const link = new URL(await navigator.clipboard.readText());
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      range: 'custom',
      start: `${dayMs}`,
      stop: `${dayMs + 86_400_000}`,
      profile: 'corrected',
    });
    expect(link.searchParams.get('run')).toBeNull();
  });
});

describe('details', () => {
  it('open beside the list, mark their card, and give the focus back', async () => {
    await openFinished(two);
    await press('Details of 10.9.9.9, 198.51.100.20');
    expect(search().get('finding')).toBe('f2');
    const panel = await screen.findByRole('complementary');
    expect(within(panel).getByRole('heading', { level: 2 })).toHaveFocus();
    expect(document.querySelector('article[aria-current="true"]')).toHaveTextContent('10.9.9.9');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Details of 10.9.9.9, 198.51.100.20' }),
      ).toHaveFocus(),
    );
    expect(screen.queryByRole('complementary')).toBeNull();
  });
});

describe('details on a narrow page', () => {
  const wide = window.matchMedia.bind(window);
  beforeEach(() => {
    window.matchMedia = (query) => Object.assign(wide(query), { matches: query.includes('66rem') });
  });
  afterEach(() => {
    window.matchMedia = wide;
  });

  it('cover the list, which is out of reach until they close', async () => {
    await openFinished(two);
    const list = document.querySelector('.tw-page__list');
    expect(list).not.toHaveAttribute('inert');
    await press('Details of 10.9.9.9, 198.51.100.20');
    await screen.findByRole('complementary');
    expect(list).toHaveAttribute('inert');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(list).not.toHaveAttribute('inert'));
    expect(screen.getByRole('button', { name: /^Details of 10.9.9.9/ })).toHaveFocus();
  });
});

describe('long lists', () => {
  const many = Array.from({ length: 10_000 }, (_unused, index) =>
    aFinding({
      id: `f${index}`,
      source: `10.${Math.floor(index / 65_536)}.${Math.floor(index / 256) % 256}.${index % 256}`,
      connections: 20_000 - index,
      sent: null,
      risk: 'LOW',
    }),
  );

  it('hold only the cards in sight, each with its place among all', async () => {
    await openFinished(many);
    const list = screen.getByRole('list', { name: 'Findings by source IP' });
    const items = [...list.querySelectorAll(':scope > li')];
    expect(items.length).toBeGreaterThan(12);
    expect(items.length).toBeLessThan(40);
    expect(items[0]).toHaveAttribute('aria-setsize', '10000');
    expect(items[0]).toHaveAttribute('aria-posinset', '1');
    expect(items[0]).toHaveTextContent('10.0.0.0');
  });

  it('hold only the rows in sight as a table, which says how many there are', async () => {
    await openFinished(many, { at: '?view=table' });
    const table = await screen.findByRole('table', { name: 'Findings' });
    expect(table).toHaveAttribute('aria-rowcount', '10001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(40);
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((header) => header.textContent),
    ).toEqual([
      'Log source',
      'Source IP',
      'Destination IP',
      'Destination port',
      'User',
      'Protocol',
      'Connections',
      'Bytes sent',
      'Bytes received',
      'First seen',
      'Last seen',
      'Exfiltration risk',
      'Status, Details',
    ]);
    await userEvent.click(within(table).getByRole('button', { name: 'Connections' }));
    expect(within(table).getByRole('columnheader', { name: 'Connections' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await userEvent.click(within(table).getByRole('button', { name: 'Connections' }));
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent('10.0.39.15');
    expect(await axeViolations()).toEqual([]);
  });
});
