import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { Channels } from '../../../ui/detail/Channels.tsx';
import { DetailWordsProvider } from '../../../ui/detail/detail-words.ts';
import { FindingTable } from '../../../ui/findings/FindingTable.tsx';
import { DataChannelFacts } from '../../../ui/shared/DataChannelFacts.tsx';
import { chartOf } from '../../../ui/detail/channel-chart.ts';
import { Timeline } from '../../../ui/detail/Timeline.tsx';
import { PivotProvider } from '../../../ui/pivots/PivotProvider.tsx';
import { axeViolations } from '../../support/axe.ts';
import {
  aDataChannel,
  aFanOut,
  aFinding,
  anApi,
  aPooled,
  aRun,
  dayMs,
} from '../../support/ui-records.ts';
import { render } from '../../support/render.tsx';
import { WithTriage } from '../../support/with-triage.tsx';
import { aConnection, aPicture, minuteMs } from '../../support/detail-records.ts';

function show(
  finding = aFinding({ dataChannel: aDataChannel(), activity: [] }),
  picture = aPicture(),
  hasTimeline = false,
) {
  const opened: string[] = [];
  const console = {
    prepare: () => Promise.resolve(),
    eventSearch: (aql: string) => {
      opened.push(aql);
      return 'tab' as const;
    },
    flowSearch: (aql: string) => {
      opened.push(`flows: ${aql}`);
      return 'tab' as const;
    },
    offense: () => 'tab' as const,
    asset: () => 'tab' as const,
  };
  render(
    <ApiProvider api={anApi({ channels: () => Promise.resolve(picture) })}>
      <main>
        <h1>Transfer Watch</h1>
        <PivotProvider
          run={aRun()}
          onFilter={() => undefined}
          onAllow={() => undefined}
          ports={{ clipboard: undefined, console }}
        >
          <h2>Finding</h2>
          <DetailWordsProvider>
            <Channels finding={finding} run={aRun()} />
            {hasTimeline && (
              <Timeline finding={finding} run={aRun()} isAsked onAsk={() => undefined} />
            )}
          </DetailWordsProvider>
        </PivotProvider>
      </main>
    </ApiProvider>,
  );
  return { opened };
}

const withTimeline = () => show(undefined, undefined, true);
const toolbar = () => screen.findByRole('toolbar', { name: /^Data connections in order of time/ });

it('draws what joined and what is in doubt, and has no accessibility faults', async () => {
  withTimeline();
  const picture = await toolbar();
  expect(within(picture).getAllByRole('button')).toHaveLength(2);
  expect(screen.getByText(/1 control session, 1 connection joined/)).toBeVisible();
  expect(screen.getByText(/13.5 MiB sent on 6 connections to ports 50000–50010/)).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

it('is one stop of the Tab key, in which arrow keys go from connection to connection', async () => {
  withTimeline();
  const marks = within(await toolbar()).getAllByRole('button');
  expect(marks.map((mark) => mark.tabIndex)).toEqual([0, -1]);
  act(() => marks[0]?.focus());
  await userEvent.keyboard('{ArrowRight}');
  expect(marks[1]).toHaveFocus();
  expect(marks.map((mark) => mark.tabIndex)).toEqual([-1, 0]);
  await userEvent.keyboard('{ArrowRight}{Home}');
  expect(marks[0]).toHaveFocus();
});

it('opens the records of a connection, events or flows, by click and by key', async () => {
  const { opened } = withTimeline();
  const picture = await toolbar();
  await userEvent.click(within(picture).getByRole('button', { name: /port 50000/ }));
  act(() =>
    within(picture)
      .getByRole('button', { name: /port 8443/ })
      .focus(),
  );
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard(' ');
  const flows = 'flows: SELECT /* doubted */';
  expect(opened).toEqual(['SELECT /* joined */', flows, flows]);
});

it('says the same as a table, whose rows open their records too', async () => {
  const { opened } = show();
  const table = await screen.findByRole('table', { name: 'Data connections as a table' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/50000passiveby time13\.5 MiB/),
    expect.stringMatching(/8443passivein doubt, not added/),
  ]);
  await userEvent.click(
    within(table).getAllByRole('button', { name: /(Events|Flows) of/ })[1] ?? table,
  );
  expect(opened).toEqual(['flows: SELECT /* doubted */']);
});

it('lists what sensors read, as text, and says how much more there is', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const ftpLog = {
    commands: { names: [{ name: 'STOR', times: 1_204 }], distinct: 1, isComplete: true },
    files: {
      names: [
        { name: hostile, times: 2 },
        { name: 'b.7z', times: 1 },
        { name: 'c.7z', times: 1 },
        { name: 'd.7z', times: 1 },
      ],
      distinct: 100,
      isComplete: false,
    },
  };
  const channel = aDataChannel({ confidence: 'announced', ftpLog });
  show(aFinding({ dataChannel: channel }));
  expect(screen.getByText(/passive, port announced/)).toBeVisible();
  expect(screen.getByText('STOR (1,204×)')).toBeVisible();
  const lists = screen.getAllByRole('list').map((list) =>
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  );
  expect(lists).toContainEqual([`${hostile} (2×)`, 'b.7z', 'c.7z', 'd.7z', 'at least 96 more']);
  expect(document.querySelector('img')).toBeNull();
  await screen.findByRole('table', { name: 'Data connections as a table' });
  expect(await axeViolations()).toEqual([]);
});

it('names a few of them in the line of a card', () => {
  const names = ['a', 'b', 'c', 'd'].map((name) => ({ name, times: 1 }));
  const files = { names, distinct: 9, isComplete: true };
  const commands = { names: [{ name: 'STOR', times: 9 }], distinct: 1, isComplete: true };
  render(<DataChannelFacts channel={aDataChannel({ ftpLog: { files, commands } })} />);
  expect(screen.getByText('Files named: a, b, c, 6 more')).toBeVisible();
  expect(screen.getByText('Commands read: STOR (9×)')).toBeVisible();
});

it.each([aFanOut, aPooled])(
  'of what is pooled has the sums, and says why there is no picture',
  (of) => {
    show(of({ dataChannel: aDataChannel() }));
    expect(screen.getByText(/13.5 MiB sent on 6 connections/)).toBeVisible();
    expect(
      screen.getByText(/A picture is drawn of one destination on one port only/),
    ).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  },
);

it.each([
  ['other-service', 'the port is used without a session too'],
  ['others-announced', 'the session announced other ports'],
  ['no-session', 'outside of every session'],
] as const)('lists what is in doubt with its bytes, and says why: %s', async (doubt, why) => {
  const stray = aConnection({ doubt, session: -1, sessionsOpen: 0, sentBytes: 7_000_000 });
  show(undefined, aPicture({ connections: [stray] }));
  const table = await screen.findByRole('table', { name: 'Data connections as a table' });
  const [, row] = within(table).getAllByRole('row');
  expect(row?.textContent).toMatch(/50000passivein doubt, not added.*6.68\sMiB/);
  expect(row).toHaveTextContent(why);
  const name = `Events of the passive connection to port 50000, 6.68\u00a0MiB sent, in doubt: ${why}`;
  expect(screen.getByRole('button', { name: name.replace('\u00a0', ' ') })).toBeVisible();
});

it('says in a row of the table how much is in doubt, where that is a reason', () => {
  const reason = {
    code: 'data-channel-doubted',
    value: 2_400_000,
    unit: 'bytes',
    threshold: null,
  } as const;
  const doubted = aFinding({ dataChannel: aDataChannel(), reasons: [reason] });
  const plain = aFinding({ id: 'plain', dataChannel: aDataChannel({ doubtedBytes: 9 }) });
  render(
    <ApiProvider api={anApi({})}>
      <PivotProvider run={null} onFilter={() => undefined} onAllow={() => undefined}>
        <WithTriage>
          <FindingTable
            findings={[doubted, plain]}
            sort={{ by: 'risk', descending: true }}
            openFinding={null}
            onSort={() => undefined}
            onOpen={() => undefined}
          />
        </WithTriage>
      </PivotProvider>
    </ApiProvider>,
  );
  expect(screen.getAllByText(/in doubt/).map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^2.29\sMiB in doubt$/),
  ]);
});

it('says where there is no data channel, and asks for nothing', () => {
  show(aFinding());
  expect(screen.getByText('No data connection was seen for this finding.')).toBeVisible();
});

it('says which queries it is drawn from, and that they were cut', async () => {
  show(undefined, aPicture({ flowsAql: 'SELECT /* flows */', partial: true }));
  expect(
    await screen.findByText(/Only the newest records of this pair could be read/),
  ).toBeVisible();
  expect(screen.getByText('SELECT /* picture */')).toBeVisible();
  expect(screen.getByText('SELECT /* flows */')).toBeVisible();
});

test('a chart hides no connection behind another, and keeps within its time', () => {
  const span = { startMs: dayMs, stopMs: dayMs + 5 * minuteMs };
  const { connections, sessions } = chartOf(aPicture(), span);
  expect(sessions).toMatchObject([{ x: 0, assumed: true }]);
  expect(new Set(connections.map(({ y }) => y)).size).toBe(2);
  const later = aConnection({ startMs: dayMs + 5 * minuteMs, endMs: null });
  const apart = chartOf(aPicture({ connections: [later, aConnection()] }), span);
  expect(new Set(apart.connections.map(({ y }) => y)).size).toBe(1);
  expect(apart.connections.map(({ connection }) => connection === later)).toEqual([false, true]);
  for (const { x, span: length } of apart.connections) expect(x + length).toBeLessThanOrEqual(600);
});
