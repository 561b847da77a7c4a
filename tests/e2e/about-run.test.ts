// "About this run" where there is something to tell: records left out, directions and categories that no run looks at,
// byte properties of every kind. In both themes; TRANSFER_WATCH_PICTURES names a folder for pictures.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { lowLevelCategories } from '../../sandbox/data/categories.ts';
import { startConsole, type RunningConsole } from '../../sandbox/start.ts';
import { axeViolationsIn } from '../support/axe-browser.ts';
import { launchBrowser } from '../support/browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const pictures = process.env['TRANSFER_WATCH_PICTURES'];

/** Cases with two names for bytes sent, with denials, with flows, with an address that is not the Internet's. */
const cases = ['19-two-property-names', '27-categories', '31-denied-once', '65-ipv6'].map((name) =>
  path.join(import.meta.dirname, `../cases/detection/${name}.ndjson`),
);

/** Within the day of the cases. */
const startMs = 1_759_998_180_000;
/** An allowed, a refused and a closed connection. */
const [permit, deny, closed] = [4002, 4003, 4008];
/** A year's log-ins in one record: the widest number there is. */
const mostEvents = 1_234_567;

/** Those of the console that are not in the rule's table, most events first, and three that it has no name for. */
const otherCategories = [
  ...[3019, 1014, 3001, 3002, 3003, 3020, 3051, 3052, 3117, 3118, 4001, 4005, 8006, 8008, 8014],
  ...[10_001, 14_033, 14_034, 22_033, 4_997, 4_998, 4_999],
].map((id, place) => ({ id, events: place === 0 ? mostEvents : 40 - place }));

type Row = Readonly<Record<string, string | number>>;

function event(change: Row): Row {
  return {
    starttime: startMs,
    sourceip: '10.90.0.5',
    sourceport: 50_000,
    destinationip: '93.184.216.90',
    destinationport: 21,
    category: closed,
    protocolid: 6,
    logsourcename: 'fw1',
    eventcount: 1,
    eventdirection: 'L2R',
    domainid: 0,
    ...change,
  };
}

function flow(id: number): Row {
  return {
    starttime: startMs,
    endtime: startMs + 60_000,
    firstpackettime: startMs,
    lastpackettime: startMs + 60_000,
    sourceip: '198.51.101.5',
    sourceport: 50_000 + id,
    destinationip: '93.184.216.90',
    destinationport: 445,
    protocolid: 6,
    sourcebytes: 3_000,
    destinationbytes: 3_000,
    sourcepackets: 9,
    destinationpackets: 9,
    flowsource: 'qf1',
    flowid: id,
    flowdirection: 'R2R',
    flowtype: 0,
    domainid: 0,
  };
}

const leftOut: readonly Row[] = [
  ...otherCategories.map(({ id, events }) => event({ category: id, eventcount: events })),
  event({ eventdirection: 'R2R', sourceip: '198.51.101.5', eventcount: 6 }),
  event({ eventdirection: 'L2L', category: permit, eventcount: 4 }),
  event({ eventdirection: 'R2L', sourceip: '198.51.101.6', category: deny, eventcount: 3 }),
  event({ 'Sent Bytes': '12 KB', 'FTP Command': 'STOR', 'FTP Data Port': 50_100 }),
  ...[9_001, 9_002].map(flow),
];

let folder: string;
let running: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'about-run-e2e-'));
  const file = path.join(folder, 'left-out.ndjson');
  await writeFile(file, leftOut.map((row) => `${JSON.stringify(row)}\n`).join(''));
  running = await startConsole({ imports: [...cases, file], shiftToNow: true });
  const property = { type: 'numeric', useForRuleEngine: false } as const;
  await running.store.addProperties([
    { ...property, name: 'SentBytes', enabled: false },
    { ...property, name: 'Bytes From Client', enabled: true },
  ]);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.close();
  await rm(folder, { recursive: true });
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  let at: ConsolePage;
  beforeAll(async () => {
    at = await openConsolePage(browser, running);
    await at.wear(theme);
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
    await at.runButton().click();
    await at.finished();
    await at.app().getByText('About this run').click();
  });
  afterAll(() => at.close());

  /** Takes a picture where one is asked for, and has axe look. */
  async function look(window: string): Promise<void> {
    if (pictures !== undefined)
      await at.page.screenshot({ path: path.join(pictures, `about-run-${window}-${theme}.png`) });
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  }

  const cellsOf = (table: string) =>
    at
      .app()
      .getByRole('table', { name: table })
      .locator('tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].map(({ textContent }) => textContent.trim())),
      );

  test('directions are counted, those that no run looks at too', async () => {
    await at.app().getByRole('table', { name: 'Directions' }).waitFor();
    expect(await cellsOf('Directions')).toEqual([
      ['Direction', 'Connection events', 'Denied', 'Other events', 'Flows'],
      ['outbound (L2R)', '36', '81', '1,235,176', '6'],
      ['inbound (R2L) not looked at', '0', '3', '0', '0'],
      ['inside the network (L2L) not looked at', '4', '0', '0', '0'],
      ['between remote hosts (R2R) not looked at', '6', '0', '0', '2'],
    ]);
  });

  test('categories beside the rule are listed with their names, and how many more there are', async () => {
    const names = new Map(lowLevelCategories.map(({ id, name }) => [id, name]));
    const [head, ...rows] = await cellsOf('Categories that the rule does not list');
    expect(head).toEqual(['Low-level category', 'Id', 'Events']);
    expect(rows).toEqual(
      otherCategories
        .slice(0, 20)
        .map(({ id, events }) => [
          names.get(id) ?? 'without a name',
          String(id),
          events.toLocaleString('en-US'),
        ]),
    );
    await at.app().getByText('2 more categories are not listed here.').waitFor();
  });

  test('the properties that were read are named, and why others were not', async () => {
    const facts = await at.app().locator('.tw-folded__body dl').first().innerText();
    expect(facts).toContain('sent: Bytes Sent, otherwise BytesSent; received: Bytes Received');
    expect(facts).toContain('“Sent Bytes” is text, so its numbers cannot be added up.');
    expect(facts).toContain('“SentBytes” is disabled in QRadar.');
    expect(facts).toContain('“Bytes From Client” is filled in no event on these ports.');
    expect(facts).toContain('FTP Data Port; FTP Command');
    expect(facts).toContain('1 row went to an address that is your own or not on the Internet.');
  });

  test('in a narrow window tables scroll by themselves, and axe finds nothing', async () => {
    await at.page.setViewportSize({ width: 480, height: 1_900 });
    const { scrollWidth, clientWidth } = await at
      .app()
      .locator('html')
      .evaluate((html) => ({ scrollWidth: html.scrollWidth, clientWidth: html.clientWidth }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await look('narrow');
  });

  test('in a wide window axe finds nothing', async () => {
    await at.page.setViewportSize({ width: 1440, height: 2_600 });
    await look('wide');
  });
});
