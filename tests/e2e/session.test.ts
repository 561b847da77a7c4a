// Who is logged in, as the tab meets it: nobody any more, somebody again, somebody without the right to events.
import { axeViolationsIn } from '../support/axe-browser.ts';
import { consoleInBrowser } from '../support/console-in-browser.ts';
import { openConsolePage, type ConsolePage } from '../support/console-page.ts';

const source = '10.30.6.23';

const given = consoleInBrowser({ scenario: 'stories' });
let at: ConsolePage;

beforeEach(async () => {
  at = await openConsolePage(given.browser, given.running);
});
afterEach(() => at.close());

/** The console in a second tab of the browser, whose session is the same. */
async function inAnotherTab(act: (shell: ConsolePage['page']) => Promise<void>): Promise<void> {
  const shell = await at.context.newPage();
  await shell.goto(given.running.console.url);
  await act(shell);
  await shell.close();
}

const logOut = () =>
  inAnotherTab(async (shell) => {
    await shell.locator('.user-menu summary').click();
    await shell.getByRole('button', { name: 'Log out' }).click();
    await shell.getByRole('button', { name: /^analyst/ }).waitFor();
  });

const logInAgain = () =>
  inAnotherTab(async (shell) => {
    await shell.getByRole('button', { name: /^analyst/ }).click();
    await shell.locator('[role=tab][aria-selected=true]').waitFor();
  });

test.each(['light', 'dark'] as const)(
  'a log-out is told and loses nothing on the page, a log-in recovers (%s)',
  async (theme) => {
    await at.wear(theme);
    await at.logIn('analyst');
    await at.openTab('Transfer Watch');
    await at.runButton().click();
    await at.finished();
    await at.app().getByRole('searchbox').fill(source);
    await at.activeFilter(`Text: ${source}`).waitFor();
    await at.openDetails(source);

    await logOut();
    await at.details().getByRole('tab', { name: 'Evidence' }).click();
    await at.details().getByText('You are not signed in to the console').waitFor();
    await at.runButton().click();
    const alert = at.app().locator('.tw-notices').getByRole('alert');
    await alert.getByText('You are not signed in to the console').waitFor();
    await alert.getByText('Sign in to QRadar and open the tab again').waitFor();
    await at.article(source).waitFor();
    await at.activeFilter(`Text: ${source}`).waitFor();
    await at.details().getByRole('heading', { level: 2 }).waitFor();
    expect(await axeViolationsIn(at.frame())).toEqual([]);

    await logInAgain();
    await at.runButton().click();
    await alert.getByText('You are not signed in to the console').waitFor({ state: 'detached' });
    await at.finished();
    await at.article(source).waitFor();
    await at.details().getByRole('tab', { name: 'Evidence' }).click();
    await at.details().getByRole('table').waitFor();
  },
);

test.each(['light', 'dark'] as const)(
  'somebody without the right to events is told which permission is missing (%s)',
  async (theme) => {
    await at.wear(theme);
    await at.logIn('reporter');
    await at.openTab('Transfer Watch');
    await at.app().getByRole('heading', { name: 'You may not search events' }).waitFor();
    await at.app().getByText('The role of reporter lacks the permission “Log Activity”').waitFor();
    expect(await axeViolationsIn(at.frame())).toEqual([]);
  },
);
