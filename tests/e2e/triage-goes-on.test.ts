// What happens to a finding after it was closed, in a real browser: it comes back by itself when it goes on, and a note about it stands at an offense.
// TRANSFER_WATCH_PICTURES names a folder for pictures.
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { defaultSettings } from '../../contract/default-settings.ts';
import { askApp } from '../support/ask-app.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const pictures = process.env['TRANSFER_WATCH_PICTURES'];
const given = consoleInBrowser({ scenario: 'company' });
let at: ConsolePage;

jest.setTimeout(600_000);

/** The story with 45.8 MiB over SMB to one host outside: rated HIGH. */
const suspect = '10.30.6.23';
const outside = '29.133.8.41';
/** The story of a beacon, which has two offenses. */
const beacon = '10.30.4.17';
const minuteMs = 60_000;

beforeAll(async () => {
  const { running } = given;
  // Each run asks Ariel, so that none shows what another found.
  const session = running.api.sessions.login('admin');
  const settings = { ...defaultSettings, reuseMinutes: 0 };
  const saved = await askApp(running, session, 'PUT', 'api/settings', settings);
  expect(saved.status).toBe(200);
  at = await openConsolePage(given.browser, running);
  await at.wear('light');
  await at.logIn('admin');
  await at.openTab('Transfer Watch');
  await runAndWait();
});
afterAll(() => at.close());

/** Runs the detection to its end; answers the sources of the cards, in the order of their rank. */
async function runAndWait(): Promise<string[]> {
  const over = at.page.waitForResponse(async (response) => {
    if (!/\/api\/runs\/[^/?]+(\?|$)/.test(response.url()) || !response.ok()) return false;
    return ((await response.json()) as { state?: unknown }).state === 'done';
  });
  await at.runButton().click();
  await over;
  await at.finished();
  const again = at.app().getByRole('button', { name: /sort again$/ });
  if ((await again.count()) > 0) await again.click();
  return at.walkCards();
}

async function look(name: string): Promise<void> {
  if (pictures !== undefined)
    await at.page.screenshot({ path: path.join(pictures, `goes-on-${name}.png`) });
  expect(await axeViolationsIn(at.frame())).toEqual([]);
}

/** The triage of a finding in the panel that is open. */
const triage = () => at.details().getByRole('group', { name: /^Triage of/ });
const button = (name: string) => at.app().getByRole('button', { name, exact: true });

/** IPv4 as the store has it. */
const numberOf = (address: string) =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);

/** Lets the last hour of what a host sent to another happen once more, so that the last of it is now. Answers the records. */
async function goOn(source: string, destination: string): Promise<number> {
  const { store } = given.running;
  const between = 'sourceip = $1::BIGINT AND destinationip = $2::BIGINT';
  const pair = [source, destination].map(numberOf);
  const [last] = await store.rows(`SELECT max(starttime) AS at FROM events WHERE ${between}`, pair);
  const lastMs = Number(last?.['at']);
  const byMs = Date.now() - lastMs;
  const times = ['starttime', 'endtime', 'devicetime'].map(
    (name) => `${name} + ${byMs} AS ${name}`,
  );
  const within = `FROM events WHERE ${between} AND starttime > $3::BIGINT`;
  const bounds = [...pair, lastMs - 60 * minuteMs];
  const [records] = await store.rows(`SELECT count(*) AS n ${within}`, bounds);
  await store.execute(
    `INSERT INTO events SELECT * REPLACE (${times.join(', ')}) ${within}`,
    bounds,
  );
  return Number(records?.['n']);
}

test('a finding that goes on after it was closed comes back by itself, with what is new', async () => {
  await at.walkCards(suspect);
  await at.openDetails(suspect);
  await triage().getByRole('button', { name: 'Close as benign…' }).click();
  await at.app().getByRole('textbox', { name: 'Note' }).fill('the owner explained it');
  await button('Save for 1 finding').click();
  await triage().getByText('Benign', { exact: true }).waitFor();
  await at.page.keyboard.press('Escape');
  await at.details().waitFor({ state: 'detached' });

  // Nothing went on, so nothing comes back.
  expect(await runAndWait()).not.toContain(suspect);

  expect(await goOn(suspect, outside)).toBeGreaterThan(0);
  // A run looks at whole minutes, so this one has to be over.
  await wait(minuteMs - (Date.now() % minuteMs) + 500);
  expect(await runAndWait()).toContain(suspect);
  await at.walkCards(suspect);
  await at.article(suspect).getByText('Reopened', { exact: true }).first().waitFor();
  await at.openDetails(suspect);
  const news = triage().getByText(
    /^It went on after it was closed: (?:at least )?[\d,]+ more connections?/,
  );
  await news.waitFor();
  await look('reopened');
  await triage().getByText('History').click();
  await triage().locator('ol').getByText('Transfer Watch', { exact: true }).waitFor();
  await triage().locator('ol').getByText('the owner explained it').waitFor();
  await at.page.keyboard.press('Escape');
  await at.details().waitFor({ state: 'detached' });
});

test('a note goes to the offense that was chosen, as it was read before, and stands there in the console', async () => {
  await at.walkCards(beacon);
  await at.openDetails(beacon);
  await triage().getByRole('button', { name: 'Note to an offense…' }).click();
  const dialog = at.app().getByRole('dialog', { name: 'Note to an offense' });
  const offense = dialog.getByRole('combobox', { name: 'Offense' });
  await offense.waitFor();
  const offered = await offense.locator('option').allTextContents();
  expect(offered).toHaveLength(2);
  await offense.selectOption('1188');
  const text = dialog.getByRole('textbox', { name: 'Text of the note' });
  const draft = await text.inputValue();
  expect(draft).toContain(beacon);
  await text.fill(`${draft}\nSeen by the night shift`);
  await look('note');
  await dialog.getByRole('button', { name: 'Add the note' }).click();
  await dialog.waitFor({ state: 'detached' });
  await triage().getByText('History').click();
  await triage()
    .locator('ol')
    .getByText(/wrote a note to offense 1188/)
    .waitFor();

  await at.page.keyboard.press('Escape');
  const summary = await at.context.newPage();
  const address = (id: number) =>
    `${given.running.console.url}/console/do/sem/offensesummary?summaryId=${id}`;
  await summary.goto(address(1188));
  const note = summary.getByRole('listitem').filter({ hasText: 'Seen by the night shift' });
  await note.waitFor();
  expect(await note.textContent()).toBe(`API_user: admin ${draft}\nSeen by the night shift`);
  const [other = ''] = offered.filter((option) => !option.startsWith('1188'));
  await summary.goto(address(Number.parseInt(other, 10)));
  await summary.locator('#offense[aria-busy=false], #offense:not([aria-busy])').waitFor();
  expect(await summary.getByText('Seen by the night shift').count()).toBe(0);
  await summary.close();
});
