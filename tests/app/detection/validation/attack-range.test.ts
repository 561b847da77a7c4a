/** The bench on a console that the attack range writes to: what it states beforehand comes, and what is left out is named. */
import { techniqueIds, type TechniqueId } from '../../../../contract/validation.ts';
import { parsedWhereBroken } from '../../../../sandbox/data/broken-deployment.ts';
import { AttackRange } from '../../../../sandbox/data/range/attack-range.ts';
import type { RangeOrderInput } from '../../../../sandbox/data/range/order.ts';
import { standardHosts } from '../../../../sandbox/data/range/techniques.ts';
import { loadScenario, type ScenarioName } from '../../../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../../../sandbox/sql/store.ts';
import { techniqueOf } from '../../../../app/detection/validation/techniques.ts';
import { ManualClock } from '../../../sandbox/api/support.ts';
import { atMs, checked, type Checked } from './bench-store.ts';

const open: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of open) await close();
});

/** A console of a scenario whose day ends at `atMs`, and its range just before the minute is over. */
async function consoleOf(name: ScenarioName) {
  const store = await ConsoleStore.open();
  await loadScenario(store, { name, scale: 0.02, endMs: atMs });
  const clock = new ManualClock(atMs + 55_000);
  const isBroken = name === 'broken-deployment';
  const parts = { store, clock, log: () => undefined };
  const range = new AttackRange({ ...parts, ...(isBroken ? { parsed: parsedWhereBroken } : {}) });
  open.push(async () => {
    await range.close();
    store.close();
  });
  return { store, clock, range };
}
type Given = Awaited<ReturnType<typeof consoleOf>>;

let markers = 0;
/** Lets a technique happen as the bench asks for it, and looks. */
async function tried(
  { store, range }: Given,
  technique: TechniqueId,
  order: Omit<RangeOrderInput, 'technique'> = {},
  look: { readonly nowMs?: number } = {},
): Promise<Checked> {
  markers += 1;
  const marker = `twrange${String(markers).padStart(3, '0')}`;
  // A technique has hosts of its own, so that no other one's records are beside it.
  const { platform } = techniqueOf(technique);
  const host = { name: `range-${markers}`, address: `10.30.77.${markers}` };
  const user = standardHosts[platform].user;
  await range.inject({ technique, marker, host, user, ...order }, 'admin');
  return checked(store, {
    technique,
    variant: order.twin === true ? 'twin' : 'test',
    marker,
    source: host.address,
    host: host.name,
    target: order.target ?? '28.201.9.33',
    ...look,
  });
}

describe('on the default scenario', () => {
  let given: Given;
  beforeAll(async () => {
    given = await consoleOf('company');
  });

  test.each(techniqueIds)('%s passes: every signal came, and the card is as stated', async (id) => {
    const { state, signals, comparison, failures, joinedBy } = await tried(given, id);
    expect(failures).toEqual([]);
    expect(joinedBy).toBe('Process Guid');
    expect(signals.map(({ signal, answer }) => [signal.id, answer])).toEqual(
      signals.map(({ signal }) => [signal.id, 'arrived']),
    );
    expect(comparison.filter(({ isSame }) => !isSame)).toEqual([]);
    expect(state).toBe('passed');
  });

  test.each(techniqueIds)('the twin of %s is silent', async (id) => {
    const { state, silence } = await tried(given, id, { twin: true });
    expect([silence, state]).toEqual(['silent', 'passed']);
  });

  test('a signal that is left out is missing, and named', async () => {
    const { state, signals } = await tried(given, 'ftp-upload', { without: ['connection'] });
    expect(state).toBe('failed');
    expect(signals.filter(({ answer }) => answer !== 'arrived')).toMatchObject([
      { signal: { id: 'connection' }, answer: 'missing' },
    ]);
  });

  test('what comes 90 s late is waited for, and then there', async () => {
    const { clock, store } = given;
    const soon = await tried(given, 'ftp-c2', { lateSeconds: 90 }, { nowMs: atMs + 60_000 });
    expect(soon.state).toBe('waiting');
    expect(soon.signals.filter(({ answer }) => answer === 'missing')).toEqual([]);
    clock.advance(120_000);
    while (given.range.waiting > 0) await store.rows('SELECT 1');
    const later = await checked(store, {
      technique: 'ftp-c2',
      marker: `twrange${String(markers).padStart(3, '0')}`,
      source: `10.30.77.${markers}`,
      host: `range-${markers}`,
      target: '28.201.9.33',
    });
    expect(later.state).toBe('passed');
  });
});

test('on the broken deployment the detection does not fire, and its clause is named', async () => {
  const { state, detection, signals } = await tried(
    await consoleOf('broken-deployment'),
    'ftp-upload',
  );
  expect(state).toBe('failed');
  expect(detection).toMatchObject({ answer: 'not-fired', droppedBy: 'direction' });
  const own = signals.filter(({ signal }) => signal.kind !== 'network');
  expect(own.every(({ answer }) => answer === 'arrived')).toBe(true);
});
