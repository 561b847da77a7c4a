/** Whose evidence is there while runs end and previews are made, on a real store. */
import { setImmediate as othersTurn } from 'node:timers/promises';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { openEvidenceStore } from '../../../../app/adapters/store/evidence-store.ts';
import { Evidence } from '../../../../app/detection/evidence/evidence.ts';
import type { Steps } from '../../../../app/ports/steps.ts';
import { KeptEvidence } from '../../../../app/runs/allowlist/kept-evidence.ts';
import { connectionRow } from '../../detection/builders.ts';
import { hour } from '../../detection/hour.ts';

let kept: KeptEvidence;
beforeEach(() => {
  let nowMs = 0;
  kept = new KeptEvidence({
    store: openEvidenceStore({
      report: (_, error) => {
        throw error;
      },
    }),
    // Each look at the clock ends a turn, so that every step is one.
    clock: { monotonicMs: () => (nowMs += 1000) },
    isMemoryShort: () => false,
    memoryInWords: () => '',
  });
});
afterEach(() => kept.close());

/** A run of so many pairs. */
function run(pairs: number, finishedMs: number) {
  const evidence = new Evidence();
  for (let n = 0; n < pairs; n++)
    evidence.transfers.fold(connectionRow({ destination: `93.184.${n >> 8}.${n & 255}` }));
  const options = {
    ...{ window: hour, profile: 'corrected' as const, settings: defaultSettings },
    domainNames: new Map<number, string>(),
  };
  return { scope: 'team', finishedMs, evidence, options };
}
function* pairsOf({ transfers }: Evidence): Steps<number> {
  return transfers.pairCount;
}
const pairs = () => kept.work('team', pairsOf, new AbortController().signal);

test('a preview that is being made ends on the run it began with, the next is made on the one that ended meanwhile', async () => {
  await kept.keep(run(2000, 1));
  const first = pairs();
  await othersTurn();
  await kept.keep(run(3, 2));
  expect(await first).toMatchObject({ finishedMs: 1, result: 2000 });
  expect(await pairs()).toMatchObject({ finishedMs: 2, result: 3 });
});

test('of runs that end together the last is kept, whichever is written first', async () => {
  const long = kept.keep(run(2000, 1));
  await kept.keep(run(3, 2));
  expect(await pairs()).toMatchObject({ finishedMs: 2, result: 3 });
  await long;
  expect(await pairs()).toMatchObject({ finishedMs: 2, result: 3 });
});
