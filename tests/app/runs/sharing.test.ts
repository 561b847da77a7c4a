import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Settings } from '../../../contract/session.ts';
import { settingUses } from '../../../app/detection/rule/finding-settings.ts';
import { shareable, type JobSubject, type Shareable } from '../../../app/runs/sharing.ts';

const minute = 60_000;
/** 2026-01-05 08:00 UTC. */
const nowMs = 1_767_600_000_000;

/** What is asked now: the corrected profile over the last hour. */
const subject = (change: Partial<JobSubject> = {}): JobSubject => ({
  scope: 'analysts',
  profile: 'corrected',
  range: { lastMinutes: 60 },
  window: { startMs: nowMs - 60 * minute, stopMs: nowMs },
  settings: defaultSettings,
  ...change,
});

type Standing = Shareable['standing'];
const done = (change: Partial<JobSubject> = {}, standing: Partial<Standing> = {}): Shareable => ({
  subject: subject(change),
  standing: { state: 'done', finishedMs: nowMs, limits: [], flows: 'used', ...standing },
});
const running = (change: Partial<JobSubject> = {}) =>
  done(change, { state: 'running', finishedMs: null });

const asked = (change: Partial<JobSubject> = {}, fresh = false) => ({
  subject: subject(change),
  fresh,
  nowMs,
});
const isShared = (job: Shareable, now = asked()) => shareable([job], now) !== null;

/** The same settings but for one thing; a setting with members has one change for each. */
const changes: { readonly [Name in keyof Settings]: readonly Settings[Name][] } = {
  profile: ['source'],
  properties: Object.keys(defaultSettings.properties).map((name) => ({
    ...defaultSettings.properties,
    [name]: ['Another Property'],
  })),
  ownPublicBlocks: [['198.51.100.0/24']],
  thresholds: [
    { ...defaultSettings.thresholds, connections: 4 },
    { ...defaultSettings.thresholds, mediumBytes: 2 },
    { ...defaultSettings.thresholds, highBytes: 2 ** 40 },
  ],
  portPacks: [['ssh']],
  categories: [[9001]],
  remoteSources: [true],
  flows: [false],
  stitching: [false],
  hostSignals: [false],
  signal: [
    { ...defaultSettings.signal, newHigh: true, receiver: 'console' },
    { ...defaultSettings.signal, receiverPort: 1514 },
  ],
  // Longer: a shorter one would keep the result back for its age.
  reuseMinutes: [60],
  maxFindings: [100],
  maxRows: [1000],
  logLevel: ['debug'],
  logFiles: [1],
  auditDays: [30],
};
const changed = Object.entries(changes).flatMap(([name, values]) =>
  values.map((value, number) => [name, number, { ...defaultSettings, [name]: value }] as const),
);

test.each(changed)(
  'whether a change of %s (%i) keeps a result is as it is listed',
  (name, _, settings) => {
    const uses: Readonly<Record<string, string>> = settingUses;
    expect(isShared(done(), asked({ settings }))).toBe(uses[name] === 'operates');
  },
);

test('packs of ports in another order are the same settings', () => {
  const settings = (...portPacks: Settings['portPacks']) => ({ ...defaultSettings, portPacks });
  const job = done({ settings: settings('ssh', 'ftps-data') });
  expect(isShared(job, asked({ settings: settings('ftps-data', 'ssh') }))).toBe(true);
});

test('names of properties in another order are other settings: the first that exists is used', () => {
  const properties = {
    ...defaultSettings.properties,
    sent: defaultSettings.properties.sent.toReversed(),
  };
  const settings = { ...defaultSettings, properties };
  expect(isShared(done(), asked({ settings }))).toBe(false);
});

test.each([
  ['rights', { scope: 'administrators' }],
  ['a profile', { profile: 'source' }],
] as const)('other %s share nothing, neither under way nor over', (_, change) => {
  expect(isShared(done(), asked(change))).toBe(false);
  expect(isShared(running(), asked(change))).toBe(false);
});

describe('of the last minutes', () => {
  const agoMs = (ms: number) => ({
    window: { startMs: nowMs - ms - 60 * minute, stopMs: nowMs - ms },
  });

  test('a result serves as long as its window ended within the reuse time', () => {
    expect(isShared(done(agoMs(5 * minute)))).toBe(true);
    expect(isShared(done(agoMs(5 * minute + 1)))).toBe(false);
  });

  test('another length shares nothing, even if it ends at the same minute', () => {
    expect(isShared(done({ range: { lastMinutes: 61 } }))).toBe(false);
  });

  test('a detection under way serves who asks a minute later', () => {
    expect(isShared(running(agoMs(minute)))).toBe(true);
  });
});

describe('of fixed minutes', () => {
  const window = { startMs: nowMs - 600 * minute, stopMs: nowMs - 540 * minute };
  const fixed = { range: { window }, window };

  test('a result serves for the reuse time after it was found', () => {
    const foundAgo = (ms: number) => done(fixed, { finishedMs: nowMs - ms });
    expect(isShared(foundAgo(5 * minute - 1), asked(fixed))).toBe(true);
    expect(isShared(foundAgo(5 * minute), asked(fixed))).toBe(false);
  });

  test('other minutes share nothing', () => {
    const later = { startMs: window.startMs + minute, stopMs: window.stopMs + minute };
    expect(isShared(done(fixed), asked({ range: { window: later }, window: later }))).toBe(false);
  });
});

describe('asked afresh', () => {
  test('a result does not serve, a detection under way over the same minutes does', () => {
    expect(isShared(done(), asked({}, true))).toBe(false);
    expect(isShared(running(), asked({}, true))).toBe(true);
  });

  test('a detection under way over earlier minutes does not serve', () => {
    const window = { startMs: nowMs - 61 * minute, stopMs: nowMs - minute };
    expect(isShared(running({ window }), asked({}, true))).toBe(false);
  });
});

describe('a result that may be another for the next session does not serve', () => {
  test.each<[string, Partial<Standing>]>([
    ['failed', { state: 'failed' }],
    ['cancelled', { state: 'cancelled' }],
    ['cut by a restriction', { limits: [{ kind: 'administrator', limit: 0 }] }],
    [
      'without the single records that the console did not give',
      { limits: [{ kind: 'records', limit: 0 }] },
    ],
    ['without the flows that the console did not give', { flows: 'unavailable' }],
    [
      'without the signals of hosts that the console did not give',
      { hostSignals: { state: 'unavailable', lookedFor: [], found: 0, isCut: false } },
    ],
  ])('%s', (_, change) => {
    expect(isShared(done({}, change))).toBe(false);
  });

  test('but one cut at a limit of the settings does', () => {
    expect(isShared(done({}, { limits: [{ kind: 'rows', limit: 1000 }] }))).toBe(true);
  });
});

test('what is under way comes before a result, and the newest result before others', () => {
  const [older, newer, underWay] = [done(), done(), running()];
  expect(shareable([underWay, older, newer], asked())).toBe(underWay);
  expect(shareable([older, newer], asked())).toBe(newer);
});
