// The panel in a real browser: its place beside the list, its charts by keyboard, and what it looks like hovered and in
// forced colours.
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

/** An upload by passive FTP, whose sessions and data connections can be drawn. */
const upload = '10.30.4.52';

const given = consoleInBrowser({ scenario: 'stories' });

describe.each([
  ['light', 'none'],
  ['dark', 'none'],
  ['light', 'active'],
] as const)('the panel, %s, forced colours %s', (theme, forcedColors) => {
  let at: ConsolePage;
  beforeAll(async () => {
    at = await openConsolePage(given.browser, given.running);
    await at.page.emulateMedia({ forcedColors });
    await at.wear(theme);
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
    await at.runButton().click();
    await at.finished();
  });
  afterAll(() => at.close());

  const panelBox = async () => (await at.details().boundingBox()) ?? { y: 0, height: 0 };
  const parts = () => at.details().getByRole('tablist', { name: 'Parts of the details' });
  const toolbar = () => at.details().getByRole('toolbar');

  test('is not cut, and keeps its tabs and buttons in sight', async () => {
    await at
      .app()
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click();
    await at.details().waitFor();
    const frame = await at.page.locator('#panel-TransferWatch_1001 iframe').boundingBox();
    const { y, height } = await panelBox();
    expect(y + height).toBeLessThanOrEqual((frame?.y ?? 0) + (frame?.height ?? 0));
    const before = await parts().boundingBox();
    await at.details().getByRole('heading', { name: 'Figures' }).scrollIntoViewIfNeeded();
    expect(await parts().boundingBox()).toEqual(before);
    expect(await at.details().getByRole('button', { name: 'Next finding' }).isVisible()).toBe(true);
  });

  test('takes the list along to the next finding', async () => {
    const next = at.details().getByRole('button', { name: 'Next finding' });
    for (let walked = 0; walked < 6 && (await next.isEnabled()); walked += 1) await next.click();
    const current = at.app().locator('.tw-page__list [aria-current]').first();
    const { y, height } = (await current.boundingBox()) ?? { y: -1, height: 0 };
    const { height: page } = at.page.viewportSize() ?? { height: 0 };
    expect(y + height).toBeGreaterThan(0);
    expect(y).toBeLessThan(page);
    await at.page.keyboard.press('Escape');
  });

  test('has one stop of the Tab key a chart, which arrow keys go through', async () => {
    await at.app().getByRole('searchbox').fill(upload);
    await at.activeFilter(`Text: ${upload}`).waitFor();
    await at.openDetails(upload);
    await at
      .details()
      .getByRole('button', { name: /^Search .*data connections$/ })
      .click();
    await toolbar().waitFor();
    await at.details().getByRole('progressbar').first().waitFor({ state: 'detached' });
    const marks = toolbar().getByRole('button');
    expect(await marks.count()).toBeGreaterThan(4);
    expect(await toolbar().locator('[tabindex="0"]').count()).toBe(1);
    await marks.first().focus();
    await at.page.keyboard.press('ArrowRight');
    expect(await at.hasFocus(marks.nth(1))).toBe(true);
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  });

  test('has no faults where a chart, an action or a tab is hovered', async () => {
    const hovered = [
      at.details().getByRole('slider'),
      toolbar().getByRole('button').first(),
      at.details().getByRole('button', { name: 'Events', exact: true }),
      parts().getByRole('tab', { name: 'Evidence' }),
      at.details().getByText('Activity as a table'),
    ];
    for (const of of hovered) {
      await of.hover();
      expect(await axeViolationsIn(at.frame())).toEqual([]);
    }
    await at.details().getByText('Activity as a table').click();
    await at.details().getByRole('table', { name: 'Activity as a table' }).waitFor();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  });

  test('draws with a contrast of 3 to 1, and three kinds that differ without colour', async () => {
    const drawn = await at.frame().evaluate(paintOfMarks);
    for (const { contrast } of drawn) expect(contrast).toBeGreaterThanOrEqual(3);
    const shapes = await at
      .details()
      .locator('.tw-channels__legend svg')
      .evaluateAll((keys) =>
        keys.map(({ firstElementChild: mark }) => {
          const { strokeDasharray } = getComputedStyle(mark as Element);
          return `${mark?.tagName} ${strokeDasharray}`;
        }),
      );
    expect(new Set(shapes).size).toBe(3);
  });
});

/** The paint of each kind of mark and how it stands out from what is behind it (WCAG 1.4.11). */
function paintOfMarks(): { readonly name: string; readonly contrast: number }[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas');
  const luminance = (colour: string) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const marks = { bars: 'fill', session: 'stroke', data: 'fill' } as const;
  const places = {
    bars: ['.tw-bars__bar', '.tw-bars__svg'],
    session: ['.tw-channels__svg .tw-channels__session', '.tw-channels__svg'],
    data: ['.tw-channels__svg .tw-channels__data', '.tw-channels__svg'],
  } as const;
  return (['bars', 'session', 'data'] as const).map((name) => {
    const [mark, behind] = places[name].map((of) => document.querySelector(of));
    if (!mark || !behind) throw new Error(`no ${name}`);
    const paint = luminance(getComputedStyle(mark)[marks[name]]);
    const back = luminance(getComputedStyle(behind).backgroundColor);
    return {
      name,
      contrast: (Math.max(paint, back) + 0.05) / (Math.min(paint, back) + 0.05),
    };
  });
}
