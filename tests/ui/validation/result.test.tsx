import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Ran, Validation } from '../../../contract/validation.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { axeViolations } from '../../support/axe.ts';
import { aProblem } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';
import { button, never, showPage } from './page.tsx';
import { aChecked, aSignalResult, aValidation, madeMs, noSignal } from './validation-records.ts';

configure({ asyncUtilTimeout: 20_000 });

/** The page with that validation open. */
async function open(validation: Validation, methods: Partial<Api> = {}) {
  const keys = showPage({
    validations: () => Promise.resolve({ validations: [validation] }),
    validation: () => Promise.resolve(validation),
    ...methods,
  });
  await keys.click(await screen.findByRole('button', { name: /^Open: / }));
  await screen.findByRole('heading', { name: 'I carried it out' });
  return keys;
}

const entry = (name: string) =>
  within(screen.getByText(name, { selector: '.tw-signal__name' }).closest('li') ?? document.body);

describe('when it was carried out', () => {
  const day = 86_400_000;
  const recent = (nowMs = Date.now()) => {
    const { prediction, ...rest } = aValidation({ createdMs: nowMs - 60_000 });
    return { ...rest, prediction: prediction && { ...prediction, madeMs: nowMs - 50_000 } };
  };

  test('is between the prediction and now where nothing else is said', async () => {
    const asked: Ran[] = [];
    const nowMs = Date.now();
    const keys = await open(recent(nowMs), {
      checkValidation: (_id, ran) => {
        asked.push(ran);
        return never();
      },
    });
    await keys.click(button('Look for its records'));
    const [ran] = asked;
    expect(ran?.startMs).toBeLessThan(nowMs - 49_000);
    expect(ran?.startMs).toBeGreaterThanOrEqual(nowMs - 50_000);
    // In full seconds.
    expect(ran?.stopMs).toBeGreaterThan(nowMs - 1_000);
    expect(ran?.stopMs).toBeLessThanOrEqual(Date.now());
  });

  test.each([
    ['in the future', 0, day, /^That is in the future\. Carry the steps out first/],
    ['the wrong way round', -day, -2 * day, 'The end has to be after the beginning.'],
    ['longer than a day', -3 * day, -day, 'A test can take a day at most.'],
    ['too long ago', -40 * day, -39.5 * day, /more than 31 days ago/],
  ])('%s is refused in words, and nothing is asked', async (_name, from, to, sentence) => {
    const keys = await open(recent(), {
      checkValidation: () => Promise.reject(new Error('asked')),
    });
    await keys.click(screen.getByLabelText('At these times'));
    const text = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 19);
    fireEvent.change(screen.getByLabelText('From'), { target: { value: text(from) } });
    fireEvent.change(screen.getByLabelText('To (not included)'), { target: { value: text(to) } });
    await keys.click(button('Look for its records'));
    expect(screen.getByText(sentence)).toBeVisible();
    expect(screen.getByLabelText('To (not included)')).toHaveAttribute('aria-invalid', 'true');
    expect(await axeViolations()).toEqual([]);
  });

  test.each(['test-time-future', 'test-time-too-old', 'test-time-invalid'] as const)(
    '%s of the server stands at the times',
    async (code) => {
      const keys = await open(recent(), {
        checkValidation: () => Promise.reject(new ProblemError(aProblem({ code }))),
      });
      await keys.click(screen.getByLabelText('At these times'));
      await keys.click(button('Look for its records'));
      const { title, remedy } = english.problems.codes[code];
      expect(await screen.findByText(`${title}. ${remedy}`)).toBeVisible();
      const to = screen.getByLabelText('To (not included)');
      expect(to).toHaveAttribute('aria-invalid', 'true');
      expect(to).toHaveAccessibleDescription(new RegExp(title));
      expect(screen.queryByText(title)).toBeNull();
    },
  );

  test('what the server refuses is said in the words of the catalogue', async () => {
    const keys = await open(recent(), {
      checkValidation: () =>
        Promise.reject(new ProblemError(aProblem({ code: 'bad-request', retryable: false }))),
    });
    await keys.click(button('Look for its records'));
    expect(await screen.findByText(english.problems.codes['bad-request'].title)).toBeVisible();
  });
});

test('a look is followed to its end, and can be cancelled', async () => {
  const looking = aValidation({ state: 'checking' });
  let ended = '';
  const keys = await open(looking, {
    validation: () =>
      ended === '' ? Promise.resolve(looking).then(never) : Promise.resolve(aValidation()),
    cancelValidationCheck: (id) => {
      ended = id;
      return Promise.resolve(aValidation());
    },
  });
  expect(screen.getByText('Looking for its records')).toBeVisible();
  await keys.click(button('Cancel'));
  expect(ended).toBe('v1');
  expect(await screen.findByRole('button', { name: 'Look for its records' })).toBeVisible();
});

test('what has come is shown with its rows as text, and what joins them', async () => {
  const keys = await open(aChecked());
  const process = entry(english.validation.kinds.process);
  expect(process.getByText('Arrived')).toBeVisible();
  expect(process.getByText(/4 events\. With the marker of this test/)).toBeVisible();
  await keys.click(process.getByText('1 record'));
  expect(process.getByText('curl -T <b>x</b>')).toBeVisible();
  expect(process.getByText('stored 2 sec later')).toBeVisible();
  expect(screen.getByText('Records of one process are joined by Process Guid.')).toBeVisible();
  expect(screen.getByText('The detection fired.')).toBeVisible();
  expect(screen.getByText('4 of 4 pass')).toBeVisible();
  expect(screen.getByText(/That was before the steps were begun/)).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('prediction and card stand side by side, each difference with its reason', async () => {
  await open(aChecked());
  const table = within(screen.getByRole('table', { name: 'Prediction and card' }));
  expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'MemberPredictedSeenDifference',
    'Cardcomescomesas predicted',
    `Bytes sent12 MiB to 13.4 MiB307 KiB${english.validation.differences['no-data-channel']}`,
  ]);
});

test('what may still come is not called missing: until when is said, and it is looked for again', async () => {
  const waiting = aChecked({
    state: 'waiting',
    signals: [aSignalResult(), noSignal('waiting', {}), noSignal('absent', {})],
    detection: { answer: 'waiting', unknown: null, finding: null, droppedBy: null, funnel: [] },
    comparison: [],
  });
  await open(waiting, { checkValidation: never });
  expect(screen.getByText(/Missing only if it has not come by/)).toBeVisible();
  expect(screen.getByText('Not yet')).toBeVisible();
  expect(document.querySelector('.tw-answer--missing, .tw-outcome--failed')).toBeNull();
  expect(screen.getByText(/The page looks again by itself/)).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('what has passed its time is missing, and a host that nobody knows is said to be silent', async () => {
  await open(
    aChecked({
      state: 'failed',
      signals: [
        noSignal('missing', { canArrive: 'host-silent' }),
        noSignal('cannot-know', {
          unknown: 'no-right',
          canArrive: 'cannot-know',
          lastSeenMs: null,
        }),
      ],
      detection: {
        answer: 'not-fired',
        unknown: null,
        finding: null,
        droppedBy: 'category',
        funnel: [
          { clause: 'port', came: 4, passed: 4, dropped: [] },
          { clause: 'category', came: 4, passed: 0, dropped: [] },
        ],
      },
      comparison: [
        {
          field: 'fires',
          predicted: true,
          seen: false,
          isSame: false,
          reason: 'clause',
          clause: 'category',
        },
        {
          field: 'risk',
          predicted: 'HIGH',
          seen: null,
          isSame: false,
          reason: 'follows',
          clause: null,
        },
      ],
    }),
  );
  expect(screen.getByText('Missing', { selector: '.tw-answer' })).toBeVisible();
  expect(
    screen.getByText(/none of this host\. Look at the name and address you gave/),
  ).toBeVisible();
  expect(screen.getByText(/Your role may not ask for this\./)).toBeVisible();
  expect(
    screen.getByText(
      /The detection did not fire\. {1,2}First condition that none of its records met: An allowed connection/,
    ),
  ).toBeVisible();
  expect(screen.getByText('0 of 4 pass')).toBeVisible();
  expect(screen.getByText(/Condition: An allowed connection, by its category\.$/)).toBeVisible();
  expect(screen.getByText('no card')).toBeVisible();
  // Unknown is not nothing.
  expect(screen.queryByText(/\b0 events/)).toBeNull();
  expect(await axeViolations()).toEqual([]);
});

test('what was told without a search that failed is said to be a part', async () => {
  await open(
    aChecked({
      state: 'cannot-know',
      failures: [{ search: 'validation-signals', reason: 'no-answer' }],
    }),
  );
  expect(screen.getByText('This is a part: not every search came to its end')).toBeVisible();
  expect(
    screen.getByText('Records of the technique: The console did not answer this question.'),
  ).toBeVisible();
});

test('of a twin the records of the technique must not come, and are called wrong where they do', async () => {
  await open(
    aChecked({
      silence: 'fired',
      state: 'failed',
      signals: [
        noSignal('waiting', {}, { kind: 'file', isOptional: true }),
        aSignalResult({}, { kind: 'connection', isOptional: true }),
        aSignalResult({}, { id: 'witness' }),
      ],
    }),
  );
  expect(
    entry(english.validation.kinds.file).getByText(/of its twin it must not come/),
  ).toBeVisible();
  expect(screen.queryByText(/Missing only if/)).toBeNull();
  const wrong = screen.getByText(english.validation.kinds.connection).closest('li');
  expect(wrong?.querySelector('.tw-answer--missing')).toHaveTextContent('Arrived');
  expect(entry(english.validation.kinds.process).getByText(/own record/)).toBeVisible();
});

test('the silence of a twin is said, and what it rests on', async () => {
  await open(aChecked({ silence: 'cannot-know', state: 'cannot-know' }));
  expect(screen.getByText(`${english.validation.silences['cannot-know']}.`)).toBeVisible();
});

test('a prediction that was made too late does not count as one', async () => {
  await open(aChecked({}, { isBeforehand: false }));
  expect(screen.getByText(/it does not count as a prediction/)).toBeVisible();
});

test('log sources are asked for when wanted, and named', async () => {
  const keys = await open(aChecked(), {
    validity: () =>
      Promise.resolve({
        ageMs: 1,
        isRuleChanged: true,
        changedSources: [
          { id: 7, name: 'fw-01', isNew: false },
          { id: 8, name: 'fw-02', isNew: true },
        ],
      }),
  });
  expect(screen.getByText(/the rule is the same; log sources were not asked for/)).toBeVisible();
  await keys.click(button('Ask for changed log sources'));
  await waitFor(() =>
    expect(screen.getByText(/since then the rule and 2 log sources changed/)).toBeVisible(),
  );
  expect(screen.getByText('fw-01 (gone) and fw-02 (new)')).toBeVisible();
});

test('the time of a look is the reader’s', async () => {
  await open(aChecked());
  expect(
    screen.getByText(new RegExp(`^Looked ${english.format.time(madeMs + 120_000)}`)),
  ).toBeVisible();
});
