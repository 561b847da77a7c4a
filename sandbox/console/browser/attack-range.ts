import type { RangeFacts, RangeOrderInput, SignalName } from '../../api/range-control.ts';
import { checkbox } from './dialog.ts';
import { byId, element } from './dom.ts';
import { formatNumber } from './format.ts';
import { pageSettings } from './page-settings.ts';
import { runTile, shortName, type Run } from './range-runs.ts';
import { field, list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import { words } from './words.ts';

const path = '/console/stand-in/attack-range/runs';
const named = words.range;
// Both ends are the console's: `attackRangePage` wrote exactly this.
const facts = pageSettings().data as RangeFacts;

const form = byId('range-form', HTMLFormElement);
const technique = byId('range-technique', HTMLSelectElement);
const twin = byId('range-twin', HTMLSelectElement);
const place = byId('range-place', HTMLSelectElement);
const input = (id: string): HTMLInputElement => byId(`range-${id}`, HTMLInputElement);
const [host, address, user] = [input('host'), input('address'), input('user')];
const [target, marker] = [input('target'), input('marker')];
const [sessions, bytes, late] = [input('sessions'), input('bytes'), input('late')];
const coalesced = input('coalesced');
const signals = byId('range-signals', HTMLElement);
const news = byId('range-news', HTMLElement);
const runs = byId('range-runs', HTMLElement);

const option = (value: string, text: string): HTMLElement => element('option', { value }, text);
let arriving: readonly { readonly signal: SignalName; readonly box: HTMLInputElement }[] = [];

function chosen(): RangeFacts['techniques'][number] {
  const found = facts.techniques.find(({ name }) => name === technique.value);
  if (found === undefined) throw new Error('the page lists no such technique');
  return found;
}

/** Shows what an order of this technique and form gets that says nothing else. */
function suggest(): void {
  const of = chosen();
  const form = twin.value === 'twin' ? of.twin : of.attack;
  const standard = facts.hosts[of.platform];
  host.value = standard.name;
  address.value = standard.address;
  user.value = standard.user;
  sessions.value = String(form.sessions);
  bytes.value = String(form.bytes);
  target.value = form.target ?? '';
  for (const control of [place, target, bytes]) control.disabled = form.target === null;
  byId('range-nowhere', HTMLElement).hidden = form.target !== null;
  nameThePlace();
  const boxes = form.signals.map((signal) => ({
    signal,
    ...checkbox(named.signals[signal], true),
  }));
  arriving = boxes;
  signals.replaceChildren(...boxes.map(({ line }) => line));
}

/** The list of places says what kind of address the field holds. */
function nameThePlace(): void {
  const known = Object.entries(facts.targets).find(([, known]) => known === target.value);
  place.value = known?.[0] ?? 'other';
}

function order(): RangeOrderInput {
  const of = chosen();
  const form = twin.value === 'twin' ? of.twin : of.attack;
  return {
    technique: of.name,
    twin: twin.value === 'twin',
    host: { name: host.value.trim(), address: address.value.trim() },
    user: user.value,
    sessions: sessions.valueAsNumber,
    lateSeconds: late.valueAsNumber,
    coalesced: coalesced.checked,
    without: arriving.filter(({ box }) => !box.checked).map(({ signal }) => signal),
    ...(form.target === null ? {} : { target: target.value.trim(), bytes: bytes.valueAsNumber }),
    ...(marker.value.trim() === '' ? {} : { marker: marker.value.trim() }),
  };
}

async function inject(): Promise<void> {
  const button = byId('range-inject', HTMLButtonElement);
  button.disabled = true;
  try {
    const body = new Blob([JSON.stringify(order())]);
    const headers = { 'Content-Type': 'application/json' };
    // Parse boundary: the console's own endpoint answers with a run.
    const run = (await rest(path, { method: 'POST', headers, body })) as Run;
    const records = run.signals.reduce((sum, signal) => sum + signal.records, 0);
    show(news, said(named.done(shortName(run), formatNumber(records), run.marker)));
    await refresh();
  } catch (error) {
    show(news, problemNotice(error, named.refused));
  } finally {
    button.disabled = false;
    news.scrollIntoView({ block: 'nearest' });
  }
}

function said(text: string): HTMLElement {
  return element('p', { class: 'notice' }, text);
}

async function refresh(): Promise<void> {
  try {
    // Parse boundary: as above.
    const all = list(field(await rest(path), 'runs')) as readonly Run[];
    if (all.length === 0) show(runs, emptyNotice(named.noRuns));
    else show(runs, ...all.map((run, index) => runTile(run, index === 0)));
  } catch (error) {
    show(runs, problemNotice(error));
  }
}

technique.append(...facts.techniques.map(({ name }) => option(name, named.techniques[name])));
twin.append(option('attack', named.attack), option('twin', named.twin));
place.append(
  ...(['outside', 'private', 'loopback', 'other'] as const).map((one) =>
    option(one, named.places[one]),
  ),
);
late.value = '0';
technique.addEventListener('change', suggest);
twin.addEventListener('change', suggest);
target.addEventListener('input', nameThePlace);
place.addEventListener('change', () => {
  const known = Object.entries(facts.targets).find(([name]) => name === place.value);
  if (known !== undefined) target.value = known[1];
  else target.focus();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void inject();
});
suggest();
void refresh();
