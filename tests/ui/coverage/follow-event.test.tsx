import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EventAsked, EventFunnel, FollowedEvent } from '../../../contract/event-funnel.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { CoverageWordsProvider } from '../../../ui/coverage/coverage-words.ts';
import { FollowEvent } from '../../../ui/coverage/FollowEvent.tsx';
import { axeViolations } from '../../support/axe.ts';
import { englishIn } from '../../support/english-words.ts';
import { render } from '../../support/render.tsx';
import { anApi, aProblem } from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';

configure({ asyncUtilTimeout: 20_000 });

const timeMs = Date.UTC(2026, 2, 4, 15, 0, 7);
const event = (changes: Partial<FollowedEvent> = {}): FollowedEvent => ({
  ...{ timeMs, logSource: 'fw-01', source: '10.0.0.5', sourcePort: 50_000 },
  ...{ destination: '93.184.216.34', destinationPort: 21, direction: 'R2R', eventCount: 1 },
  ...{ category: { id: 9001, name: 'Misc' }, isRefused: false },
  counters: [{ name: 'Octets Out', value: 5_000 }],
  steps: [
    { clause: 'port', passes: true, change: null },
    { clause: 'direction', passes: false, change: { kind: 'direction', direction: 'R2R' } },
    { clause: 'category', passes: false, change: { kind: 'category', id: 9001, name: 'Misc' } },
    { clause: 'destination', passes: true, change: null },
    {
      ...{ clause: 'sent-bytes', passes: false },
      change: { kind: 'property', meaning: 'sent', name: 'Octets Out' },
    },
  ],
  ...changes,
});
const funnel = (events: FollowedEvent[], isCut = false): EventFunnel => ({
  ...{ window: { startMs: 0, stopMs: 1 }, events, isCut, aql: 'SELECT 1 FROM events' },
});
const passing = event({
  ...{ logSource: 'fw-02', direction: 'L2R' },
  steps: event().steps.map(({ clause }) => ({
    ...{ clause, passes: clause === 'sent-bytes' ? null : true, change: null },
  })),
});

function show(eventFunnel: Api['eventFunnel'], search = '', words = english) {
  window.history.replaceState(null, '', `/index${search}`);
  render(
    <ApiProvider api={anApi({ eventFunnel })}>
      <CoverageWordsProvider>
        <main>
          <h1>Transfer Watch</h1>
          <FollowEvent />
        </main>
      </CoverageWordsProvider>
    </ApiProvider>,
    words,
  );
  return userEvent.setup();
}
const brought = `?page=coverage&event=${timeMs}+10.0.0.5+93.184.216.34+21`;

test('typed and sent by the keyboard: each condition, what it looks at, and which change would let it pass', async () => {
  const asked: EventAsked[] = [];
  const keys = show((one) => {
    asked.push(one);
    return Promise.resolve(funnel([event()]));
  });
  await keys.type(screen.getByLabelText('Time of the event'), '2026-03-04T15:00:07Z');
  await keys.tab();
  await keys.keyboard('10.0.0.5{Enter}');
  expect(await screen.findByText(/The rule leaves it out\.$/)).toBeVisible();
  expect(asked).toEqual([{ timeMs, source: '10.0.0.5' }]);
  const steps = screen.getAllByRole('listitem');
  expect(steps.map(({ textContent }) => textContent)).toEqual([
    'PassesOn a port of the rule: 21',
    expect.stringMatching(/^Does not.*It would pass with this change: Look at hosts that QRadar/),
    expect.stringMatching(/^Does not.*: Misc \(9001\).*Count the category Misc/),
    'PassesTo an address on the Internet: 93.184.216.34',
    expect.stringMatching(/^Does not.*: Octets Out 5,000.*Read the property Octets Out/),
  ]);
  expect(await axeViolations()).toEqual([]);
});

test('one that the address of the page brings along is followed at once; of several one is chosen', async () => {
  const keys = show(() => Promise.resolve(funnel([event(), passing], true)), brought);
  expect(await screen.findByText(/fw-01.*The rule leaves it out\.$/)).toBeVisible();
  expect(
    screen.getByText('There are more than these. Name its destination and its port.'),
  ).toBeVisible();
  expect(screen.getByLabelText('Destination port (optional)')).toHaveValue('21');
  await keys.selectOptions(screen.getByRole('combobox'), '1');
  expect(screen.getByText(/fw-02.*The rule counts it\./)).toBeVisible();
  const bytes = within(
    screen.getByText('With a counter of bytes sent').closest('li') ?? document.body,
  );
  expect(bytes.getByText('Cannot be known')).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('a refused connection is said to be one, and not to be changed', async () => {
  const steps = passing.steps.map((step) =>
    step.clause === 'category' ? { ...step, passes: false } : step,
  );
  show(() => Promise.resolve(funnel([event({ isRefused: true, steps })])), brought);
  expect(await screen.findByText(/counts it as a denied connection/)).toBeVisible();
  expect(screen.getByText(/^A device refused this connection/)).toBeVisible();
});

test('a row that is pasted fills all fields', async () => {
  const keys = show(() => Promise.resolve(funnel([])));
  await keys.click(screen.getByLabelText('Source IP'));
  await keys.paste(`starttime=${timeMs} sourceip='10.0.0.5' destinationport=21`);
  expect(screen.getByLabelText('Time of the event')).toHaveValue(`${timeMs}`);
  expect(screen.getByLabelText('Destination port (optional)')).toHaveValue('21');
  await keys.click(screen.getByRole('button', { name: 'Follow' }));
  expect(await screen.findByText(/^There is no such event within two minutes/)).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('what is no time or address is named, and nothing is asked', async () => {
  const keys = show(() => Promise.reject(new Error('asked')));
  await keys.click(screen.getByRole('button', { name: 'Follow' }));
  expect(
    screen.getByText('A time such as 2026-03-04 15:00:00, or epoch milliseconds'),
  ).toBeVisible();
  expect(await axeViolations()).toEqual([]);
});

test('what fails says so, and can be tried again', async () => {
  let asked = 0;
  const keys = show(() => {
    asked += 1;
    return asked === 1
      ? Promise.reject(new ProblemError(aProblem()))
      : Promise.resolve(funnel([event()]));
  }, brought);
  await keys.click(await screen.findByRole('button', { name: english.problems.retry }));
  expect(await screen.findByText(/The rule leaves it out\.$/)).toBeVisible();
});

test('in German no English word is left', async () => {
  show(() => Promise.resolve(funnel([event(), passing], true)), brought, german);
  await screen.findByText(/Die Regel lässt es aus\.$/);
  const own = document.body.textContent.replaceAll(/Transfer Watch|Misc|Octets Out/g, '');
  expect(englishIn(own)).toBeNull();
});
