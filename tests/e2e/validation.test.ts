// A technique stated, carried out and looked for, in a real browser: the bench fires, its twin is silent, and what cannot fire is said before.
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { RangeOrderInput } from '../../sandbox/api/range-control.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { injectAttack } from '../support/attack-range.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const token = 'validation-e2e-token';
const given = consoleInBrowser({ scenario: 'company', scale: 0.2, token });
/** A folder for pictures to look at; without it none is taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];
/** Hosts of the stand-in’s scenario, and a server outside it. */
const windows = { name: 'WS-0408', address: '10.30.4.8' };
/** Another host, so that the records of the twin are its own. */
const twinHost = { name: 'WS-0731', address: '10.30.4.31' };
const linux = { name: 'lx-build-07', address: '10.20.2.9' };
const ownServer = '10.20.1.15';
const outside = '28.201.9.33';
let at: ConsolePage;

jest.setTimeout(300_000);

const app = () => at.app();
const button = (name: string | RegExp): Locator =>
  app().getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const text = (what: string | RegExp): Locator => app().getByText(what);

async function open(user: string, theme: 'light' | 'dark'): Promise<void> {
  at = await openConsolePage(given.browser, given.running);
  await at.wear(theme);
  await at.logIn(user);
  await at.openTab('Transfer Watch');
  await app().getByRole('link', { name: 'Validation', exact: true }).click();
  await app().getByRole('radio').first().waitFor();
}

type Asked = {
  readonly technique: string;
  readonly twin?: boolean;
  readonly source: string;
  readonly host?: string;
  readonly target?: string;
};

/** Fills the form in, and waits for the prediction. */
async function prepare({ technique, twin, source, host, target }: Asked): Promise<string> {
  await app().getByRole('radio', { name: technique }).check();
  if (twin) await app().getByText('Its harmless twin', { exact: true }).click();
  await app().getByLabel('Source IP').fill(source);
  if (host) await app().getByLabel('Host name (may stay empty)').fill(host);
  if (target) await app().getByLabel('Destination IP').fill(target);
  await button('Prepare').click();
  await app().getByRole('heading', { name: 'Steps' }).waitFor();
  return /tw[a-z0-9]{8}/.exec(await text(/^To be carried out by you/).innerText())?.[0] ?? '';
}

/** Lets it happen: the range writes it into the minute before; says when that was, and has its records looked for. */
async function carryOut(order: RangeOrderInput): Promise<void> {
  await injectAttack(given.running.console.url, token, order);
  const nowMs = Date.now();
  await text('At these times').click();
  await app()
    .getByLabel('From', { exact: true })
    .fill(await localText(nowMs - 60_000));
  await app()
    .getByLabel('To (not included)')
    .fill(await localText(nowMs));
  await button('Look for its records').click();
  await app().locator('.tw-signals').waitFor();
}

/** A moment as the browser’s field has it, to the second, in its time zone. */
const localText = (ms: number): Promise<string> =>
  at.frame().evaluate((moment) => {
    const offsetMs = new Date(moment).getTimezoneOffset() * 60_000;
    return new Date(moment - offsetMs).toISOString().slice(0, 19);
  }, ms);

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const width of [1440, 1280]) {
    await at.page.setViewportSize({ width, height: 1800 });
    await at.page.screenshot({ path: path.join(pictures, `validation-${name}-${width}.png`) });
  }
  await at.page.setViewportSize({ width: 1440, height: 900 });
}

/** What the pointer rests on is drawn in other colours, and that needs contrast, too. */
async function isCleanUnderThePointer(places: readonly Locator[]): Promise<void> {
  for (const place of places) {
    await place.hover();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  }
}

afterEach(() => at.close());

test('a twin waits for what must not come, and nothing is red meanwhile', async () => {
  await open('analyst', 'dark');
  const marker = await prepare({
    technique: 'Commands over FTP by the client of Windows',
    twin: true,
    source: twinHost.address,
    host: twinHost.name,
    target: outside,
  });
  await text('No card comes.').waitFor();
  await text('The twin must stay silent.').waitFor();
  await carryOut({ technique: 'ftp-c2', twin: true, host: twinHost, marker });
  await app().locator('.tw-outcome--waiting').first().waitFor();
  await app().locator('.tw-answer--arrived').waitFor();
  expect(await app().locator('.tw-answer--missing, .tw-outcome--failed').count()).toBe(0);
  await picture('twin-dark');
  await isCleanUnderThePointer([button('Copy as Markdown'), button('Look again now')]);
});

test('an administrator states the card, carries the steps out, and the detection fires', async () => {
  await open('admin', 'light');
  await isCleanUnderThePointer([app().getByRole('radio').nth(1), button('Prepare')]);
  await picture('choose-light');
  const marker = await prepare({
    technique: 'Commands over FTP by the client of Windows',
    source: windows.address,
    host: windows.name,
    target: outside,
  });
  await text('A card comes.').waitFor();
  expect(await app().locator('.tw-steps').first().innerText()).toContain(`${marker}_ftp_c2.txt`);
  await button('Copy step 1').click();
  await text('Copied').waitFor();
  expect(await at.copied()).toContain(marker);
  await picture('prepared-light');
  await carryOut({ technique: 'ftp-c2', host: windows, marker });
  await app().locator('.tw-outcome--passed').first().waitFor();
  await text('The detection fired.').waitFor();
  expect(await app().locator('.tw-answer--arrived').count()).toBe(4);
  expect(await app().locator('.tw-compared tbody tr').count()).toBe(6);
  await text('Records of one process are joined by Process Guid.').waitFor();
  await picture('fired-light');
  await isCleanUnderThePointer([
    button('Look again now'),
    button('Copy as Markdown'),
    app().locator('.tw-compared tbody tr').first(),
  ]);
  await button('To all techniques and validations').click();
  await button(/^Open: Commands over FTP/)
    .first()
    .waitFor();
});

test('a target of the site is said not to fire before the steps; in a rehearsal its card comes, apart', async () => {
  await open('admin', 'dark');
  await app().getByLabel('Address that is let through').fill(ownServer);
  await button('Begin for an hour').click();
  await text(`${ownServer} is let through, begun by admin.`).waitFor();
  await text(/^Ends by itself in (59|60) min|^Ends by itself in 1 hr/).waitFor();
  const marker = await prepare({
    technique: 'Upload by FTP from Linux',
    source: linux.address,
    target: ownServer,
  });
  await text('No card comes.').waitFor();
  await text(/A loopback, private or own target cannot fire/).waitFor();
  await injectAttack(given.running.console.url, token, {
    technique: 'ftp-upload',
    target: ownServer,
    marker,
  });
  await button('To all techniques and validations').click();
  const cards = app().locator('.tw-rehearsal__card');
  const ownCard = cards.filter({ hasText: linux.address });
  // A run looks at full minutes, so that the test is found when its minute is over. The button can be pressed when a run is.
  while ((await ownCard.count()) === 0) {
    await button('Run over the last hour').click();
    await at.page.waitForTimeout(5_000);
  }
  await ownCard.getByText('Rehearsal', { exact: true }).waitFor();
  await ownCard.getByText('Counted nowhere else.').waitFor();
  await picture('rehearsal-dark');
  await isCleanUnderThePointer([button('End it now'), button('Run over the last hour')]);
  await button('End it now').click();
  await text(/^The rehearsal has ended/).waitFor();
  expect(await cards.count()).toBe(0);
});

test('a host that nobody knows, and a time in the future, are said in words', async () => {
  await open('analyst', 'light');
  await text(/^Only an administrator can begin a rehearsal/).waitFor();
  await prepare({
    technique: 'A named pipe as malware makes it',
    source: '10.99.99.99',
    host: 'nobody-knows-me',
  });
  await text('The technique does not connect.').waitFor();
  await text('At these times').click();
  const day = 86_400_000;
  await app()
    .getByLabel('From', { exact: true })
    .fill(await localText(Date.now() + day));
  await app()
    .getByLabel('To (not included)')
    .fill(await localText(Date.now() + 2 * day));
  await button('Look for its records').click();
  await text(/^That is in the future/).waitFor();
  await app()
    .getByLabel('From', { exact: true })
    .fill(await localText(Date.now() - 7_200_000));
  await app()
    .getByLabel('To (not included)')
    .fill(await localText(Date.now() - 3_600_000));
  await button('Look for its records').click();
  await text(/none of this host\. Look at the name and address you gave/)
    .first()
    .waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await at.page.emulateMedia({ forcedColors: 'active' });
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await picture('unknown-forced');
});

test('opened again when its time has passed, the twin is silent: the page looked by itself', async () => {
  await open('analyst', 'dark');
  const ofTwin = app().getByRole('row').filter({ hasText: twinHost.address });
  await ofTwin.getByRole('button').click();
  await text('Silent, as it must be.').waitFor({ timeout: 200_000 });
  await app().locator('.tw-outcome--passed').first().waitFor();
  expect(await app().locator('.tw-answer--missing').count()).toBe(0);
  await picture('silent-dark');
});

test('in German', async () => {
  // The app keeps for a while who a session is, so that the language is that of the next one.
  at = await openConsolePage(given.browser, given.running);
  await at.logIn('admin');
  await at.page.locator('.user-menu summary').click();
  await at.page.getByRole('button', { name: 'Deutsch' }).click();
  await at.page.locator('html[lang=de] [role=tab][aria-selected=true]').waitFor();
  await at.close();
  at = await openConsolePage(given.browser, given.running);
  await at.wear('light');
  await at.logIn('admin');
  await at.openTab('Transfer Watch');
  await app().getByRole('link', { name: 'Validierung', exact: true }).click();
  await app().getByRole('radio').first().waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await picture('choose-german');
  expect(await at.frame().evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
    true,
  );
  const fired = app().getByRole('row').filter({ hasText: windows.address });
  await fired.getByRole('button').click();
  await text('Die Erkennung hat angeschlagen.').waitFor();
  expect(await axeViolationsIn(at.frame())).toEqual([]);
  await picture('fired-german');
});
