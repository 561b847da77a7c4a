import { protocols, risks } from '../../contract/finding.ts';
import type { Profile, Protocol, Risk } from '../../contract/finding.ts';
import type { Run, RunRequest, TimeWindow } from '../../contract/run.ts';
import {
  closedChoices,
  layouts,
  profiles,
  rangeMinutes,
  scopeFields,
  sortKeys,
  type BytesFilter,
  type ClosedChoice,
  type Layout,
  type NamedRange,
  type ScopeField,
  type SortKey,
} from './choices.ts';
import { hostText } from './host.ts';

/** A named range counts back from the moment of the run; a window is absolute, epoch ms on full minutes. */
export type Range =
  | { readonly kind: 'last'; readonly name: NamedRange }
  | { readonly kind: 'custom'; readonly window: TimeWindow };

/** One value of a field to see alone or not at all, as the pivots set it. */
export type Scope = { readonly field: ScopeField; readonly value: string };

export type Sort = { readonly by: SortKey; readonly descending: boolean };

/** Everything that makes the page look as it does; the URL holds exactly this. */
export type View = {
  readonly text: string;
  readonly risks: readonly Risk[];
  readonly protocols: readonly Protocol[];
  readonly bytes: BytesFilter;
  readonly range: Range;
  /** `null` = the profile of the settings. */
  readonly profile: Profile | null;
  readonly sort: Sort;
  readonly layout: Layout;
  /** Id of the open finding. */
  readonly finding: string | null;
  /** Only findings with this address as source or destination: the console's right-click. */
  readonly address: string | null;
  readonly only: readonly Scope[];
  readonly exclude: readonly Scope[];
  /** Only what was active in this time, epoch ms; `null` = in all the minutes of the run. */
  readonly time: TimeWindow | null;
  /** Findings that have a verdict. */
  readonly closed: ClosedChoice;
  /** Only findings that the analyst has in hand. */
  readonly mine: boolean;
  /** Only findings first seen after the analyst's last visit. */
  readonly unseen: boolean;
  /** Id of the run on the page, so that a reload finds it again. */
  readonly run: string | null;
};

export const defaultView: View = {
  text: '',
  risks: [],
  protocols: [],
  bytes: 'any',
  range: { kind: 'last', name: '24h' },
  profile: null,
  sort: { by: 'risk', descending: true },
  layout: 'cards',
  finding: null,
  address: null,
  only: [],
  exclude: [],
  time: null,
  closed: 'hidden',
  mine: false,
  unseen: false,
  run: null,
};

/** Grows when a parameter changes its meaning; `readView` then migrates older links. */
const version = '1';
const ownParameters = [
  'v',
  'q',
  'risk',
  'protocol',
  'bytes',
  'range',
  'start',
  'stop',
  'profile',
  'sort',
  'view',
  'finding',
  'address',
  'only',
  'exclude',
  'time',
  'closed',
  'mine',
  'new',
  'run',
] as const;

/**
 * Reads a view from a query string. Whatever is missing, unknown or malformed falls back to the default of
 * its own parameter, so that an old or hand-made link still opens. A link without a version is ours too:
 * the console's right-click writes `?address=` alone.
 */
export function readView(search: string): View {
  const parameters = new URLSearchParams(search);
  const read = (name: (typeof ownParameters)[number]) => parameters.get(name) ?? '';
  return {
    text: read('q'),
    risks: listOf(read('risk'), risks),
    protocols: listOf(read('protocol'), protocols),
    bytes: oneOf(read('bytes'), ['known', 'unknown'] as const) ?? 'any',
    range: readRange(parameters),
    profile: oneOf(read('profile'), profiles),
    sort: readSort(read('sort')),
    layout: oneOf(read('view'), layouts) ?? 'cards',
    finding: read('finding') || null,
    address: hostText(read('address')) || null,
    only: readScopes(parameters.getAll('only')),
    exclude: readScopes(parameters.getAll('exclude')),
    time: readTime(read('time')),
    closed: oneOf(read('closed'), closedChoices) ?? 'hidden',
    mine: read('mine') === '1',
    unseen: read('new') === '1',
    run: read('run') || null,
  };
}

/** Writes a view into a query string; parameters that are not ours (`ui`, `theme`) stay as they are. */
export function writeView(view: View, search: string): string {
  const parameters = new URLSearchParams(search);
  for (const name of ownParameters) parameters.delete(name);
  const set = (name: (typeof ownParameters)[number], value: string) => {
    if (value !== '') parameters.set(name, value);
  };
  set('v', version);
  set('q', view.text);
  set('risk', view.risks.join(','));
  set('protocol', view.protocols.join(','));
  set('bytes', view.bytes === 'any' ? '' : view.bytes);
  if (view.range.kind === 'custom') {
    set('range', 'custom');
    set('start', `${view.range.window.startMs}`);
    set('stop', `${view.range.window.stopMs}`);
  } else if (view.range.name !== '24h') set('range', view.range.name);
  set('profile', view.profile ?? '');
  set('sort', writeSort(view.sort));
  set('view', view.layout === 'cards' ? '' : view.layout);
  set('finding', view.finding ?? '');
  set('address', view.address ?? '');
  for (const scope of view.only) parameters.append('only', `${scope.field}:${scope.value}`);
  for (const scope of view.exclude) parameters.append('exclude', `${scope.field}:${scope.value}`);
  set('time', view.time === null ? '' : `${view.time.startMs}-${view.time.stopMs}`);
  set('closed', view.closed === 'hidden' ? '' : view.closed);
  set('mine', view.mine ? '1' : '');
  set('new', view.unseen ? '1' : '');
  set('run', view.run ?? '');
  return `?${parameters}`;
}

/**
 * The view as a link for another reader: the minutes the reader sees, not "the last 24 hours" of whenever
 * the link is opened, and no run, because a run belongs to a session.
 */
export function sharedView(view: View, run: Run | null): View {
  if (run === null) return { ...view, run: null };
  return {
    ...view,
    run: null,
    profile: run.profile,
    range: { kind: 'custom', window: run.window },
  };
}

/** Whether a link asks for results at once: it names minutes, a finding, or whom to look at. */
export function asksForResults(view: View): boolean {
  const { range, finding, address, only } = view;
  return range.kind === 'custom' || finding !== null || address !== null || only.length > 0;
}

/** What to ask the server for to see this view. */
export function requestOf(view: View, defaultProfile: Profile): Omit<RunRequest, 'fresh'> {
  return {
    profile: view.profile ?? defaultProfile,
    range:
      view.range.kind === 'custom'
        ? { window: view.range.window }
        : { lastMinutes: rangeMinutes[view.range.name] },
  };
}

/** Whether a run answers the view's range and profile; the end of a named range may have moved on. */
export function answers(run: Run, view: View, defaultProfile: Profile): boolean {
  const { profile, range } = requestOf(view, defaultProfile);
  if (run.profile !== profile) return false;
  if ('window' in range)
    return range.window.startMs === run.window.startMs && range.window.stopMs === run.window.stopMs;
  return run.window.stopMs - run.window.startMs === range.lastMinutes * 60_000;
}

function readRange(parameters: URLSearchParams): Range {
  const startMs = minuteOf(parameters.get('start'));
  const stopMs = minuteOf(parameters.get('stop'));
  if (parameters.get('range') === 'custom' && startMs !== null && stopMs !== null)
    if (startMs < stopMs) return { kind: 'custom', window: { startMs, stopMs } };
  const name = oneOf(parameters.get('range') ?? '', namedRanges);
  return { kind: 'last', name: name ?? '24h' };
}

/** Two moments (epoch ms) in order, as `start-stop`. */
function readTime(text: string): TimeWindow | null {
  const [, start, stop] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  const time = { startMs: Number(start), stopMs: Number(stop) };
  return time.startMs < time.stopMs ? time : null;
}

const namedRanges = ['1h', '6h', '24h', '7d'] as const satisfies readonly NamedRange[];

/** Ariel's windows are full minutes, so a hand-made link is cut down to one. */
function minuteOf(text: string | null): number | null {
  if (text === null || !/^\d{1,15}$/.test(text)) return null;
  return Math.floor(Number(text) / 60_000) * 60_000;
}

function readSort(text: string): Sort {
  const descending = text.startsWith('-');
  const by = oneOf(descending ? text.slice(1) : text, sortKeys);
  return by === null ? defaultView.sort : { by, descending };
}

function writeSort(sort: Sort): string {
  const { by, descending } = defaultView.sort;
  if (sort.by === by && sort.descending === descending) return '';
  return `${sort.descending ? '-' : ''}${sort.by}`;
}

function readScopes(texts: readonly string[]): Scope[] {
  return texts.flatMap((text) => {
    const colon = text.indexOf(':');
    const field = oneOf(text.slice(0, Math.max(colon, 0)), scopeFields);
    const value = text.slice(colon + 1);
    if (field === null || value === '') return [];
    return [{ field, value: field === 'user' ? value : hostText(value) }];
  });
}

function oneOf<T extends string>(text: string, allowed: readonly T[]): T | null {
  return allowed.find((value) => value === text) ?? null;
}

function listOf<T extends string>(text: string, allowed: readonly T[]): T[] {
  const named = text.split(',');
  return allowed.filter((value) => named.includes(value));
}

/** The first press sorts by the column, most or last first for numbers and times; the next one turns it. */
export function nextSort(sort: Sort, by: SortKey): Sort {
  if (sort.by === by) return { by, descending: !sort.descending };
  const downFirst: readonly SortKey[] = [
    'risk',
    'sent',
    'received',
    'connections',
    'lastSeen',
    'firstSeen',
  ];
  return { by, descending: downFirst.includes(by) };
}
