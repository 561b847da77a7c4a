import { act, configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AllowAction, AllowEntry, AllowSuggestions } from '../../../contract/allowlist.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { TuningPage } from '../../../ui/tuning/TuningPage.tsx';
import {
  aBehaviour,
  aChange,
  anAllowlist,
  anEntry,
  aPreview,
} from '../../support/allow-records.ts';
import { axeViolations } from '../../support/axe.ts';
import { englishIn } from '../../support/english-words.ts';
import { render } from '../../support/render.tsx';
import {
  anApi,
  aProblem,
  aSession,
  dayMs,
  someProposals,
  someSettings,
} from '../../support/ui-records.ts';
import { english, german } from '../../support/words.ts';

configure({ asyncUtilTimeout: 20_000 });

const suspended = anEntry({
  id: 'e2',
  subject: { ...anEntry().subject, scope: 'source', destination: null, source: '10.9.9.0/24' },
  value: '10.9.9.0/24',
  state: 'suspended',
  endedMs: dayMs + 5_000_000,
  changes: [
    { kind: 'bytes', was: 314_572_800, now: 3_145_728_000, most: 943_718_400, what: null },
    { kind: 'hours', was: 1, now: 14, most: 2, what: null },
  ],
});
const outside = anEntry({
  id: 'e3',
  subject: { ...anEntry().subject, scope: 'user', source: null, destination: null, user: 'svc' },
  reason: '',
  author: 'soar',
  origin: 'outside',
  expiresMs: null,
  warnings: ['without-end', 'never-used'],
  health: { ...anEntry().health, hits: 0, lastHitMs: null, madeFor: null, last: null },
});
const expired = anEntry({
  id: 'e4',
  reason: 'Migration',
  state: 'expired',
  endedMs: dayMs + 6_000_000,
  warnings: ['still-in-set'],
});
const all = [anEntry(), suspended, outside, expired];

function show(
  methods: Partial<Api> = {},
  at = '?page=tuning',
  session = aSession(),
  words = english,
) {
  window.history.replaceState(null, '', `/index${at}`);
  const api = anApi({
    allowlist: () => Promise.resolve(anAllowlist(all)),
    previewAllowed: () => Promise.resolve(aPreview()),
    settings: () => Promise.resolve({ settings: someSettings(), notice: null, version: '"1"' }),
    proposals: () => Promise.resolve(someProposals()),
    audit: () => Promise.resolve({ entries: [], more: false }),
    ...methods,
  });
  render(
    <ApiProvider api={api}>
      <main>
        <h1>Transfer Watch</h1>
        <TuningPage
          known={{ state: 'known', session, defaultProfile: 'corrected', settingsNotice: null }}
          onSettingsSaved={() => undefined}
          onChecked={() => undefined}
        />
      </main>
    </ApiProvider>,
    words,
  );
  return userEvent.setup();
}

const link = (name: string) => screen.getByRole('link', { name });
const page = () => new URLSearchParams(window.location.search).get('page');
const entry = (name: string) => screen.findByRole('article', { name });
const back = () =>
  act(async () => {
    const arrived = new Promise((resolve) => {
      window.addEventListener('popstate', resolve, { once: true });
    });
    window.history.back();
    await arrived;
  });

describe('the parts', () => {
  it('have addresses of their own, and the way back leads through them', async () => {
    const keys = show();
    expect(await screen.findByRole('heading', { name: 'Allowlist' })).toBeVisible();
    expect(link('Entries')).toHaveAttribute('aria-current', 'page');
    await keys.click(link('Settings'));
    expect(page()).toBe('tuning.settings');
    expect(await screen.findByRole('button', { name: 'Save' })).toBeVisible();
    await back();
    expect(await screen.findByRole('heading', { name: 'Allowlist' })).toBeVisible();
  });

  it('ask before typed settings are lost', async () => {
    const keys = show({}, '?page=tuning.settings');
    const rows = await screen.findByRole('spinbutton', { name: 'Most result rows of a run' });
    await keys.clear(rows);
    await keys.type(rows, '5000');
    await keys.click(link('Entries'));
    const dialog = await screen.findByRole('dialog', { name: '1 change is not saved' });
    await keys.click(within(dialog).getByRole('button', { name: 'Keep editing' }));
    expect(page()).toBe('tuning.settings');
    await keys.click(link('Entries'));
    const again = await screen.findByRole('dialog', { name: '1 change is not saved' });
    await keys.click(within(again).getByRole('button', { name: 'Discard changes' }));
    expect(await screen.findByRole('heading', { name: 'Allowlist' })).toBeVisible();
  });

  it('but the settings are only for who may search', () => {
    show({}, '?page=tuning', aSession({ canSearch: false }));
    expect(screen.queryByRole('button', { name: 'New entry' })).toBeNull();
  });
});

describe('entries', () => {
  it('say who, why, until when, how they do and what is odd', async () => {
    show();
    const first = within((await screen.findAllByRole('article'))[0] ?? document.body);
    expect(first.getByText('In force')).toBeVisible();
    expect(first.getByText('Nightly backup, agreed with IT')).toBeVisible();
    expect(first.getByText(/^Hid something in 3 runs, last/)).toBeVisible();
    expect(first.getByText('Until').parentElement).toHaveTextContent('Jan 1, 2026');
    expect(
      first.getAllByText(
        /^300.MiB, 24 connections, 1 source IP, and 1 destination, at 02:00 UTC, in a run of 1 day/,
      ),
    ).toHaveLength(2);
    const second = within(await entry('10.9.9.0/24'));
    expect(second.getByText(/2\.93.GiB sent, made for 300.MiB, at most 900.MiB/)).toBeVisible();
    expect(second.getByText(/^active at 14:00 UTC/)).toBeVisible();
    const third = within(await entry('svc'));
    expect(third.getByText('No reason is known.')).toBeVisible();
    expect(third.getByText(/made outside of this app$/)).toBeVisible();
    expect(third.getByText(/hidden nothing for at least seven days/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('are narrowed by text and state', async () => {
    const keys = show();
    await entry('svc');
    await keys.type(screen.getByRole('searchbox'), 'MIGRATION');
    expect(screen.getAllByRole('article')).toHaveLength(1);
    expect(screen.getByText('1 of 4 entries')).toBeVisible();
    await keys.selectOptions(screen.getByLabelText('State'), 'Suspended');
    expect(screen.getByText('No entry fits the filter.')).toBeVisible();
  });

  it('named in the address is led to', async () => {
    show({}, '?page=tuning.entries.e2');
    const named = await entry('10.9.9.0/24');
    await waitFor(() => expect(named.closest('li')).toHaveFocus());
  });

  it('are compared with what the console makes of their sets, when that is asked for', async () => {
    const name = (kind: string) => `Transfer Watch: allowed ${kind}`;
    const condition = `NOT REFERENCESETCONTAINS('${name('source IPs')}', sourceip)`;
    const set = { why: null, records: 12, condition: null };
    const setMatches: Api['setMatches'] = jest.fn().mockResolvedValue({
      window: { startMs: dayMs, stopMs: 2 * dayMs },
      sets: [
        { ...set, name: name('source IPs'), answer: 'same', condition },
        { ...set, name: name('source networks'), answer: 'different' },
        { ...set, name: name('destination IPs'), answer: 'not-seen', records: 0 },
        { ...set, name: name('users'), answer: 'not-compared', why: 'by-the-app', records: null },
      ],
      aql: 'SELECT 1',
    });
    const keys = show({ setMatches });
    await keys.click(await screen.findByText(/^Reference sets/));
    expect(setMatches).not.toHaveBeenCalled();
    await keys.click(screen.getByRole('button', { name: 'Compare with this console' }));
    const table = await screen.findByRole('table', { name: 'In searches and rules of QRadar' });
    const rowOf = (kind: string) =>
      within(table).getByRole('rowheader', { name: name(kind) }).parentElement;
    expect(rowOf('source IPs')).toHaveTextContent(`The same, in 12 records${condition}`);
    expect(rowOf('source networks')).toHaveTextContent(/Not the same, in 12 records: do not use/);
    expect(rowOf('destination IPs')).toHaveTextContent(/Not known: no record has a value/);
    expect(rowOf('users')).toHaveTextContent(/Applied by the app alone/);
    await keys.click(
      screen.getByRole('button', { name: `Copy the condition of ${name('source IPs')}` }),
    );
    expect(await window.navigator.clipboard.readText()).toBe(condition);
    expect(await axeViolations()).toEqual([]);
  });

  it('say which sets were changed behind the back of the app', async () => {
    const setName = 'Transfer Watch: allowed users';
    const drift = [
      { kind: 'set-deleted', setName, value: 0, detail: '' },
      { kind: 'entries-gone', setName, value: 2, detail: '' },
      { kind: 'set-retyped', setName, value: 0, detail: 'NUM' },
    ] as const;
    show({ allowlist: () => Promise.resolve(anAllowlist([], [...drift])) });
    expect(
      await screen.findByText(/the set was deleted.*2 entries of this app are gone.*type NUM now/),
    ).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Nothing is allowed yet' })).toBeVisible();
    expect(await axeViolations()).toEqual([]);
  });

  it('end after a question, which is undone from the notice', async () => {
    let entries: AllowEntry[] = [anEntry()];
    const keys = show({
      allowlist: () => Promise.resolve(anAllowlist(entries)),
      removeAllowed: () => {
        entries = [];
        return Promise.resolve(aChange());
      },
      undoAllowed: () => {
        entries = [anEntry()];
        return Promise.resolve(aChange({ action: 'a2' }));
      },
    });
    await keys.click(await screen.findByRole('button', { name: /^End: 10\.1\.2\.3/ }));
    const dialog = await screen.findByRole('dialog', { name: 'End this entry?' });
    expect(await axeViolations()).toEqual([]);
    await keys.click(within(dialog).getByRole('button', { name: 'End it' }));
    const said = await screen.findByText(/^1 entry changed/);
    await waitFor(() => expect(said.parentElement).toHaveFocus());
    expect(await screen.findByRole('heading', { name: 'Nothing is allowed yet' })).toBeVisible();
    await keys.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/^1 entry undone/)).toBeVisible();
    expect(await screen.findByRole('article')).toBeVisible();
  });

  it('in force get another end, from which there is no way back', async () => {
    const asked: unknown[] = [];
    const keys = show({
      resumeAllowed: (id, request) => {
        asked.push([id, request.expiresMs]);
        return Promise.resolve(aChange());
      },
    });
    await keys.click(await screen.findByRole('button', { name: /^Change the end: 10\.1\.2\.3/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change the end' }));
    await keys.selectOptions(dialog.getByLabelText('Ends'), 'never');
    await keys.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^1 entry changed/)).toBeVisible();
    expect(asked).toEqual([[anEntry().id, null]]);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('suspended are confirmed with a reason, and what QRadar refuses is said', async () => {
    const asked: unknown[] = [];
    let isRefused = true;
    const keys = show({
      resumeAllowed: (id, request) => {
        asked.push([id, request]);
        if (!isRefused) return Promise.resolve(aChange());
        isRefused = false;
        const problem = aProblem({ code: 'allowlist-hides-confirmed', retryable: false });
        return Promise.reject(new ProblemError(problem));
      },
    });
    await keys.click(await screen.findByRole('button', { name: /^It is right, hide again/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Hide again' }));
    await keys.selectOptions(dialog.getByLabelText('Ends'), 'never');
    await keys.click(dialog.getByRole('button', { name: 'Save' }));
    const said = await dialog.findByText(/would have hidden a confirmed true positive/);
    expect(said.closest('[tabindex]')).toHaveFocus();
    await keys.type(dialog.getByRole('textbox', { name: 'Second reason' }), 'A drill');
    expect(await axeViolations()).toEqual([]);
    await keys.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^1 entry changed/)).toBeVisible();
    const { reason } = suspended;
    expect(asked).toEqual([
      ['e2', { reason, expiresMs: null, secondReason: null }],
      ['e2', { reason, expiresMs: null, secondReason: 'A drill' }],
    ]);
  });

  it('a new one is typed, several addresses at once', async () => {
    const saved: unknown[] = [];
    const keys = show({
      allow: (request) => {
        saved.push(request.entries.map(({ subject }) => subject.source));
        return Promise.resolve(aChange());
      },
    });
    await keys.click(await screen.findByRole('button', { name: 'New entry' }));
    await screen.findByRole('dialog', { name: 'Allow what is expected' });
    await keys.type(
      screen.getByRole('textbox', { name: 'Source IPs or blocks' }),
      '10.7.0.0/16{Enter}2001:DB8::1',
    );
    await keys.type(screen.getByRole('textbox', { name: 'Reason' }), 'Lab');
    await screen.findByText('Untouched');
    await keys.click(screen.getByRole('button', { name: 'Allow' }));
    expect(await screen.findByText(/holds? from the next run on/)).toBeVisible();
    expect(saved).toEqual([['10.7.0.0/16', '2001:db8::1']]);
  });

  it('that cannot be read say why', async () => {
    show({ allowlist: () => Promise.reject(new ProblemError(aProblem())) });
    expect(await screen.findByText(/QRadar is busy/)).toBeVisible();
  });
});

/** A file to import; jsdom's own has no `text`. */
const aFile = (content: string) =>
  Object.assign(new File([content], 'tags.json', { type: 'application/json' }), {
    text: () => Promise.resolve(content),
  });

describe('suggestions', () => {
  const suggestions: AllowSuggestions = {
    suggestions: [
      {
        kind: 'pipeline',
        findingId: 'f1',
        subject: anEntry().subject,
        facts: [
          { code: 'even-size', speaksFor: true, value: 2, what: null },
          { code: 'service-account', speaksFor: true, value: null, what: 'svc-build' },
          { code: 'source-does-more', speaksFor: false, value: 2, what: null },
        ],
      },
    ],
    ranges: null,
  };

  it('have evidence and counter-evidence, and lead to a filled-in form', async () => {
    const asked: string[] = [];
    const keys = show(
      {
        allowSuggestions: (run) => {
          asked.push(run);
          return Promise.resolve(suggestions);
        },
      },
      '?page=tuning.suggestions&run=r1',
    );
    expect(
      await screen.findByText('One account, named like a service’s: svc-build.'),
    ).toBeVisible();
    const against = screen.getByText('Speaks against it').parentElement;
    expect(against).toHaveTextContent('The source IP has 2 findings that this would not explain.');
    expect(asked).toEqual(['r1']);
    expect(await axeViolations()).toEqual([]);
    await keys.click(screen.getByRole('button', { name: /^Fill in an entry/ }));
    expect(await screen.findByRole('textbox', { name: 'Source IP or block' })).toHaveValue(
      '10.1.2.3',
    );
  });

  it('without a run say where one is made', () => {
    show({}, '?page=tuning.suggestions');
    expect(screen.getByRole('heading', { name: 'No run to look at' })).toBeVisible();
  });

  it('an administrator imports published ranges; what is no JSON is told', async () => {
    const imported: unknown[] = [];
    const keys = show(
      {
        allowSuggestions: () => Promise.resolve(suggestions),
        importRanges: (file) => {
          imported.push(file);
          return Promise.resolve({
            changeNumber: 363,
            importedMs: dayMs,
            importedBy: 'admin',
            tags: 1,
            prefixes: 1,
          });
        },
      },
      '?page=tuning.suggestions&run=r1',
    );
    const field = await screen.findByLabelText('File of the publisher (JSON)');
    await keys.upload(field, aFile('nothing'));
    expect(await screen.findByText('This file is no JSON.')).toBeVisible();
    await keys.upload(field, aFile('{"values":[]}'));
    await waitFor(() => expect(imported).toEqual([{ values: [] }]));
  });
});

describe('the audit', () => {
  const action: AllowAction = {
    id: 'a1',
    atMs: dayMs,
    user: 'admin',
    kind: 'add',
    entries: [
      {
        ...{ id: 'e1', setName: 'Transfer Watch: allowed users', value: 'svc' },
        secondReason: 'It is a honeypot now',
      },
    ],
    reason: 'Nightly backup',
    canBeUndone: true,
  };

  it('says who did what, goes back in time, and undoes', async () => {
    const asked: (string | null)[] = [];
    const undone: string[] = [];
    const keys = show(
      {
        allowHistory: (before) => {
          asked.push(before);
          return Promise.resolve(
            before === null
              ? { actions: [action], ended: [expired], more: true }
              : {
                  actions: [
                    { ...action, id: 'a0', user: null, kind: 'expire', canBeUndone: false },
                  ],
                  ended: [],
                  more: false,
                },
          );
        },
        undoAllowed: (id) => {
          undone.push(id);
          return Promise.resolve(aChange());
        },
      },
      '?page=tuning.audit',
    );
    expect(await screen.findByRole('cell', { name: 'Added' })).toBeVisible();
    expect(
      screen.getByText('In spite of a confirmed true positive: It is a honeypot now'),
    ).toBeVisible();
    await keys.click(screen.getByRole('button', { name: 'Show older changes' }));
    expect(await screen.findByRole('cell', { name: 'the app' })).toBeVisible();
    expect(asked).toEqual([null, 'a1']);
    await keys.click(screen.getByText('Entries that ended (1)'));
    expect(screen.getByRole('article')).toHaveTextContent('Migration');
    expect(await axeViolations()).toEqual([]);
    await keys.click(screen.getByRole('button', { name: /^Undo: Added/ }));
    expect(await screen.findByText(/^1 entry undone/)).toBeVisible();
    expect(undone).toEqual(['a1']);
  });

  it('shows the changes of settings to administrators alone', async () => {
    const history = () => Promise.resolve({ actions: [], ended: [], more: false });
    show({ allowHistory: history }, '?page=tuning.audit', aSession({ canAdminister: false }));
    expect(await screen.findByText('Nothing was changed yet.')).toBeVisible();
    expect(screen.queryByRole('heading', { name: english.settings.admin.audit })).toBeNull();
  });
});

it('speaks German', async () => {
  const madeFor = aBehaviour({ sentBytes: null, hours: null });
  const entries = [...all, anEntry({ id: 'e5', health: { ...anEntry().health, madeFor } })];
  show(
    {
      allowlist: () => Promise.resolve(anAllowlist(entries.map((one) => ({ ...one, reason: '' })))),
    },
    '?page=tuning',
    aSession(),
    german,
  );
  await entry('svc');
  const texts = [...document.querySelectorAll('p, dt, dd, li, button, summary, th, a')].flatMap(
    (element) =>
      [...element.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map(({ textContent }) => textContent ?? ''),
  );
  // Reference sets are called what they are called in QRadar.
  const own = texts.filter((said) => !said.includes('Transfer Watch: allowed'));
  expect(own.filter((said) => englishIn(said) !== null)).toEqual([]);
});
