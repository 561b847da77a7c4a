/** Every technique and its twin over a real store, on three kinds of console (V1, V4, V7). */
import { techniqueIds, variants } from '../../../../contract/validation.ts';
import type { ConsoleStore, EventRow } from '../../../../sandbox/sql/store.ts';
import {
  checked,
  consoles,
  networkOf,
  openBench,
  sysmonOf,
  sysmonRow,
  type ConsoleKind,
} from './bench-store.ts';

const opened: ConsoleStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

const marker = 'twabcd1234';
const kinds = Object.keys(consoles) as ConsoleKind[];
const cases = techniqueIds.flatMap((technique) =>
  variants.flatMap((variant) => kinds.map((kind) => [technique, variant, kind] as const)),
);

const rowsOf = (
  technique: (typeof techniqueIds)[number],
  variant: (typeof variants)[number],
  kind: ConsoleKind,
): EventRow[] => [
  ...sysmonOf(technique, variant, marker).map((record) => sysmonRow(kind, record)),
  ...networkOf(technique, variant),
];

test.each(cases)('%s, %s, on a console with the names of: %s', async (technique, variant, kind) => {
  // Names that exist and are empty beside the ones that are filled.
  const empty = kind === 'renamed' ? ['Command', 'Process Path'] : [];
  const store = await openBench(kind, rowsOf(technique, variant, kind), empty);
  opened.push(store);
  const result = await checked(store, { technique, variant, marker });
  expect(result.failures).toEqual([]);
  expect(result.signals.map(({ signal, answer }) => [signal.id, answer])).toEqual(
    result.signals.map(({ signal }) => [
      signal.id,
      variant === 'test' || signal.id === 'witness' ? 'arrived' : 'absent',
    ]),
  );
  expect([result.state, result.silence]).toEqual(['passed', variant === 'twin' ? 'silent' : null]);
  const fires = variant === 'test' && technique !== 'smb-pipe';
  expect(result.detection.answer === 'fired').toBe(fires);
  const [{ soughtBy } = { soughtBy: null }] = result.signals.filter(
    ({ answer, signal }) => answer === 'arrived' && signal.kind !== 'network',
  );
  expect(soughtBy).toBe(kind === 'none' ? 'payload' : 'property');
});
