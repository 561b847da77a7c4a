import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { problemCodes } from '../../contract/problem.ts';
import { AdminPage } from '../../ui/admin/AdminPage.tsx';
import { ProblemError, type Api } from '../../ui/api/api.ts';
import { ApiProvider } from '../../ui/api/ApiContext.tsx';
import { App } from '../../ui/App.tsx';
import { ProblemNotice } from '../../ui/shared/ProblemNotice.tsx';
import { englishIn } from '../support/english-words.ts';
import { aFlowPage, anActivity, anEventPage, aPicture } from '../support/detail-records.ts';
import { render } from '../support/render.tsx';
import { ScriptedTriage } from '../support/scripted-triage.ts';
import { ScriptedServer } from '../support/scripted-server.ts';
import {
  aDataChannel,
  aFanOut,
  aFinding,
  anAddress,
  aPooled,
  aProblem,
  aRun,
  aSession,
  someProposals,
  someSettings,
} from '../support/ui-records.ts';
import { german } from '../support/words.ts';

// Details and settings are loaded when they are first opened, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

const spoken = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];

/** Queries, and a button of Carbon's tabs that nobody sees or hears where tabs cannot be removed. */
const unsaid = 'pre, code, script, style, button[aria-hidden=true].cds--visually-hidden';

/** Everything on the page that is read out or seen and holds an English word. */
function saidInEnglish(): string[] {
  const elements = [...document.body.querySelectorAll('*')].filter(
    (element) => element.closest(unsaid) === null,
  );
  const texts = elements.flatMap((element) => [
    ...spoken.map((name) => element.getAttribute(name) ?? ''),
    ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(textOf),
  ]);
  return texts.filter((text) => englishIn(text) !== null);
}

const textOf = ({ textContent }: Node) => textContent ?? '';
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

function open(methods: Partial<Api> = {}): ScriptedServer {
  window.history.replaceState(null, '', '/index');
  const server = new ScriptedServer({
    address: () => Promise.resolve(anAddress()),
    events: () => Promise.resolve(anEventPage()),
    flows: () => Promise.resolve(aFlowPage()),
    activity: () => Promise.resolve(anActivity()),
    channels: () => Promise.resolve(aPicture()),
    ...methods,
  });
  render(
    <ApiProvider api={server.api}>
      <App consoleTheme={null} />
    </ApiProvider>,
    german,
  );
  return server;
}

async function openResults(methods: Partial<Api> = {}) {
  const findings = [
    aFinding({ dataChannel: aDataChannel({ doubted: 2, doubtedBytes: 9 }), estimated: true }),
    aFanOut({ dataChannel: aDataChannel() }),
    aPooled(),
  ];
  open(methods).willCreate({ run: aRun({ findings: findings.length, flows: 'used' }), findings });
  await userEvent.click(await screen.findByRole('button', { name: 'Erkennung starten' }));
  await screen.findByRole('heading', { name: /^Ergebnisse/ });
  await press(/^Hoch 3 Befunde 10\.1\.2\.3/);
}

it('says nothing in English before the first run', async () => {
  open();
  await screen.findByRole('heading', { name: 'Noch keine Erkennung ausgeführt' });
  expect(saidInEnglish()).toEqual([]);
});

it('says nothing in English over results, as cards and as a table', async () => {
  await openResults();
  expect(saidInEnglish()).toEqual([]);
  await userEvent.click(screen.getByRole('tab', { name: 'Tabelle' }));
  await screen.findByRole('table', { name: 'Befunde' });
  expect(saidInEnglish()).toEqual([]);
});

it.each([
  ['a pair', 'Details zu 10.1.2.3, 203.0.113.9'],
  ['several ports', 'Details zu 10.1.2.3, 203.0.113.9, 3 Ports zusammen'],
])('says nothing in English in any part of the details of %s', async (_, button) => {
  await openResults();
  await press(button);
  const panel = await screen.findByRole('complementary');
  for (const tab of within(panel).getAllByRole('tab')) {
    await userEvent.click(tab);
    const search = within(panel).queryByRole('button', { name: /suchen$/ });
    if (search !== null) await userEvent.click(search);
    for (const folded of panel.querySelectorAll('summary')) await userEvent.click(folded);
    await waitFor(() => expect(within(panel).queryByRole('progressbar')).toBeNull());
    expect(saidInEnglish()).toEqual([]);
  }
});

it('says nothing in English in the menu of an address', async () => {
  await openResults();
  await userEvent.click(screen.getByRole('button', { name: '10.1.2.3' }));
  await screen.findByRole('menu');
  expect(saidInEnglish()).toEqual([]);
});

it('says nothing in English of the triage, in its menu, its dialogs, and after a decision', async () => {
  await openResults(new ScriptedTriage().methods);
  await press(/^Neu, Status von 10\.1\.2\.3 ändern/);
  await screen.findByRole('menu');
  expect(saidInEnglish()).toEqual([]);
  await userEvent.click(screen.getByRole('menuitem', { name: 'Als harmlos schließen…' }));
  await screen.findByRole('dialog');
  expect(saidInEnglish()).toEqual([]);
  await press(/^Für 3 Befunde speichern/);
  await screen.findByText('3 Befunde als harmlos geschlossen');
  expect(saidInEnglish()).toEqual([]);
  await press('Rückgängig');
  await screen.findByText('3 Befunde wie zuvor');
  for (const folded of await screen.findAllByText('Verlauf')) await userEvent.click(folded);
  await screen.findAllByText(/Geschlossen: harmlos/);
  expect(saidInEnglish()).toEqual([]);
  const [note] = screen.getAllByRole('button', { name: 'Notiz zu einem Angriff…' });
  if (note) await userEvent.click(note);
  await screen.findByRole('combobox', { name: 'Angriff' });
  expect(saidInEnglish().filter((text) => !text.includes('Offense number'))).toEqual([]);
});

it('says nothing in English where nothing was found', async () => {
  open().willCreate({ run: aRun({ findings: 0 }), findings: [] });
  await userEvent.click(await screen.findByRole('button', { name: 'Erkennung starten' }));
  await screen.findByText(/^613 Verbindungsereignisse/);
  expect(saidInEnglish()).toEqual([]);
});

it('says nothing in English in the settings', async () => {
  const proposals = someProposals({ total: ['Octets'] });
  open({ proposals: () => Promise.resolve(proposals) });
  await userEvent.click(screen.getByRole('link', { name: 'Optimierung' }));
  await userEvent.click(await screen.findByRole('link', { name: 'Einstellungen' }));
  await screen.findByRole('combobox', { name: 'Standardprofil' });
  expect(saidInEnglish()).toEqual([]);
});

it('says nothing in English on the configuration page', async () => {
  const { api } = new ScriptedServer({
    session: () => Promise.resolve(aSession()),
    settings: () =>
      Promise.resolve({ settings: someSettings(), notice: 'settings-invalid', version: '\"1\"' }),
    proposals: () => Promise.reject(new ProblemError(aProblem())),
    audit: () => Promise.resolve({ entries: [], more: false }),
  });
  render(
    <ApiProvider api={api}>
      <AdminPage consoleTheme={null} />
    </ApiProvider>,
    german,
  );
  await screen.findByRole('combobox', { name: 'Standardprofil' });
  expect(saidInEnglish()).toEqual([]);
});

it.each(problemCodes)('says nothing in English of the problem %s, whose answer was', (code) => {
  const hint = 'Try the request of the tab again.';
  render(<ProblemNotice problem={aProblem({ code, title: 'The title', hint })} />, german);
  expect(screen.getByText(german.problems.codes[code].title)).toBeVisible();
  expect(saidInEnglish()).toEqual([]);
});
