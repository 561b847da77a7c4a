import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as z from 'zod/mini';
import { coverageReportSchema } from '../../../contract/coverage-report.ts';
import type { Coverage } from '../../../contract/coverage.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Session, Settings } from '../../../contract/session.ts';
import { CoveragePage } from '../../../ui/coverage/CoveragePage.tsx';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { axeViolations } from '../../support/axe.ts';
import { englishIn } from '../../support/english-words.ts';
import { render } from '../../support/render.tsx';
import { anApi, aProblem, aSession } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';
import { aCoverage, aCoverageResult, summaryOf } from './coverage-records.ts';

configure({ asyncUtilTimeout: 20_000 });

const underWay = (changes: Partial<Coverage> = {}) =>
  aCoverage({ finishedMs: null, result: null, ...changes });
const never = () => new Promise<never>(() => undefined);
/** Checks that there are, newest first, each as it is. */
const list = (...checks: Coverage[]) => ({
  coverages: () => Promise.resolve({ checks: checks.map(summaryOf) }),
  coverage: (asked: string) => {
    const found = checks.find(({ id }) => id === asked);
    return found ? Promise.resolve(found) : Promise.reject(new ProblemError(aProblem()));
  },
});
/** A look at a check: at once as it is, and what comes of waiting for its end. */
const looks =
  (begun: Coverage, later: () => Promise<Coverage>): Api['coverage'] =>
  (_, wait) =>
    wait === 0 ? Promise.resolve(begun) : later();

function show(methods: Partial<Api>, session: Partial<Session> = {}, words = english) {
  const told = { saved: 0, checked: 0 };
  render(
    <ApiProvider api={anApi(methods)}>
      <main>
        <h1>Transfer Watch</h1>
        <CoveragePage
          known={{
            state: 'known',
            session: aSession(session),
            defaultProfile: 'corrected',
            settingsNotice: null,
          }}
          onSettingsSaved={() => {
            told.saved += 1;
          }}
          onChecked={() => {
            told.checked += 1;
          }}
        />
      </main>
    </ApiProvider>,
    words,
  );
  return { told, keys: userEvent.setup() };
}

const button = (name: string) => screen.getByRole('button', { name });

test('who may not search is told so, and nothing is asked', async () => {
  show({ coverages: () => Promise.reject(new Error('asked')) }, { canSearch: false });
  expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
  expect(screen.getByRole('heading', { level: 2 })).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('where none was made it says what a check costs; one is begun, followed and ended', async () => {
  let [asked, ended] = [0, ''];
  const { keys } = show({
    ...list(),
    startCoverage: ({ lastMinutes }) => {
      asked = lastMinutes;
      return Promise.resolve(underWay());
    },
    coverage: never,
    cancelCoverage: (id) => {
      ended = id;
      return Promise.resolve(aCoverage({ result: null, problem: aProblem({ code: 'cancelled' }) }));
    },
  });
  expect(await screen.findByRole('heading', { name: 'Not checked yet' })).toBeVisible();
  expect(await axeViolations()).toEqual([]);
  await keys.selectOptions(screen.getByLabelText('Time'), 'Last 7 days');
  await keys.click(button('Check now'));
  expect(asked).toBe(10_080);
  expect(await screen.findByText('Checking: 1 of 3 searches begun')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Not checked yet' })).toBeNull();
  expect(await axeViolations()).toEqual([]);
  await keys.click(button('Cancel'));
  expect(ended).toBe('c1');
  expect(await screen.findByText(english.problems.codes.cancelled.title)).toBeVisible();
  expect(button('Check again')).toBeVisible();
});

test('one that somebody else began is followed to its end', async () => {
  const { told } = show({
    ...list(underWay()),
    coverage: looks(underWay(), () => Promise.resolve(aCoverage())),
  });
  expect(await screen.findByText('1 × Missing, 2 × Cannot be known, and 1 × OK')).toBeVisible();
  expect(told.checked).toBe(1);
});

test('one that failed says why, shows no numbers, and can be begun again', async () => {
  let started = 0;
  const { keys } = show({
    ...list(aCoverage({ result: null, problem: aProblem() })),
    startCoverage: () => {
      started += 1;
      return Promise.resolve(underWay());
    },
  });
  expect(await screen.findByText(/QRadar is busy/)).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Checks' })).toBeNull();
  expect(await axeViolations()).toEqual([]);
  await keys.click(button(english.problems.retry));
  expect(started).toBe(1);
});

test('the last result stays while a newer check fails, and that is said', async () => {
  const failed = aCoverage({ id: 'c2', result: null, problem: aProblem() });
  show(list(failed, aCoverage()));
  expect(
    await screen.findByText('This is the last result. The check after it has none.'),
  ).toBeVisible();
  expect(screen.getByText(/QRadar is busy/)).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Checks' })).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('where it is not known how a check goes on, what there is stays, and a retry goes on', async () => {
  let looked = 0;
  const checks = list(underWay({ id: 'c2', startedMs: 2 }), aCoverage());
  const { keys } = show({
    ...checks,
    coverage: (id, wait) => {
      if (wait === 0) return checks.coverage(id);
      looked += 1;
      return looked === 1 ? Promise.reject(new ProblemError(aProblem())) : never();
    },
  });
  await keys.click(await screen.findByRole('button', { name: english.problems.retry }));
  expect(await screen.findByText('Checking: 1 of 3 searches begun')).toBeVisible();
  expect(screen.queryByText(/QRadar is busy/)).toBeNull();
  expect(screen.getByRole('heading', { name: 'Checks' })).toBeVisible();
  expect(screen.getByText('This is the last result, until the new one is there.')).toBeVisible();
  expect(button('Apply and check again')).toBeDisabled();
  expect(looked).toBe(2);
});

describe('two results', () => {
  const before = aCoverage({
    ...{ id: 'c0', startedMs: 1, finishedMs: 2 },
    result: aCoverageResult({
      overall: 'ok',
      checks: [
        {
          ...{ code: 'sent-bytes', verdict: 'ok', unknown: null },
          evidence: { filled: 840, records: 840, properties: ['Bytes Sent'] },
        },
        {
          ...{ code: 'flows', verdict: 'ok', unknown: null },
          evidence: { flows: 3, outbound: 3 },
        },
      ],
    }),
  });
  const oldest = aCoverage({ id: 'cx', startedMs: 0, finishedMs: 1 });

  test('are compared, what got worse first, and any two can be chosen', async () => {
    const { keys } = show(list(aCoverage(), before, oldest));
    expect(await screen.findByText('Bytes sent: OK → Missing')).toBeVisible();
    expect(screen.getByText('Flows: OK → Cannot be known')).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await keys.selectOptions(screen.getByLabelText('Compared with'), 'cx');
    expect(await screen.findByText('Nothing got worse.')).toBeVisible();
    await keys.selectOptions(screen.getByLabelText('Result'), 'c0');
    expect(await screen.findByText('Bytes sent: Missing → OK')).toBeVisible();
  });

  test('go into both reports', async () => {
    const { keys } = show(list(aCoverage(), before));
    await screen.findByText('Bytes sent: OK → Missing');
    await keys.click(button('Copy as JSON'));
    const report = z.parse(coverageReportSchema, JSON.parse(await navigator.clipboard.readText()));
    expect(report).toMatchObject({
      overall: 'missing',
      compared: { finishedMs: 2, comparison: { worse: [{ kind: 'check', code: 'sent-bytes' }] } },
    });
    await keys.click(button('Copy as Markdown'));
    const markdown = await navigator.clipboard.readText();
    expect(markdown).toMatch(/^# What this console can show: Missing$/m);
    expect(markdown).toMatch(/^- Bytes sent: OK → Missing$/m);
  });

  test('of which the other one cannot be read say so, and can be read again', async () => {
    const checks = list(aCoverage(), before);
    const refused = () => Promise.reject(new ProblemError(aProblem()));
    show({ ...checks, coverage: (id) => (id === 'c0' ? refused() : checks.coverage(id)) });
    expect(await screen.findByRole('button', { name: english.problems.retry })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Checks' })).toBeVisible();
    expect(screen.queryByText('Nothing got worse.')).toBeNull();
  });
});

test('the result names verdicts, numbers and remedies, and what dropped records', async () => {
  const { keys } = show(list(aCoverage()));
  const rows = within((await screen.findByText('Bytes sent')).closest('li') ?? document.body);
  expect(rows.getByText('Missing')).toBeVisible();
  expect(
    rows.getByText('0 of 840 records (0%) carry a counter, read from Bytes Sent.'),
  ).toBeVisible();
  expect(rows.getByText(/Name a property under Tuning/)).toBeVisible();
  const flows = within(screen.getByText('Flows').closest('li') ?? document.body);
  expect(flows.getByText('Your role may not ask for this.')).toBeVisible();
  expect(flows.queryByText(/What to do/)).toBeNull();
  // What is known is said, and why no more is.
  expect(
    screen.getByText(
      /^The first record of this time is of .+\. Whether older ones were deleted or never came/,
    ),
  ).toBeVisible();
  const source = within(screen.getByRole('row', { name: /^fw-01 Check Point/ }));
  expect(source.getByText('30 sec / 1 min, 30 sec')).toBeVisible();
  // Of 99.96 % caught it is not said that it is all.
  expect(source.getByText('99%')).toBeVisible();
  expect(screen.getByText('0 of 900 pass')).toBeVisible();
  expect(screen.getByText('No record came this far')).toBeVisible();
  await keys.click(screen.getByText('8,100 records do not'));
  expect(button('Open these records in Log Activity: fw-01')).toBeVisible();
  expect(screen.getByText('fw-01: 50%')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

describe('a repair', () => {
  const applied = 'Applied. It holds from now on, and is in the list of changes.';

  test('is applied by an administrator on top of what is in force, said, and looked at again', async () => {
    const saved: [Settings, string][] = [];
    let started = 0;
    const { told, keys } = show({
      ...list(aCoverage()),
      settings: () =>
        Promise.resolve({
          settings: { ...defaultSettings, categories: [9001] },
          notice: null,
          version: '"7"',
        }),
      saveSettings: (settings, { version }) => {
        saved.push([settings, version]);
        return Promise.resolve({ settings, version: '"8"' });
      },
      startCoverage: () => {
        started += 1;
        return Promise.resolve(underWay({ id: 'c2' }));
      },
      coverage: (id) =>
        Promise.resolve(
          id === 'c1'
            ? aCoverage()
            : aCoverage({
                id: 'c2',
                result: aCoverageResult({ repairs: [], cardsNow: { cards: 2, high: 1 } }),
              }),
        ),
    });
    const item = (await screen.findByText('Read the property Octets Out as bytes sent')).closest(
      '.tw-coverage__repair',
    );
    expect(item).toHaveTextContent('2 cards new or of higher risk, 1 HIGH: 10.0.0.1, 10.0.0.2');
    // The other one is for the console.
    expect(screen.getAllByRole('button', { name: 'Apply and check again' })).toHaveLength(1);
    expect(screen.getByText('To be changed in QRadar: Admin > Network Hierarchy.')).toBeVisible();
    await keys.click(button('Apply and check again'));
    await waitFor(() => expect(screen.getByText(applied)).toHaveFocus());
    const { sent } = defaultSettings.properties;
    expect(saved).toEqual([
      [
        {
          ...defaultSettings,
          properties: { ...defaultSettings.properties, sent: [...sent, 'Octets Out'] },
          categories: [9001, 4005],
          remoteSources: true,
        },
        '"7"',
      ],
    ]);
    expect([started, told.saved]).toEqual([1, 1]);
    expect(
      await screen.findByText('With the settings as they are, from events alone: 2 cards, 1 HIGH.'),
    ).toBeVisible();
    expect(screen.getByText(/^No change of these settings would show more/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  test('is not applied where others changed the settings meanwhile, and that is said', async () => {
    const { told, keys } = show({
      ...list(aCoverage()),
      settings: () => Promise.resolve({ settings: defaultSettings, notice: null, version: '"1"' }),
      saveSettings: () => Promise.reject(new ProblemError(aProblem({ code: 'settings-changed' }))),
    });
    await keys.click(await screen.findByRole('button', { name: 'Apply and check again' }));
    expect(await screen.findByText(english.problems.codes['settings-changed'].title)).toBeVisible();
    expect(screen.queryByText(applied)).toBeNull();
    expect(told.saved).toBe(0);
    expect(button('Apply and check again')).toBeEnabled();
    expect(await axeViolations()).toEqual([]);
  });

  test('is seen and not applied by others', async () => {
    show(list(aCoverage()), { canAdminister: false });
    expect(await screen.findByText('An administrator can apply these.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Apply and check again' })).toBeNull();
  });

  test('that could not be predicted is not said not to be', async () => {
    const result = aCoverageResult({ cardsNow: null, repairs: [], repairsUnknown: 'no-answer' });
    show(list(aCoverage({ result })));
    expect(
      await screen.findByText(
        'What changes would show cannot be known. The console did not answer this question.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/With the settings as they are/)).toBeNull();
    expect(screen.queryByText(/No change of these/)).toBeNull();
  });
});

test('in German no English word is left', async () => {
  show(list(aCoverage()), {}, german);
  const checks = await screen.findByText('Octets Out');
  expect(checks).toBeVisible();
  const own = document.body.textContent.replaceAll(
    /SELECT \w+ FROM events|Misc Network Communication Event|Transfer Watch/g,
    '',
  );
  expect(englishIn(own)).toBeNull();
});
