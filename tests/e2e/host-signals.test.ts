// Signals of hosts in a real browser: on the card of their source IP, in the panel, and above the list where the network has no finding.
import path from 'node:path';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, rowsOf, type ConsolePage } from '../support/console-page.ts';

const given = consoleInBrowser({ scenario: 'stories' });
/** A folder for pictures to look at; without it none is taken. */
const pictures = process.env['TRANSFER_WATCH_PICTURES'];
/** Hosts of the stand-in’s stories: one with a finding, one that only tells. */
const joined = '10.30.4.52';
const apart = '10.30.4.8';

jest.setTimeout(300_000);

describe.each(['light', 'dark'] as const)('signals of hosts, %s', (theme) => {
  let at: ConsolePage;
  const bar = () => at.app().getByTitle('5 host signals, 2 hosts without a finding');
  const picture = async (name: string) => {
    if (pictures === undefined) return;
    await at.page.screenshot({ path: path.join(pictures, `host-signals-${name}-${theme}.png`) });
  };
  const isClean = async () => expect(await axeViolationsIn(at.frame())).toEqual([]);

  beforeAll(async () => {
    at = await openConsolePage(given.browser, given.running);
    await at.wear(theme);
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
    await at.runButton().click();
    await at.finished();
  });
  afterAll(() => at.close());

  test('are counted apart, and unfold by key into a card for each host without a finding', async () => {
    await bar().waitFor();
    await bar().focus();
    await at.page.keyboard.press('Enter');
    const card = at.app().getByRole('article', { name: `Host signals of ${apart}` });
    await card.waitFor();
    await card.locator('summary').focus();
    await at.page.keyboard.press('Enter');
    await card.getByText('\\msagent_f1').waitFor();
    expect(await card.innerText()).toContain('msagent_*');
    expect(
      await at
        .app()
        .getByText(/10\.30\.4\.70|10\.20\.2\.44/)
        .count(),
    ).toBe(0);
    await isClean();
    await picture('bar');
  });

  test('lead to their records in Log Activity', async () => {
    const card = at.app().getByRole('article', { name: `Host signals of ${apart}` });
    await card
      .getByRole('button', { name: `Open in Log Activity: ftp.exe with a script, ${apart}` })
      .click();
    expect(await rowsOf(await at.selected('EVENTVIEWER'))).toBe(1);
    await at.openTab('Transfer Watch');
    await bar().click();
  });

  test('stand on the card of a source IP with findings, and in its details', async () => {
    const card = at.article(joined);
    await card.getByText('2 host signals').waitFor();
    await at.expand(joined);
    await card.getByText('\\msagent_4b').waitFor();
    await isClean();
    await picture('card');
    await at.openDetails(joined);
    const signals = at.details().getByRole('group', { name: `Host signals of ${joined}` });
    await signals.getByText('\\msagent_4b').waitFor();
    await signals.scrollIntoViewIfNeeded();
    await isClean();
    await picture('panel');
  });
});
