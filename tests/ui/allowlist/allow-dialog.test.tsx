import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AllowDraft, AllowRequest } from '../../../contract/allowlist.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import AllowFinding from '../../../ui/allowlist/AllowFinding.tsx';
import { SessionContext } from '../../../ui/shared/session-user.ts';
import {
  aChange,
  anAllowlist,
  anEntry,
  aPreview,
  aPreviewed,
} from '../../support/allow-records.ts';
import { axeViolations } from '../../support/axe.ts';
import { englishIn } from '../../support/english-words.ts';
import { render } from '../../support/render.tsx';
import { aFinding, anApi, aProblem, aSession } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';

const text = english.allowlist;

function show(methods: Partial<Api> = {}, session = aSession(), words = english) {
  const previews: AllowDraft[][] = [];
  const saved: AllowRequest[] = [];
  const told = { closed: 0, runs: 0 };
  const api = anApi({
    allowlist: () => Promise.resolve(anAllowlist([])),
    previewAllowed: (entries) => {
      previews.push([...entries]);
      return Promise.resolve(aPreview());
    },
    allow: (request) => {
      saved.push(request);
      return Promise.resolve(aChange());
    },
    ...methods,
  });
  render(
    <ApiProvider api={api}>
      <SessionContext value={session}>
        <main>
          <h1>Transfer Watch</h1>
          <AllowFinding
            origin={{ finding: aFinding(), field: 'source', value: '10.1.2.3' }}
            onRunAgain={() => {
              told.runs += 1;
            }}
            onClose={() => {
              told.closed += 1;
            }}
          />
        </main>
      </SessionContext>
    </ApiProvider>,
    words,
  );
  return { previews, saved, told, keys: userEvent.setup() };
}

const button = (name: string) => screen.getByRole('button', { name });
const reason = () => screen.getByRole('textbox', { name: 'Reason' });
const hidden = () => screen.findByRole('table', { name: 'Hidden: 1 finding' });

test('is filled in from the finding and shows at once what it would hide', async () => {
  const { previews } = show();
  expect(screen.getByRole('dialog', { name: 'Allow what is expected' })).toBeVisible();
  expect(screen.getByLabelText('What is expected')).toHaveValue('source-destination');
  expect(within(await hidden()).getByText('10.1.2.3 → 203.0.113.9:21')).toBeVisible();
  expect(screen.getByText('Untouched').parentElement).toHaveTextContent('9');
  expect(screen.getByText('Hidden').parentElement).toHaveTextContent(/1 HIGH, 13\.6.MiB sent/);
  expect(previews.map((entries) => entries.map(({ subject }) => subject))).toEqual([
    [anEntry().subject],
  ]);
  expect(await axeViolations()).toEqual([]);
});

test('another scope is judged anew; saving says what holds, and is undone from there', async () => {
  const undone: string[] = [];
  const { previews, saved, told, keys } = show({
    undoAllowed: (action) => {
      undone.push(action);
      return Promise.resolve(aChange({ action: 'a2' }));
    },
  });
  await hidden();
  await keys.selectOptions(screen.getByLabelText('What is expected'), 'source');
  await waitFor(() => expect(previews).toHaveLength(2));
  expect(previews[1]?.[0]?.subject).toMatchObject({ scope: 'source', destination: null });
  await hidden();
  await keys.type(reason(), 'Nightly backup');
  await keys.selectOptions(screen.getByLabelText('Ends'), 'never');
  await keys.click(button('Allow'));
  const said = await screen.findByText('1 entry holds from the next run on.');
  expect(said.parentElement).toHaveFocus();
  expect(saved).toEqual([
    {
      entries: [
        {
          subject: { ...anEntry().subject, scope: 'source', destination: null },
          reason: 'Nightly backup',
          expiresMs: null,
        },
      ],
      confirmed: false,
      secondReason: null,
    },
  ]);
  expect(await axeViolations()).toEqual([]);
  await keys.click(button('Undo'));
  expect(await screen.findByText(/^1 entry undone/)).toBeVisible();
  expect(undone).toEqual(['a1']);
  await keys.click(button('Run the detection again'));
  expect(told).toEqual({ closed: 1, runs: 1 });
});

test('mistakes are said where they are, and the focus goes to what is in the way', async () => {
  const { saved, keys } = show();
  await hidden();
  const source = screen.getByRole('textbox', { name: 'Source IP or block' });
  await keys.clear(source);
  await keys.type(source, '10.1.2.3/24');
  expect(await screen.findByText(/Did you mean 10\.1\.2\.0\/24\?/)).toBeVisible();
  expect(screen.getByText(text.form.preview.waiting)).toBeVisible();
  await keys.click(button('Allow'));
  const summary = (await screen.findByText('2 fields need correction')).parentElement;
  expect(summary).toHaveFocus();
  expect(summary).toHaveTextContent('Say in at least three characters why.');
  expect(saved).toEqual([]);
  expect(await axeViolations()).toEqual([]);
});

test('what hides much is asked about with its numbers, and once more when it names something else', async () => {
  const asks = [{ kind: 'much', value: 12, most: 4 } as const];
  const { saved, keys } = show({ previewAllowed: () => Promise.resolve(aPreview({ asks })) });
  await hidden();
  expect(
    screen.getByText('It hides 12 findings; more than 4 is much for one entry.'),
  ).toBeVisible();
  await keys.type(reason(), 'Nightly backup');
  await keys.click(button('Allow'));
  expect(saved).toEqual([]);
  const confirm = screen.getByRole('checkbox', { name: text.form.asks.confirm });
  await keys.click(confirm);
  await keys.selectOptions(screen.getByLabelText('What is expected'), 'source');
  await hidden();
  expect(screen.getByRole('checkbox', { name: text.form.asks.confirm })).not.toBeChecked();
  await keys.click(screen.getByRole('checkbox', { name: text.form.asks.confirm }));
  await keys.click(button('Allow'));
  await waitFor(() => expect(saved.map(({ confirmed }) => confirmed)).toEqual([true]));
});

test('one that would have hidden a confirmed true positive needs a second reason', async () => {
  const confirmed = { findings: 2, ids: ['f1', 'f2'] };
  const { saved, keys } = show({ previewAllowed: () => Promise.resolve(aPreview({ confirmed })) });
  await hidden();
  expect(screen.getByText(/2 findings that were closed as true positives/)).toBeVisible();
  await keys.type(reason(), 'Nightly backup');
  await keys.click(button('Allow'));
  expect(saved).toEqual([]);
  await keys.type(screen.getByRole('textbox', { name: 'Second reason' }), 'That was a drill');
  await keys.click(button('Allow'));
  await waitFor(() => expect(saved[0]?.secondReason).toBe('That was a drill'));
  expect(await axeViolations()).toEqual([]);
});

test('old and new figures of what is trimmed, and what shows as something else', async () => {
  const before = aPreviewed({ kind: 'fan-out', destination: null, destinationCount: 10 });
  const after = { ...before, destinationCount: 9, connections: 11, risk: 'LOW' as const };
  const { keys } = show({
    previewAllowed: () =>
      Promise.resolve(
        aPreview({
          trimmed: { findings: 1, high: 1, list: [{ before, after }] },
          appeared: { findings: 1, list: [aPreviewed({ id: 'f9', sentBytes: null })] },
        }),
      ),
  });
  await keys.click(await screen.findByText('With other figures: 1 finding'));
  const trimmed = within(screen.getByRole('table', { name: 'With other figures: 1 finding' }));
  expect(trimmed.getByText('12 → 11')).toBeVisible();
  expect(trimmed.getByText(/10 destinations, 21 → .* 9 destinations, 21/)).toBeVisible();
  await keys.click(screen.getByText('Appear: 1 finding'));
  expect(screen.getByText('not known')).toBeVisible();
});

test('without a run to tell by there are no numbers, and it is asked about', async () => {
  const asks = [{ kind: 'nothing-to-tell-by', value: 0, most: 0 } as const];
  show({ previewAllowed: () => Promise.resolve(aPreview({ asks })) });
  expect(await screen.findByText(/^No run is at hand/)).toBeVisible();
  expect(screen.queryByText('Untouched')).toBeNull();
});

test('who is no administrator is told who can, and so is whom QRadar refuses', async () => {
  const { keys } = show(
    {
      allow: () =>
        Promise.reject(
          new ProblemError(
            aProblem({ code: 'allowlist-not-permitted', status: 403, retryable: false }),
          ),
        ),
    },
    aSession({ user: 'analyst', canAdminister: false }),
  );
  expect(screen.getByText(/“Manage Reference Data”.*analyst is no administrator/)).toBeVisible();
  await hidden();
  await keys.type(reason(), 'Nightly backup');
  await keys.click(button('Allow'));
  const alert = await screen.findByText('Your user role may not change the allowlist');
  expect(alert.closest('[role=alert][tabindex]')).toHaveFocus();
  expect(screen.getByRole('dialog')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('of a save that was refused half-way it says what worked and why the rest did not', async () => {
  const refused = [
    {
      value: '203.0.113.10',
      problem: aProblem({ code: 'allowlist-entry-refused', detail: 'code 1005: bad value' }),
    },
  ];
  const { keys } = show({ allow: () => Promise.resolve(aChange({ refused })) });
  await hidden();
  await keys.type(reason(), 'Nightly backup');
  await keys.click(button('Allow'));
  expect(await screen.findByText('1 entry holds from the next run on.')).toBeVisible();
  expect(screen.getByText('203.0.113.10: code 1005: bad value')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('speaks German', async () => {
  const asks = [{ kind: 'many-sources', value: 12, most: 5 } as const];
  show({ previewAllowed: () => Promise.resolve(aPreview({ asks })) }, aSession(), german);
  const dialog = await screen.findByRole('dialog', { name: 'Erwartetes erlauben' });
  expect(await screen.findByText(/^Er betrifft 12 Quell-IPs/)).toBeVisible();
  const texts = [...dialog.querySelectorAll('p, label, th, dt, li, button, summary, legend')].map(
    ({ textContent }) => textContent,
  );
  expect(texts.filter((said) => englishIn(said) !== null)).toEqual([]);
});
