// Every state of the tab, looked at by axe in both themes; TRANSFER_WATCH_PICTURES names a folder for pictures.
import path from 'node:path';
import { errorFaults, type Fault } from '../../sandbox/api/faults.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';
import { stateRecords, stateSources } from '../support/state-records.ts';

/** A folder for pictures of the states, to be looked at; without it none are taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];

const source = '10.30.6.23';
/** A source with data channels and with two pages of events. */
const pipeline = '10.20.1.30';
/** The story of a beacon, which has two offenses. */
const beacon = '10.30.4.17';
/** A sweep of 613 hosts, too many for their single records to be read. */
const sweep = '10.30.9.9';

const given = consoleInBrowser({ scenario: 'stories' });
let at: ConsolePage;

beforeAll(() => given.running.store.insertEvents(stateRecords(Date.now())));

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (theme) => {
  beforeAll(async () => {
    at = await openConsolePage(given.browser, given.running);
    await at.wear(theme);
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
  });
  afterAll(() => at.close());
  afterEach(() => given.running.api.faults.clear());

  /** Takes a picture of the state where one is asked for, and has axe look at it. */
  async function look(state: string): Promise<void> {
    if (pictures !== undefined) {
      await at.page.screenshot({ path: path.join(pictures, `job-${theme}-${state}.png`) });
    }
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  }

  const choose = (range: string) => at.app().getByLabel('Time range').selectOption(range);

  /** Looks while the server has not yet answered the request for a run. */
  async function lookWhileAsking(state: string): Promise<void> {
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    await at.page.route('**/api/runs', (route) => held.then(() => route.continue()), { times: 1 });
    try {
      await at.runButton().click();
      await at.app().getByRole('progressbar').waitFor();
      await look(state);
    } finally {
      release(undefined);
    }
    await at.finished();
  }

  test('before the first run', async () => {
    await at.runButton().waitFor();
    const wears = await at.app().locator('html').getAttribute('data-carbon-theme');
    expect(wears).toBe(theme === 'dark' ? 'g100' : 'g10');
    await look('never-run');
  });

  test('while running, and with cards', async () => {
    await lookWhileAsking('running');
    await look('cards');
  });

  test('while running again, over the cards of before', async () => {
    await lookWhileAsking('again');
    await at.app().getByText('and is being reused').waitFor();
  });

  test('with a reason, the profiles and the run explained', async () => {
    await at.expand(source);
    await at.article(source).getByRole('button', { name: 'High volume sent: explanation' }).click();
    await look('reason');
    await at.page.keyboard.press('Escape');
    await at.app().getByRole('button', { name: 'Compare profiles' }).click();
    await at.app().getByText('About this run').click();
    await at.app().getByRole('table', { name: 'Directions' }).waitFor();
    await choose('custom');
    await look('explained');
    await choose('24h');
    await at.app().getByText('About this run').click();
    await at.app().getByRole('button', { name: 'Compare profiles' }).click();
  });

  test('with the menu open, and with offenses to choose from', async () => {
    await at.sourceOf(at.article(source)).click({ button: 'right' });
    const menu = at.menuOf(source);
    await menu.getByRole('menuitem', { name: 'Offenses of this source IP (1)' }).waitFor();
    await look('menu');
    await at.page.keyboard.press('Escape');
    await at.app().getByRole('searchbox').fill(beacon);
    await at.sourceOf(at.article(beacon)).click({ button: 'right' });
    await at
      .menuOf(beacon)
      .getByRole('menuitem', { name: /\(2\)$/ })
      .click();
    const dialog = at.app().getByRole('dialog', { name: `2 offenses of ${beacon}` });
    await dialog.waitFor();
    await look('offenses');
    await at.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await at.app().getByRole('button', { name: 'Clear filters' }).click();
  });

  test('in every part of the details', async () => {
    await at.openDetails(pipeline);
    const details = at.details();
    const arrived: Readonly<Record<string, () => Promise<void>>> = {
      Summary: () => details.getByText(/^High: .+ sent on /).waitFor(),
      Guide: async () => {
        await details.getByText(/^0 of \d+ steps done$/).waitFor();
        await look('detail-guide-investigation');
        await details.getByRole('tab', { name: 'Response playbook' }).click();
        await details.getByRole('heading', { name: 'Data is leaving: what to do' }).waitFor();
      },
      Evidence: async () => {
        await details.getByText(/^1–20 of \d+ events$/).waitFor();
        await look('detail-events');
        await details.getByRole('tab', { name: 'Data channel' }).click();
        await details.getByRole('table').first().waitFor();
        await look('detail-data-channel');
        await details.getByRole('tab', { name: 'Flows' }).click();
        await details.getByRole('table').waitFor();
      },
      Destinations: () => details.getByRole('table').waitFor(),
      Query: async () => {
        for (const name of ['Contributing events of this finding', /flows of this finding/i]) {
          await details.getByRole('heading', { name }).waitFor();
        }
      },
    };
    const tabs = details.getByRole('tablist', { name: 'Parts of the details' }).getByRole('tab');
    expect(await tabs.allTextContents()).toEqual(Object.keys(arrived));
    for (const [part, wait] of Object.entries(arrived)) {
      await details.getByRole('tab', { name: part, exact: true }).click();
      await wait();
      await look(`detail-${part.toLowerCase().replace(' ', '-')}`);
    }
    await details.getByRole('button', { name: 'Close details' }).click();
    await details.waitFor({ state: 'detached' });
  });

  test.each([
    ['estimated', sweep, /, estimated .*\bestimated\b/, 'Summary'],
    ['unknown', stateSources.unknown, /Sent bytes not known.*Answer unknown/, 'Summary'],
    [
      'pooled',
      stateSources.pooled,
      /Much sent in small parts.*2\.86 MiB sent on 5 /,
      'Data channel',
    ],
    ['over-ports', stateSources.overPorts, /2 ports together.*684 KiB sent on 1 /, 'Data channel'],
    ['doubted', stateSources.doubted, /Much in doubt.*none that is certain/, 'Data channel'],
    ['strays', stateSources.strays, /2 connections with 7\.63 MiB in doubt/, 'Data channel'],
  ])('with a finding that is %s, as card, as row and in detail', async (state, of, says, part) => {
    await at.app().getByRole('searchbox').fill(of);
    await at.article(of).waitFor();
    await at.expand(of);
    expect((await at.article(of).innerText()).replaceAll(/\s+/g, ' ')).toMatch(says);
    await look(`${state}-card`);
    await at.openDetails(of);
    if (part === 'Data channel') {
      await at.details().getByRole('tab', { name: 'Evidence' }).click();
      await at.details().getByRole('tab', { name: part }).click();
      const isDrawn = state === 'doubted' || state === 'strays';
      const drawn = isDrawn
        ? at.details().getByRole('table')
        : at.details().getByText(/^These are/);
      await drawn.waitFor();
    } else await at.details().getByRole('heading', { name: 'Figures' }).waitFor();
    await look(`${state}-detail`);
    await at.details().getByRole('button', { name: 'Close details' }).click();
    await at.app().getByRole('tab', { name: 'Table' }).click();
    await at.app().getByRole('table', { name: 'Findings' }).waitFor();
    await look(`${state}-table`);
    await at.app().getByRole('tab', { name: 'Cards' }).click();
    await at.app().getByRole('button', { name: 'Clear filters' }).click();
  });

  test('in the table, and where nothing matches', async () => {
    await at.app().getByRole('tab', { name: 'Table' }).click();
    await at.app().getByRole('table', { name: 'Findings' }).waitFor();
    await look('table');
    await at.app().getByRole('searchbox').fill('nothing like it');
    await at.app().getByRole('heading', { name: 'No finding matches the filters' }).waitFor();
    await look('nothing-matches');
    await at.app().getByRole('button', { name: 'Clear filters' }).first().click();
    await at.app().getByRole('tab', { name: 'Cards' }).click();
    await at.cardList().waitFor();
  });

  /** The next searches of a run end like this. */
  function strike(fault: Fault): void {
    given.running.api.faults.add({ fault, on: 'POST /ariel/searches', times: null });
  }

  test('while the console is waited for, and when it is back', async () => {
    const fault = { kind: 'html' } as const;
    given.running.api.faults.add({ fault, on: 'GET /ariel/searches/*', times: null });
    // Results of before are not reused.
    await at.app().getByRole('button', { name: 'Search again in QRadar' }).click();
    await at.app().getByText('Still waiting for the console').waitFor();
    await look('waiting');
    given.running.api.faults.clear();
    await at.finished();
    expect(await at.app().getByText('Still waiting for the console').count()).toBe(0);
  });

  test('where QRadar cut the search short', async () => {
    strike({ kind: 'restricted' });
    await choose('7d');
    await at.runButton().click();
    await at.app().getByText('The result is not complete').waitFor();
    await look('partial');
  });

  test('where the search failed, with its details unfolded', async () => {
    strike(errorFaults.missingProperty);
    await choose('6h');
    await at.runButton().click();
    await at.app().getByText('QRadar rejected the query').waitFor();
    await at.app().locator('.tw-problem summary').click();
    await look('failed');
    // What was there before is there still.
    expect(await at.app().getByRole('article').count()).toBeGreaterThan(0);
  });

  test('where a run is cancelled', async () => {
    strike({ kind: 'slow-wait', ms: 60_000 });
    await choose('1h');
    await at.runButton().click();
    await at
      .app()
      .getByRole('button', { name: /^Cancel/ })
      .click();
    await at.app().getByText('The run was cancelled').first().waitFor();
    await look('cancelled');
  });

  test('where nothing was logged', async () => {
    const dayMs = 86_400_000;
    const stopMs = Math.floor(Date.now() / dayMs - 10) * dayMs;
    const range = `range=custom&start=${stopMs - dayMs}&stop=${stopMs}`;
    const { origin, pathname } = new URL(at.frame().url());
    await at.frame().goto(`${origin}${pathname}?v=1&${range}`);
    await at
      .app()
      .getByRole('heading', { name: 'Nothing was logged in this time range' })
      .waitFor();
    await at.app().locator('.tw-absence__answer').waitFor();
    await look('nothing-found');
  });

  test('in the settings', async () => {
    await at.app().getByRole('link', { name: 'Tuning' }).click();
    await at.app().getByRole('link', { name: 'Settings' }).click();
    await at.app().getByText('Only an administrator can change these').waitFor();
    await look('settings');
  });
});
