// The allowlist for a user who may see one domain, in a real browser, with the app installed from its archive.
// TRANSFER_WATCH_PICTURES names a folder for pictures.
import path from 'node:path';
import type { AllowSubject } from '../../contract/allowlist.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { askApp } from '../support/ask-app.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const pictures = process.env['TRANSFER_WATCH_PICTURES'];
const given = consoleInBrowser({ scenario: 'stories', app: 'package' });
let at: ConsolePage;

jest.setTimeout(600_000);

/** Head office and branch both have these two. */
const both = { source: '10.30.2.2', destination: '28.44.1.17' };
/** The story of an upload over SMB, rated HIGH; the test lets it happen in the branch as well. */
const malicious = { source: '10.30.6.23', destination: '29.133.8.41' };
const branchDomain = 1;

type Pair = typeof both;

async function allow(pairs: readonly (Pair & { readonly domainId: number })[]): Promise<void> {
  const { running } = given;
  const session = running.api.sessions.login('admin');
  const subjectOf = (pair: Pair & { readonly domainId: number }): AllowSubject => ({
    ...{ scope: 'source-destination', port: null, user: null },
    ...pair,
  });
  const entries = pairs.map((pair) => ({
    ...{ subject: subjectOf(pair), expiresMs: null },
    reason: `expected in domain ${pair.domainId}`,
  }));
  const request = { entries, confirmed: true, secondReason: null };
  const response = await askApp(running, session, 'POST', 'api/allowlist', request);
  expect(response).toMatchObject({ status: 201 });
}

beforeAll(async () => {
  const { store } = given.running;
  const numberOf = (address: string) =>
    address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  await store.execute(
    `INSERT INTO events SELECT * REPLACE (${branchDomain} AS domainid) FROM events
     WHERE sourceip = $1::BIGINT AND destinationip = $2::BIGINT`,
    [malicious.source, malicious.destination].map(numberOf),
  );
});

async function open(user: string, theme: 'light' | 'dark'): Promise<void> {
  at = await openConsolePage(given.browser, given.running);
  await at.wear(theme);
  await at.logIn(user);
  await at.openTab('Transfer Watch');
  await at.runButton().click();
  await at.finished();
}

async function look(name: string): Promise<void> {
  if (pictures !== undefined)
    await at.page.screenshot({ path: path.join(pictures, `domain-${name}.png`) });
  expect(await axeViolationsIn(at.frame())).toEqual([]);
}

const link = (name: string) => at.app().getByRole('link', { name, exact: true });
const form = () => at.app().getByRole('dialog', { name: 'Allow what is expected' });

afterEach(() => at.close());

test('an entry of another domain hides nothing of a branch, and is not shown there', async () => {
  await open('branch', 'light');
  const before = await at.walkCards();
  expect(before.toSorted()).toEqual([both.source, malicious.source].toSorted());
  await at.close();

  await allow([
    { ...both, domainId: 0 },
    { ...malicious, domainId: 0 },
  ]);
  await open('branch', 'light');
  expect(await at.walkCards()).toEqual(before);
  expect(
    await at
      .app()
      .getByRole('button', { name: /^[1-9]\d* allowed: show/ })
      .count(),
  ).toBe(0);
  await link('Tuning').click();
  await at.app().getByText('Nothing is allowed yet').waitFor();
  await look('none');
});

test('an entry of the branch hides that there alone, and nothing malicious', async () => {
  await allow([{ ...both, domainId: branchDomain }]);
  await open('branch', 'dark');
  expect(await at.walkCards()).toEqual([malicious.source]);
  await at
    .app()
    .getByRole('button', { name: /^1 allowed: show/ })
    .click();
  await at
    .app()
    .getByRole('dialog', { name: '1 finding allowed' })
    .getByText(/^expected in domain 1 \(admin\)/)
    .waitFor();
  await link(`Open the entry ${both.source} → ${both.destination}`).click();
  await at
    .app()
    .getByRole('article', { name: `${both.source} → ${both.destination}` })
    .getByText('expected in domain 1')
    .waitFor();
  expect(await at.app().getByText('expected in domain 0').count()).toBe(0);
  await look('own');
});

test('a user of the branch sees what an entry would do, and is told who may write', async () => {
  await open('branch', 'dark');
  await at.openDetails(malicious.source);
  // What is said of its being here, in the panel where it is allowed.
  const ways = at.details().getByText('What would have kept it off the list', { exact: true });
  await ways.scrollIntoViewIfNeeded();
  await look('silenced-dark');
  await at.details().getByRole('button', { name: 'Expected', exact: true }).click();
  await form().getByText('Untouched', { exact: true }).waitFor();
  await form()
    .getByText(/branch is no administrator/)
    .waitFor();
  await form().getByLabel('Reason', { exact: true }).fill('It is our partner');
  await form().getByRole('button', { name: 'Allow', exact: true }).click();
  await form().getByText('Your user role may not change the allowlist').waitFor();
  await form()
    .getByText(/“Manage Reference Data” .* or “System Administrator”; /)
    .waitFor();
  await look('refused');
});

test('what would have kept a finding off the list is read in the light theme too', async () => {
  await open('branch', 'light');
  await at.openDetails(malicious.source);
  const ways = at.details().getByText('What would have made it Medium', { exact: true });
  await ways.scrollIntoViewIfNeeded();
  await look('silenced-light');
});
