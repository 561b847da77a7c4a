import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Finding } from '../../../contract/finding.ts';
import type { Run } from '../../../contract/run.ts';
import type { Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { FindingsPage } from '../../../ui/findings/FindingsPage.tsx';
import { axeViolations } from '../../support/axe.ts';
import { aRunningRun, ScriptedServer } from '../../support/scripted-server.ts';
import {
  aFanOut,
  aFinding,
  aHost,
  aProblem,
  aRun,
  dayMs,
  pivotQueries,
} from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';
import { ProblemError } from '../../../ui/api/api.ts';

const quarterMs = 15 * 60_000;
/** Three sources: the first active at 01:00, the second from 02:00 to 03:00, the third nobody knows when. */
const first = aFinding({
  id: 'first',
  source: '10.0.0.1',
  activity: [{ part: 4, connections: 12, sentBytes: 14_213_120 }],
});
const second = aFinding({
  id: 'second',
  source: '10.0.0.2',
  risk: 'MEDIUM',
  activity: [8, 9, 10, 11].map((part) => ({ part, connections: 1, sentBytes: null })),
});
const third = aFinding({
  id: 'third',
  source: '10.0.0.3',
  risk: 'LOW',
  firstSeenMs: dayMs + 8 * quarterMs,
  lastSeenMs: dayMs + 40 * quarterMs,
});
const three = [first, second, third];

beforeEach(() => {
  window.history.replaceState(null, '', '/index');
  window.localStorage.clear();
});

async function open(
  findings: readonly Finding[] = three,
  { run = {}, methods = {} }: { run?: Partial<Run>; methods?: Partial<Api> } = {},
) {
  const server = new ScriptedServer(methods).willCreate({
    run: aRun({ findings: findings.length, ...run }),
    findings,
  });
  const page = render(
    <ApiProvider api={server.api}>
      <main>
        <h1>Transfer Watch</h1>
        <FindingsPage defaultProfile="corrected" user="kim" />
      </main>
    </ApiProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Run detection' }));
  await screen.findByRole('list', { name: 'Findings by source IP' });
  return { server, page };
}

const list = () => screen.getByRole('list', { name: 'Findings by source IP' });
const sources = () =>
  within(list())
    .getAllByRole('heading', { level: 3 })
    .map((heading) => within(heading).getByRole('button').textContent);
const row = (source: string) =>
  screen.getByRole('button', { name: new RegExp(` ${source.replaceAll('.', '\\.')} sent`) });
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

describe('the list of cards', () => {
  it('says who, to whom, how much, when and why on each, and is clean for axe', async () => {
    await open();
    const card = screen.getByRole('article', { name: '10.0.0.1 sent 13.6 MiB to 1 destination' });
    expect(within(card).getByText('12 connections')).toBeVisible();
    expect(within(card).getByText('High volume sent')).toBeVisible();
    expect(within(card).getByText('13.6 MiB, limit 10 MiB')).toBeVisible();
    expect(within(card).getByText('User backup')).toBeVisible();
    expect(within(card).getByText('Active in 1 of 96 parts of the time range')).toBeInTheDocument();
    const unknown = screen.getByRole('article', { name: /^10\.0\.0\.3/ });
    expect(within(unknown).getByText(/^times not known/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('says how regular connections are', async () => {
    const regularity = {
      score: 0.9,
      skew: 0.9,
      dispersion: 0.9,
      medianMs: quarterMs,
      spreadMs: 40_000,
      intervals: 71,
    };
    const regular = { code: 'regular', value: 90, unit: 'percent', threshold: null } as const;
    await open([aFinding({ regularity, reasons: [...aFinding().reasons, regular] })]);
    expect(screen.getByText('13.6 MiB, limit 10 MiB')).toBeVisible();
    expect(screen.getByText('every 15 min ± 40 sec')).toBeVisible();
  });

  it('counts the findings of a source and opens into them', async () => {
    const many = Array.from({ length: 20 }, (_unused, n) =>
      aFinding({ id: `f${n}`, destination: `203.0.113.${n}` }),
    );
    await open(many);
    expect(screen.getByText('20 findings', { selector: '.tw-row__minor' })).toBeVisible();
    const toggle = row('10.1.2.3');
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(
      screen.getByRole('region', { name: 'All findings of this source IP together' }),
    ).toBeVisible();
    expect(screen.getAllByRole('button', { name: /^Details of/ })).toHaveLength(3);
    expect(screen.getByRole('button', { name: '+ 17 findings more' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('is sorted by the names of its columns', async () => {
    await open();
    const heads = screen.getByRole('group', { name: 'Sort the findings' });
    expect(within(heads).getByRole('button', { name: 'Risk (sorted, descending)' })).toBeVisible();
    await userEvent.click(within(heads).getByRole('button', { name: 'Source IP' }));
    await userEvent.click(
      within(heads).getByRole('button', { name: 'Source IP (sorted, ascending)' }),
    );
    await waitFor(() => expect(sources()).toEqual(['10.0.0.3', '10.0.0.2', '10.0.0.1']));
  });

  it('has the menu of its source on the whole row, open or not', async () => {
    await open();
    for (const state of ['closed', 'open']) {
      fireEvent.contextMenu(row('10.0.0.2'));
      expect(
        await screen.findByRole('menu', { name: 'Actions for source IP 10.0.0.2' }),
      ).toBeVisible();
      await userEvent.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
      if (state === 'closed') await userEvent.click(row('10.0.0.2'));
    }
  });

  it('sends the same bytes to card, totals, headline and table', async () => {
    const channel = {
      sent: { bytes: 600_000_000, knownConnections: 3, lowerBound: false },
      received: null,
      total: null,
      connections: 3,
      origins: [],
      modes: [],
      ports: null,
      confidence: 'time',
      doubted: 0,
      doubtedBytes: 0,
      sessions: 1,
      assumedSessions: 0,
      partial: false,
      counted: true,
      ftpLog: null,
    } as const;
    const sent = { bytes: 3_900, knownConnections: 12, lowerBound: false };
    await open([aFinding({ sent, dataChannel: { ...channel, origins: [], modes: [] } })]);
    const rated = /572\sMiB/;
    const card = screen.getByRole('article', { name: /sent 572\sMiB to/ });
    expect(within(card).getByText(rated, { selector: 'data' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Totals' })).toHaveTextContent(rated);
    await userEvent.click(row('10.1.2.3'));
    const facts = within(card).getByText('Bytes sent', { selector: 'dt' }).nextElementSibling;
    expect(facts).toHaveTextContent(/^572\sMiB/);
    await userEvent.click(screen.getByRole('tab', { name: 'Table' }));
    const table = await screen.findByRole('table', { name: 'Findings' });
    expect(within(table).getByText(rated, { selector: 'data' })).toBeVisible();
  });
});

describe('keys', () => {
  it('lead through the list, which is one stop of the Tab key', async () => {
    await open();
    const stops = () =>
      [...list().querySelectorAll<HTMLElement>('button')].filter((button) => button.tabIndex === 0);
    expect(stops()).toEqual([row('10.0.0.1')]);
    row('10.0.0.1').focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(row('10.0.0.2')).toHaveFocus();
    await userEvent.keyboard('j');
    expect(row('10.0.0.3')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(row('10.0.0.3')).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(row('10.0.0.1')).toHaveFocus();
    await userEvent.keyboard('{End}k');
    expect(row('10.0.0.2')).toHaveFocus();
    expect(stops()).toEqual([row('10.0.0.2')]);
  });

  it('open and close a card in place, and its details', async () => {
    await open();
    row('10.0.0.2').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(row('10.0.0.2')).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{ArrowLeft}');
    expect(row('10.0.0.2')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard(' ');
    expect(row('10.0.0.2')).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Escape}');
    expect(row('10.0.0.2')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('complementary');
    expect(new URLSearchParams(window.location.search).get('finding')).toBe('second');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(row('10.0.0.2')).toHaveFocus());
  });

  it('lead to the events and flows of the pair, and to the asset', async () => {
    const asked: string[] = [];
    const opened: string[] = [];
    const opener = jest.spyOn(window, 'open').mockImplementation((url) => {
      opened.push(decodeURIComponent(String(url)));
      return window;
    });
    await open(three, {
      methods: {
        pivots: (_run, subject) => {
          asked.push(`${subject.source} ${subject.destination}`);
          return Promise.resolve(pivotQueries());
        },
        address: () => Promise.reject(new ProblemError(aProblem())),
      },
    });
    row('10.0.0.1').focus();
    await userEvent.keyboard('e');
    await waitFor(() => expect(opened).toHaveLength(1));
    expect(opened[0]).toContain('AQL pair events');
    await userEvent.keyboard('f');
    await waitFor(() => expect(opened).toHaveLength(2));
    expect(opened[1]).toContain('AQL pair flows');
    expect(asked).toEqual(['10.0.0.1 203.0.113.9', '10.0.0.1 203.0.113.9']);
    await userEvent.keyboard('a');
    await waitFor(() => expect(opened).toHaveLength(3));
    expect(opened[2]).toContain('ipAddress=10.0.0.1');
    opener.mockRestore();
  });

  it('say why where there is nothing to lead to', async () => {
    const none = pivotQueries({ pairFlows: null });
    await open(three, { methods: { pivots: () => Promise.resolve(none) } });
    row('10.0.0.1').focus();
    await userEvent.keyboard('f');
    expect(
      await screen.findByText(/^Flows from 10\.0\.0\.1 .*: does not apply here$/),
    ).toBeVisible();
  });

  it('search, and are explained and switched off in a dialog', async () => {
    await open();
    row('10.0.0.1').focus();
    await userEvent.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    row('10.0.0.1').focus();
    await userEvent.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys of the list' });
    expect(within(dialog).getByText('Events in Log Activity')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Single-letter keys' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(row('10.0.0.1')).toHaveFocus();
    await userEvent.keyboard('j');
    expect(row('10.0.0.1')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(row('10.0.0.2')).toHaveFocus();
    expect(window.localStorage.getItem('transfer-watch.character-keys')).toBe('off');
  });
});

describe('the chart over time', () => {
  const chart = () => screen.getByRole('slider', { name: 'Findings active over time' });

  it('says what each part holds, and how many findings are without times', async () => {
    await open();
    chart().focus();
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(chart()).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^Oct 3, 01:00.*01:15: 1 finding active at once, 13\.6\sMiB sent$/),
    );
    expect(screen.getByText(/^· 1 finding without times/)).toBeVisible();
  });

  it('filters by what is selected, keeps what may have been then, and takes the filter off', async () => {
    await open();
    chart().focus();
    await userEvent.keyboard('{Home}');
    for (let part = 0; part < 8; part += 1) await userEvent.keyboard('{ArrowRight}');
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}');
    await waitFor(() => expect(sources()).toEqual(['10.0.0.2', '10.0.0.3']));
    const time = `${dayMs + 8 * quarterMs}-${dayMs + 11 * quarterMs}`;
    expect(new URLSearchParams(window.location.search).get('time')).toBe(time);
    expect(screen.getByText(/^Active: Oct 3, 02:00/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(sources()).toHaveLength(3));
  });
});

describe('denied connections', () => {
  const denied = (source: string, port: number) => ({
    domainId: 0,
    source,
    port,
    transport: 'tcp',
    connections: 5,
    firstSeenMs: dayMs,
    lastSeenMs: dayMs,
  });

  it('follow the filters beside them', async () => {
    const server = new ScriptedServer().willCreate({
      run: aRun({ findings: 3 }),
      findings: three,
      denied: [denied('10.0.0.1', 445), denied('10.0.0.2', 21), denied('10.0.9.9', 21)],
    });
    render(
      <ApiProvider api={server.api}>
        <main>
          <FindingsPage defaultProfile="corrected" user="kim" />
        </main>
      </ApiProvider>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Run detection' }));
    const totals = await screen.findByRole('region', { name: 'Totals' });
    expect(totals).toHaveTextContent(/Denied connections15$/);
    await press('Medium 1 finding');
    await waitFor(() => expect(totals).toHaveTextContent(/Denied connections5$/));
    await press('Medium 1 finding');
    await userEvent.type(screen.getByRole('searchbox'), '10.0.9.');
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
    expect(totals).toHaveTextContent(/Denied connections5$/);
  });
});

describe('while a run goes on', () => {
  const sent = { bytes: 9e9, knownConnections: 12, lowerBound: false };
  const low = { ...second, risk: 'LOW' as const };
  const worse = { ...low, risk: 'HIGH' as const, sent };

  async function untilItsEnd(meanwhile: () => void) {
    const running = aRunningRun({ revision: 1, findings: 2 });
    const { server } = await open([first, low], { run: running });
    expect(screen.getAllByText('provisional')).toHaveLength(2);
    expect(screen.getByText(/^Risks are provisional/)).toBeVisible();
    meanwhile();
    server.set({ run: { ...running, revision: 2 }, findings: [third, worse, first] });
    await waitFor(() => expect(sources()).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']));
    expect(screen.queryByRole('button', { name: /sort again/ })).toBeNull();
    server.set({ run: aRun({ revision: 3, findings: 3 }), findings: [third, worse, first] });
  }
  const sorted = ['10.0.0.2', '10.0.0.1', '10.0.0.3'];

  it('the order stays under the hand of who works in the list, to be sorted again by a button', async () => {
    await untilItsEnd(() => fireEvent.wheel(screen.getAllByRole('article')[0] as HTMLElement));
    const again = await screen.findByRole('button', { name: '1 rating changed: sort again' });
    expect(sources()).not.toEqual(sorted);
    await userEvent.click(again);
    expect(sources()).toEqual(sorted);
    expect(screen.queryByText('provisional')).toBeNull();
  });

  it('nobody works in the list, and it is sorted at the end', async () => {
    await untilItsEnd(() => undefined);
    await waitFor(() => expect(sources()).toEqual(sorted));
    expect(screen.queryByRole('button', { name: /sort again/ })).toBeNull();
  });
});

describe('names of hosts', () => {
  it('stand before the addresses, asked for once and together', async () => {
    const asked: (readonly string[])[] = [];
    await open(three, {
      methods: {
        hosts: (addresses) => {
          asked.push(addresses);
          return Promise.resolve(
            addresses.map((address) =>
              address === '203.0.113.9'
                ? aHost({ address, country: 'Netherlands', network: null })
                : aHost({ address, name: `host-${address}` }),
            ),
          );
        },
      },
    });
    expect(await screen.findByText('host-10.0.0.1')).toBeVisible();
    expect(screen.getAllByText('Netherlands')).toHaveLength(3);
    expect(asked).toEqual([['10.0.0.1', '10.0.0.2', '10.0.0.3', '203.0.113.9']]);
    expect(screen.queryByText(/^The console could not be asked/)).toBeNull();
  });

  it('that cannot be asked for are said to be so, once', async () => {
    await open(three, { methods: { hosts: () => Promise.reject(new ProblemError(aProblem())) } });
    const said = await screen.findByText(
      'The console could not be asked for names, networks, and countries of hosts.',
    );
    expect(said.closest('[role=status]')).not.toBeNull();
  });

  it('say what the console refused alone', async () => {
    await open([first, aFanOut({ source: '10.0.0.9' })], {
      methods: {
        hosts: (addresses) =>
          Promise.resolve(addresses.map((address) => aHost({ address, notAsked: ['name'] }))),
      },
    });
    expect(
      await screen.findByText('The console could not be asked for names of hosts.'),
    ).toBeVisible();
  });
});

describe('the place in the list', () => {
  it('is the same when the page is loaded again: open cards, and the row that had the focus', async () => {
    const { server, page } = await open();
    row('10.0.0.2').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    expect(row('10.0.0.3')).toHaveAttribute('aria-expanded', 'true');
    page.unmount();
    render(
      <ApiProvider api={server.api}>
        <main>
          <FindingsPage defaultProfile="corrected" user="kim" />
        </main>
      </ApiProvider>,
    );
    await screen.findByRole('list', { name: 'Findings by source IP' });
    expect(row('10.0.0.3')).toHaveAttribute('aria-expanded', 'true');
    expect(row('10.0.0.3')).toHaveAttribute('tabindex', '0');
    expect(row('10.0.0.1')).toHaveAttribute('tabindex', '-1');
  });
});
