import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import markdownIt from 'markdown-it';
import type { HostSignal, HostSignalsOfRun } from '../../../contract/host-signal.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { csvOf } from '../../../ui/export/csv.ts';
import { signalRows, signalsMarkdown } from '../../../ui/export/host-signals.ts';
import { jsonOf } from '../../../ui/export/json.ts';
import { FindingsPage } from '../../../ui/findings/FindingsPage.tsx';
import { filterSignals, type HostFilters } from '../../../ui/host-signals/signals.ts';
import { unknownBook } from '../../../ui/triage/book.ts';
import { axeViolations } from '../../support/axe.ts';
import { render } from '../../support/render.tsx';
import { ScriptedServer } from '../../support/scripted-server.ts';
import { aFinding, aHostSignal, aRun, dayMs } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';

configure({ asyncUtilTimeout: 20_000 });

const apart = aHostSignal({
  ...{ id: 'h2', kind: 'ftp-script', host: '10.8.8.8', computer: null, process: null },
  ...{ pipe: null, entry: null, command: 'ftp.exe -s:\u202egpj.txt' },
});
const used: HostSignalsOfRun = {
  state: 'used',
  lookedFor: ['ftp-script', 'ftp-upload-by-curl', 'c2-pipe'],
  found: 2,
  isCut: false,
};

async function open(
  ofRun: HostSignalsOfRun | null,
  signals: readonly HostSignal[],
  { findings = [aFinding()], words = english, search = '' } = {},
) {
  window.history.replaceState(null, '', `/index${search}`);
  const run = aRun({
    findings: findings.length,
    ...(ofRun === null ? {} : { hostSignals: ofRun }),
  });
  const server = new ScriptedServer().willCreate({ run, findings, hostSignals: signals });
  render(
    <ApiProvider api={server.api}>
      <main>
        <h1>Transfer Watch</h1>
        <FindingsPage defaultProfile="corrected" user="admin" />
      </main>
    </ApiProvider>,
    words,
  );
  const keys = userEvent.setup();
  await keys.click(screen.getByRole('button', { name: words.page.run.start }));
  await screen.findAllByRole('heading', { level: 2 });
  return keys;
}

test('signals stand on the card of their source IP, and are in no count of findings', async () => {
  const keys = await open(used, [aHostSignal(), apart]);
  const card = await screen.findByRole('article', { name: /10\./ });
  expect(within(card).getByText('1 host signal')).toBeVisible();
  const totals = screen.getByRole('region', { name: 'Totals' });
  expect(within(totals).getByText('Findings').nextElementSibling).toHaveTextContent('1');
  expect(screen.getByTitle('2 host signals, 1 host without a finding')).toBeVisible();
  await keys.click(card.querySelector('[data-row]') ?? card);
  const signals = await within(card).findByRole('group', { name: /^Host signals of/ });
  expect(signals).toHaveTextContent('\\msagent_4b');
  expect(signals).toHaveTextContent('Cobalt Strike, by the name msagent_*');
  expect(within(signals).getByRole('link')).toHaveAttribute(
    'href',
    'https://lists.example/pipes.csv',
  );
  expect(
    within(signals).getByRole('button', { name: /^Open in Log Activity: Pipe/ }),
  ).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('a host without a finding has a compact card above the list, also where the run found nothing', async () => {
  const keys = await open(used, [apart], { findings: [] });
  expect(await screen.findByRole('button', { name: 'Export' })).toBeVisible();
  await keys.click(await screen.findByTitle('1 host signal, 1 host without a finding'));
  const card = await screen.findByRole('article', { name: 'Host signals of 10.8.8.8' });
  await keys.click(within(card).getByText('ftp.exe with a script'));
  expect(within(card).getByText('not known')).toBeVisible();
  expect(within(card).getByText(/^ftp\.exe -s:/).tagName).toBe('BDI');
  expect(await axeViolations()).toEqual([]);
});

test.each([
  ['not-allowed', 'Your role may not search these records.'],
  ['unavailable', 'QRadar did not answer the question about signals of hosts.'],
] as const)('that they are missing is said: %s', async (state, sentence) => {
  await open({ ...used, state, lookedFor: [], found: 0 }, []);
  expect(await screen.findByText(new RegExp(sentence))).toBeVisible();
});

test.each([
  ['no-records', /no log source of a host fills properties that tell/],
  ['off', /by the setting or the profile/],
] as const)('that they were not looked for stands with the run: %s', async (state, sentence) => {
  const keys = await open({ ...used, state, lookedFor: [], found: 0 }, []);
  await keys.click(await screen.findByText('About this run'));
  expect(await screen.findByText(sentence)).toBeVisible();
  expect(screen.queryByText(/Signals of hosts are missing/)).toBeNull();
});

test('what only a part of the console’s properties can tell is named, and a cut is said', async () => {
  const keys = await open({ ...used, lookedFor: ['c2-pipe'], isCut: true }, [aHostSignal()]);
  await keys.click(await screen.findByText('About this run'));
  expect(await screen.findByText('looked for Pipe of a known tool only')).toBeVisible();
  expect(screen.getByText(/the newest are there/)).toBeVisible();
});

test('a run of an earlier release says nothing of signals', async () => {
  await open(null, []);
  await screen.findByRole('article');
  expect(screen.queryByText(/host signal/i)).toBeNull();
});

const none: HostFilters = { text: '', address: null, only: [], exclude: [], time: null };
test.each<[string, Partial<HostFilters>, number]>([
  ['nothing', {}, 2],
  ['words of the command', { text: 'FTP.exe -s:' }, 1],
  ['a tool', { text: 'cobalt' }, 1],
  ['an address', { address: '10.8.8.8' }, 1],
  ['only a source', { only: [{ field: 'source', value: '10.8.8.8' }] }, 1],
  ['only a destination', { only: [{ field: 'destination', value: '10.8.8.8' }] }, 0],
  ['without a source', { exclude: [{ field: 'source', value: '10.8.8.8' }] }, 1],
  ['another time', { time: { startMs: dayMs, stopMs: dayMs + 1 } }, 0],
])('filters: %s', (_, filters, many) => {
  expect(filterSignals([aHostSignal(), apart], { ...none, ...filters })).toHaveLength(many);
});

test.each([english, german])(
  'leave the page as CSV, JSON and Markdown, and no text of a host is run or becomes markup',
  (words) => {
    const hostile = aHostSignal({ pipe: '=cmd|x', process: '<img src=x onerror=alert(1)> | `a`' });
    const csv = csvOf(signalRows([hostile], words), words.hostSignals.columns);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain("'=cmd|x");
    const parsed: unknown = JSON.parse(
      jsonOf([], unknownBook, aRun({ hostSignals: used }), 0, [hostile]),
    );
    expect(parsed).toMatchObject({
      run: { findings: 0, hostSignals: used },
      hostSignals: [hostile],
    });
    const bad = aHostSignal({ pipe: '<b>x</b> | [a](javascript:1)' });
    const html = markdownIt({ html: true, linkify: true }).render(
      signalsMarkdown([bad], words).join('\n'),
    );
    expect(html).not.toMatch(/<b>|<a /);
    expect(html.match(/<td/g)).toHaveLength(5);
    expect(signalsMarkdown([], words)).toEqual([]);
  },
);

test('German words say it all', async () => {
  const keys = await open(used, [apart], { words: german });
  await keys.click(await screen.findByTitle('1 Host-Signal, 1 Host ohne Befund'));
  await keys.click(await screen.findByText('ftp.exe mit einem Skript'));
  expect(screen.getByText('In der Protokollaktivität öffnen')).toBeVisible();
});
