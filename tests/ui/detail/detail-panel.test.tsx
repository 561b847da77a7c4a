import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { DetailPanel, type DetailPanelProps } from '../../../ui/detail/DetailPanel.tsx';
import { PivotProvider } from '../../../ui/pivots/PivotProvider.tsx';
import { axeViolations } from '../../support/axe.ts';
import {
  aCard,
  aDataChannel,
  aFanOut,
  aFinding,
  aPooled,
  anAddress,
  anApi,
  aProblem,
  aRun,
  pivotQueries,
} from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';
import { WithTriage } from '../../support/with-triage.tsx';
import {
  aConnection,
  aFlowPage,
  anActivity,
  anEventPage,
  aPicture,
} from '../../support/detail-records.ts';

const run = aRun();
const first = aFinding();
const second = aFinding({ id: 'f2', port: 990, protocol: 'FTPS', risk: 'LOW', sent: null });
const card = aCard([first, second]);

const never = () => new Promise<never>(() => undefined);
function show(api: Partial<Api> = {}, props: Partial<DetailPanelProps> = {}) {
  const calls: string[] = [];
  const server = anApi({
    events: (_, __, offset) => Promise.resolve(anEventPage(offset)),
    flows: (_, __, offset) => Promise.resolve(aFlowPage(offset)),
    activity: () => Promise.resolve(anActivity()),
    // What the actions ask; the tests about them answer.
    pivots: never,
    address: never,
    ...api,
  });
  const page = (changes: Partial<DetailPanelProps> = {}) => (
    <ApiProvider api={server}>
      <main>
        <h1>Transfer Watch</h1>
        <PivotProvider run={run} onFilter={() => undefined} onAllow={() => undefined}>
          <WithTriage>
            <button type="button">outside</button>
            <DetailPanel
              run={run}
              card={card}
              findingId="f1"
              onSelect={(id) => calls.push(`select ${id}`)}
              onClose={() => calls.push('close')}
              onPrevious={() => calls.push('previous')}
              onNext={() => calls.push('next')}
              {...props}
              {...changes}
            />
          </WithTriage>
        </PivotProvider>
      </main>
    </ApiProvider>
  );
  const { rerender, unmount } = render(page());
  return {
    calls,
    keys: userEvent.setup(),
    unmount,
    change: (changes: Partial<DetailPanelProps>) => rerender(page(changes)),
  };
}

const panel = () => screen.getByRole('complementary');
const button = (name: string) => within(panel()).getByRole('button', { name });
const openTab = (keys: ReturnType<typeof userEvent.setup>, name: string) =>
  keys.click(screen.getByRole('tab', { name }));
async function openFlows(keys: ReturnType<typeof userEvent.setup>): Promise<void> {
  await openTab(keys, 'Evidence');
  await openTab(keys, 'Flows');
}
/** The value beside a name of a list of facts. */
const fact = (name: string) => {
  const term = within(panel())
    .getAllByRole('term')
    .find(({ textContent }) => textContent === name);
  return term?.nextElementSibling ?? null;
};

describe('the panel', () => {
  test('is named by what it shows and takes the focus to its heading', () => {
    show();
    expect(panel()).toHaveAccessibleName('FTP from 10.1.2.3 to 203.0.113.9:21');
    expect(within(panel()).getByRole('heading', { level: 2 })).toHaveFocus();
  });

  test('closes with Escape from inside, not from outside', async () => {
    const { keys, calls } = show();
    act(() => screen.getByRole('button', { name: 'outside' }).focus());
    await keys.keyboard('{Escape}');
    expect(calls).toEqual([]);
    act(() => button('Close details').focus());
    await keys.keyboard('{Escape}');
    expect(calls).toEqual(['close']);
  });

  test('stays open when Escape closes a pivot menu', async () => {
    const { keys, calls } = show();
    await keys.click(button('203.0.113.9'));
    await waitFor(() => expect(screen.getByRole('menu')).toContainElement(focusedItem()));
    await keys.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
    expect(calls).toEqual([]);
  });

  test('has ways on, which are disabled at either end', async () => {
    const { keys, calls } = show();
    await keys.click(button('Previous finding'));
    await keys.click(button('Next finding'));
    await keys.click(button('Close details'));
    expect(calls).toEqual(['previous', 'next', 'close']);
  });

  test('keeps the focus on “next” while it works, else gives it to the heading', async () => {
    const { keys, change } = show();
    await keys.click(button('Next finding'));
    change({ findingId: 'f2' });
    expect(button('Next finding')).toHaveFocus();
    change({ findingId: 'f1' });
    act(() => screen.getByRole('button', { name: 'outside' }).focus());
    change({ findingId: 'f2' });
    expect(within(panel()).getByRole('heading', { level: 2 })).toHaveFocus();
  });

  test('lists the findings of the card to choose from', async () => {
    const { keys, calls } = show();
    const choice = screen.getByRole('navigation', { name: '2 findings of this source IP' });
    await keys.click(within(choice).getByText('2 findings of this source IP'));
    const options = within(choice).getAllByRole('button');
    expect(options.map((option) => option.getAttribute('aria-current'))).toEqual(['true', 'false']);
    await keys.click(within(choice).getByRole('button', { name: /FTPS/ }));
    expect(calls).toEqual(['select f2']);
  });

  test('shows fifty of many findings at first, and the chosen one', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      aFinding({ id: `f${index}`, connections: 1000 - index }),
    );
    const { keys } = show({}, { card: aCard(many), findingId: 'f110' });
    const choice = screen.getByRole('navigation');
    await keys.click(within(choice).getByText('120 findings of this source IP'));
    expect(within(choice).getAllByRole('listitem')).toHaveLength(51);
    await keys.click(button('Show 50 more'));
    expect(within(choice).getAllByRole('listitem')).toHaveLength(101);
  });
});

describe('the summary', () => {
  test('has all twelve columns, with what is known of each number', () => {
    show();
    expect(screen.getByText(/^High: 13.6 MiB sent on 12 connections; limit 10 MiB$/)).toBeVisible();
    const expected = {
      'Source IP': '10.1.2.3',
      'Destination IP': '203.0.113.9',
      'Destination port': '21/tcp',
      Protocol: 'FTP',
      User: 'backup',
      'Log source': 'Edge firewall (12 connections)',
      Connections: '12',
      'Bytes sent': '14,213,120 bytes',
      'Bytes received': 'known for 10 of 12 connections',
      'Bytes of both directions': 'no record carries this counter',
      'First seen': '2025',
      'Last seen': '2025',
      State: 'Moving data',
      Domain: 'Default',
      'ATT&CK technique': 'T1071.002',
    };
    for (const [name, text] of Object.entries(expected)) expect(fact(name)).toHaveTextContent(text);
  });

  test('says what is a lower bound and what is not listed', () => {
    const finding = aFinding({
      coalesced: 5,
      sent: { bytes: 10, knownConnections: 1, lowerBound: true },
      userCount: 30,
      domain: { id: 4, name: null },
    });
    show({}, { card: aCard([finding]) });
    expect(fact('Connections')).toHaveTextContent('5 folded into other records');
    expect(fact('Bytes sent')).toHaveTextContent('a lower bound');
    expect(fact('User')).toHaveTextContent('and 29 more users');
    expect(fact('Domain')).toHaveTextContent('Domain 4');
  });

  test('sends a fan-out to its destinations', () => {
    const fan = aFanOut();
    show({}, { card: aCard([fan]), findingId: 'fan' });
    expect(fact('Destination IP')).toHaveTextContent('60 destinations, see Destinations');
  });
});

describe('a finding of several ports', () => {
  const pooled = aPooled();

  test('names each with its protocol and connections', () => {
    show({}, { card: aCard([pooled]), findingId: 'pooled' });
    const ports = fact('Destination ports')?.querySelectorAll('li') ?? [];
    expect([...ports].map(({ textContent }) => textContent)).toEqual([
      '21/tcp, FTP (7 connections)',
      '445/tcp, SMB (3 connections)',
      '990/tcp, FTPS (2 connections)',
    ]);
    expect(fact('Protocols')).toHaveTextContent('FTP, SMB, FTPS');
    expect(
      screen.getByRole('heading', {
        name: 'FTP, SMB, and FTPS from 10.1.2.3 to 203.0.113.9, 3 ports',
      }),
    ).toBeInTheDocument();
  });

  test('shows its bytes beside its destination where it is one', async () => {
    const { keys } = show({}, { card: aCard([pooled]), findingId: 'pooled' });
    await openTab(keys, 'Destinations');
    const [, row] = within(screen.getByRole('table')).getAllByRole('row');
    expect(row).toHaveTextContent('21+ 2 more ports');
    expect(row).toHaveTextContent('13.6 MiB');
  });
});

describe('the one number for bytes sent', () => {
  const channelled = aFinding({
    sent: { bytes: 3_900, knownConnections: 12, lowerBound: false },
    dataChannel: aDataChannel({
      sent: { bytes: 600_000_000, knownConnections: 6, lowerBound: false },
    }),
    reasons: [],
  });

  test('has the data channel in it, in verdict, figures and destinations', async () => {
    const { keys } = show({}, { card: aCard([channelled]) });
    expect(
      screen.getByText(/^High: 572 MiB sent on 12 connections and 6 data connections$/),
    ).toBeVisible();
    expect(fact('Bytes sent')).toHaveTextContent(
      /^572 MiB600,003,900 bytes3.81 KiB in sessions, 572 MiB on data connections/,
    );
    await openTab(keys, 'Destinations');
    const [, row] = within(screen.getByRole('table')).getAllByRole('row');
    expect(row).toHaveTextContent(
      '572 MiB572 MiB of it on the data channelevents of Edge firewall',
    );
  });

  test('leaves a data channel out that is not rated', () => {
    const leftOut = aFinding({ dataChannel: aDataChannel({ counted: false }) });
    show({}, { card: aCard([leftOut]) });
    expect(fact('Bytes sent')).toHaveTextContent(/^13.6 MiB14,213,120 bytesknown for/);
  });
});

test('the verdict says what is not known', () => {
  const unknown = aFinding({ sent: null, risk: 'LOW', reasons: [] });
  show({}, { card: aCard([unknown]) });
  expect(screen.getByText('Low: bytes sent not known, 12 connections')).toBeVisible();
});

describe('the actions', () => {
  test('open what the menu of the source opens, and say why where they cannot', async () => {
    const { keys } = show({
      pivots: () => Promise.resolve(pivotQueries()),
      address: () => Promise.resolve(anAddress({ offenses: [] })),
    });
    const actions = within(screen.getByRole('list', { name: 'Go on with this finding' }));
    expect(await actions.findByRole('button', { name: 'Offenses: none' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(actions.getByRole('button', { name: 'Events' })).toHaveAttribute(
      'title',
      'Events from 10.1.2.3 to 203.0.113.9 in Log Activity',
    );
    await keys.click(actions.getByRole('button', { name: 'Offenses: none' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('the reasons', () => {
  test('say sentence, threshold, what it means and where that comes from', async () => {
    const { keys } = show();
    expect(screen.getByText(/^13.6 MiB sent, above 10 MiB \(source rule\)\.$/)).toBeInTheDocument();
    expect(document.querySelectorAll('.tw-reason__limit')).toHaveLength(2);
    await keys.click(screen.getByText(/^What the reasons mean/));
    expect(screen.getAllByText(/query that analysts use today/)).toHaveLength(2);
    await keys.click(screen.getByText('What the corrected profile did here'));
    expect(screen.getByText(/Both records count as one connection/)).toBeInTheDocument();
  });

  test('say what would have kept the finding off the list, and made it Medium', () => {
    show({}, { card: aCard([aFinding({ connections: 18 })]) });
    const reasons = screen.getByRole('region', { name: /^Why this is a finding/ });
    const ways = within(reasons).getByText('With the same records, each of these by itself:')
      .nextElementSibling as HTMLElement;
    expect(
      within(ways)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'a threshold of 18 connections or more and a Medium threshold of 14,213,120 bytes or more, with High above that',
      'an entry of the allowlist for 10.1.2.3 to 203.0.113.9',
      'an own public block that holds 203.0.113.9',
    ]);
    expect(within(reasons).getByText(/^A High threshold of/)).toBeVisible();
  });

  test('say that no threshold would have kept a fan-out off the list', () => {
    const reason = { code: 'fan-out', value: 12, unit: 'destinations', threshold: null } as const;
    show({}, { card: aCard([aFanOut({ id: 'f1', reasons: [reason] })]) });
    expect(screen.getByText(/^No threshold: from how many destinations/)).toBeVisible();
  });

  test('say that the source query corrects nothing', async () => {
    const { keys } = show({}, { run: aRun({ profile: 'source' }) });
    await keys.click(screen.getByText('What the corrected profile did here'));
    expect(screen.getByText(/which corrects nothing/)).toBeInTheDocument();
  });

  test('say how even the connections are, with what that does not say', () => {
    const regularity = {
      score: 0.97,
      skew: 0.98,
      dispersion: 0.96,
      medianMs: 900_000,
      spreadMs: 40_000,
      intervals: 71,
    };
    show({}, { card: aCard([aFinding({ regularity, connections: 72 })]) });
    expect(
      screen.getByText(/^Every 15 min ± 40 sec, 72 connections; score 0.97 of 1\./),
    ).toBeVisible();
    expect(screen.getByText(/^Backups, monitoring and updates are even, too/)).toBeVisible();
  });

  test('say that it is not known how even they are', () => {
    show();
    expect(screen.getByText(/^Not known: too few connections/)).toBeVisible();
  });
});

test('the destinations of a fan-out start pivots and say how many are not named', async () => {
  const fan = aFanOut();
  const { keys } = show({}, { card: aCard([fan, first]), findingId: 'fan' });
  await openTab(keys, 'Destinations');
  expect(screen.getByText(/names 2 of its 60/)).toBeInTheDocument();
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('198.51.100.1'),
    expect.stringContaining('198.51.100.2'),
    expect.stringContaining('203.0.113.9'),
  ]);
  await keys.click(button('198.51.100.2'));
  expect(
    screen.getByRole('menuitem', { name: /^Events from 10.1.2.3 to 198.51.100.2/ }),
  ).toBeInTheDocument();
});

describe('the timeline', () => {
  const parts = [
    { part: 4, connections: 4, sentBytes: 2_000_000 },
    { part: 8, connections: 8, sentBytes: null },
    { part: 9, connections: 1, sentBytes: 500 },
  ];
  const counted = aCard([aFinding({ activity: parts })]);
  const reader = () => screen.findByRole('slider', { name: 'Activity over time, part by part' });

  test('is drawn from what the run counted, without a search', async () => {
    show({ activity: () => Promise.reject(new Error('asked')) }, { card: counted });
    expect(await reader()).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/: 4 connections, 1.91 MiB sent$/),
    );
    expect(
      screen.getByText(
        /^13 connections in 3 parts of 15 min; no counter of sent bytes in 1 part of them;/,
      ),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Search/ })).not.toBeInTheDocument();
  });

  test('is one stop, in which arrow keys read the parts', async () => {
    const { keys } = show({}, { card: counted });
    const slider = await reader();
    act(() => slider.focus());
    await keys.keyboard('{ArrowRight}');
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/: 8 connections, bytes sent not known$/),
    );
    await keys.keyboard('{End}');
    expect(slider).toHaveAttribute('aria-valuenow', '3');
    expect(screen.getByText(/: 1 connection, 500 bytes sent$/)).toBeVisible();
    await keys.tab();
    expect(screen.getByRole('checkbox', { name: 'Only the time it was active' })).toHaveFocus();
  });

  test('is a table on demand', async () => {
    const { keys } = show({}, { card: counted });
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    await keys.click(screen.getByText('Activity as a table'));
    const table = screen.getByRole('table', { name: 'Activity as a table' });
    expect(within(table).getAllByRole('row')).toHaveLength(4);
    expect(within(table).getByText('not known')).toBeInTheDocument();
  });

  test('is searched for on demand where the run does not know it, and given up when it is left', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { keys } = show({
      activity: (_, __, signal) => {
        signals.push(signal);
        return never();
      },
    });
    expect(signals).toEqual([]);
    await keys.click(button('Search its activity'));
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    await openTab(keys, 'Evidence');
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test('of a search says what it leaves out', async () => {
    const pooled = aPooled({ dataChannel: aDataChannel() });
    const { keys } = show({}, { card: aCard([pooled]), findingId: 'pooled' });
    await keys.click(button('Search its activity'));
    expect(await screen.findByText(/own connections only: 13.5 MiB more were sent/)).toBeVisible();
    await keys.click(screen.getByText('Query behind these bars'));
    expect(screen.getByText(/\/\* activity \*\//)).toBeInTheDocument();
  });

  test('of a search has the bytes of its data connections where all are known', async () => {
    const connection = {
      startMs: run.window.startMs + 3_600_000,
      endMs: run.window.startMs + 3_660_000,
      sentBytes: 600_000_000,
    };
    const { keys } = show(
      {
        channels: () =>
          Promise.resolve(aPicture({ connections: [aConnection(connection)], allConnections: 1 })),
      },
      { card: aCard([aFinding({ dataChannel: aDataChannel() })]) },
    );
    await keys.click(button('Search activity, sessions and data connections'));
    await waitFor(async () =>
      expect(await reader()).toHaveAttribute(
        'aria-valuetext',
        expect.stringMatching(/: 4 connections, 574 MiB sent$/),
      ),
    );
    expect(screen.queryByText(/own connections only/)).not.toBeInTheDocument();
  });

  test('that is empty says so', async () => {
    const { keys } = show({ activity: () => Promise.resolve({ ...anActivity(), buckets: [] }) });
    await keys.click(button('Search its activity'));
    expect(await screen.findByText(/No activity/)).toBeInTheDocument();
  });
});

describe('the events', () => {
  test('show how far Ariel has come, then the first page', async () => {
    let asked = 0;
    const { keys } = show({
      events: () => {
        asked += 1;
        return Promise.resolve(asked === 1 ? { pending: true, percent: 40 } : anEventPage());
      },
    });
    await openTab(keys, 'Evidence');
    expect(await screen.findByText('40% searched')).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40');
    const table = await screen.findByRole('table', { name: /Contributing events/ });
    expect(within(table).getByRole('button', { name: 'user-0' })).toBeInTheDocument();
    expect(within(table).getByText('1.34 MiB')).toBeInTheDocument();
    expect(within(table).getAllByText('not known')).toHaveLength(2);
    expect(screen.getByText('1–20 of 45 events')).toBeInTheDocument();
  });

  test('are read page by page from the server, and the old page stays until the new one is there', async () => {
    const asked: number[][] = [];
    let answer: (page: ReturnType<typeof anEventPage>) => void = () => undefined;
    const { keys } = show({
      events: (_, __, offset, limit) => {
        asked.push([offset, limit]);
        return offset === 0
          ? Promise.resolve(anEventPage())
          : new Promise((resolve) => (answer = resolve));
      },
    });
    await openTab(keys, 'Evidence');
    await screen.findByRole('button', { name: 'user-0' });
    await keys.click(button('Next page'));
    expect(asked).toEqual([
      [0, 20],
      [20, 20],
    ]);
    expect(screen.getByText('Reading another page')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'user-0' })).toBeInTheDocument();
    answer(anEventPage(20));
    expect(await screen.findByRole('button', { name: 'user-20' })).toBeInTheDocument();
    expect(screen.queryByText('Reading another page')).not.toBeInTheDocument();
  });

  test('that could not be read say why, and can be asked for again', async () => {
    let fails = true;
    const { keys } = show({
      events: () =>
        fails ? Promise.reject(new ProblemError(aProblem())) : Promise.resolve(anEventPage()),
    });
    await openTab(keys, 'Evidence');
    expect(await screen.findByText('QRadar is busy')).toBeInTheDocument();
    expect(await axeViolations()).toEqual([]);
    fails = false;
    await keys.click(button('Retry'));
    expect(await screen.findByRole('button', { name: 'user-0' })).toBeInTheDocument();
    expect(screen.queryByText('QRadar is busy')).not.toBeInTheDocument();
  });

  test('that are none any more say so', async () => {
    const none = { ...anEventPage(0, 0), events: [] };
    const { keys } = show({ events: () => Promise.resolve(none) });
    await openTab(keys, 'Evidence');
    expect(await screen.findByText(/passed their retention/)).toBeInTheDocument();
  });

  test('are given up when the panel closes', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { keys, unmount } = show({
      events: (_, __, ___, ____, signal) => {
        signals.push(signal);
        return never();
      },
    });
    await openTab(keys, 'Evidence');
    unmount();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test('are those of the finding that is shown', async () => {
    const asked: string[] = [];
    const { keys, change } = show({
      events: (_, finding) => {
        asked.push(finding);
        return Promise.resolve(anEventPage());
      },
    });
    await openTab(keys, 'Evidence');
    change({ findingId: 'f2' });
    await screen.findByRole('button', { name: 'user-0' });
    expect(asked).toEqual(['f1', 'f2']);
    expect(screen.getByRole('tab', { name: 'Evidence' })).toHaveAttribute('aria-selected', 'true');
  });
});

test('the queries are those of the run and of the evidence, each to copy', async () => {
  const { keys } = show();
  await openTab(keys, 'Query');
  expect(await screen.findByText(/\/\* evidence \*\//)).toBeInTheDocument();
  expect(screen.getByText(run.queries[0]?.aql ?? '')).toBeInTheDocument();
  expect(button('Copy query: Run: pairs')).toBeInTheDocument();
  expect(button('Copy query: Contributing events of this finding')).toBeInTheDocument();
});

describe('the flows', () => {
  test('come in pages, with what is not known as not known', async () => {
    const { keys } = show();
    await openFlows(keys);
    const table = await screen.findByRole('table', { name: 'Flows of this finding, newest first' });
    expect(within(table).getByText('qflow-edge')).toBeVisible();
    expect(within(table).getByText('superflow, many connections in one')).toBeVisible();
    expect(within(table).getByText('13.6 MiB')).toBeVisible();
    expect(within(table).getAllByText('not known')).toHaveLength(3);
    await keys.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('4731')).toBeVisible();
  });

  test.each([
    ['off', 'This run did not ask flows.'],
    ['not-allowed', /Your role may not search flows/],
    ['unavailable', /QRadar did not answer/],
  ] as const)('of a run whose flows are %s are not asked for', async (flows, sentence) => {
    let asked = 0;
    const { keys } = show(
      { flows: () => Promise.resolve(aFlowPage((asked += 1))) },
      { run: aRun({ flows }) },
    );
    await openFlows(keys);
    expect(screen.getByText(sentence)).toBeVisible();
    await openTab(keys, 'Query');
    expect(await screen.findByText(/evidence \*/)).toBeInTheDocument();
    expect(asked).toBe(0);
  });

  test('show their query beside that of the events', async () => {
    const { keys } = show();
    await openTab(keys, 'Query');
    expect(await screen.findByText(/\/\* flow evidence \*\//)).toBeInTheDocument();
    expect(await screen.findByText(/\/\* evidence \*\//)).toBeInTheDocument();
  });
});

test.each(['Summary', 'Evidence', 'Destinations', 'Query'])('%s is clean for axe', async (tab) => {
  const { keys } = show();
  await openTab(keys, tab);
  await waitFor(() => expect(screen.queryByRole('progressbar')).not.toBeInTheDocument());
  expect(await axeViolations()).toEqual([]);
});

function focusedItem(): HTMLElement {
  const item = document.activeElement;
  if (!(item instanceof HTMLElement) || item.getAttribute('role') !== 'menuitem')
    throw new Error('no item has the focus');
  return item;
}
