/** Which actions a session is told of, page by page, on a real store. */
import { createAllowLedger } from '../../../../app/adapters/store/allow-ledger.ts';
import { openEvidenceStore } from '../../../../app/adapters/store/evidence-store.ts';
import type { KeptEntry } from '../../../../app/ports/allow-ledger.ts';
import { AllowlistReader } from '../../../../app/runs/allowlist/allowlist.ts';
import { KeptEvidence } from '../../../../app/runs/allowlist/kept-evidence.ts';
import { useFreshFolder } from '../../adapters/store/fresh-folder.ts';

const fresh = useFreshFolder();
const clock = { nowMs: () => 1000, monotonicMs: () => 1000 };
const report = (_: string, error: unknown) => {
  throw error;
};
const refuse = () => Promise.reject(new Error('nothing is written'));

function entry(number: number, domainId: number): KeptEntry {
  const value = `10.0.0.${number}`;
  const none = { destination: null, port: null, user: null };
  return {
    ...{ id: `e${number}`, subject: { scope: 'source', source: value, ...none, domainId }, value },
    ...{ setName: 'Transfer Watch: allowed source IPs', reason: 'backup', secondReason: null },
    ...{ author: 'alice', origin: 'app', createdMs: number, expiresMs: null, state: 'removed' },
    ...{ endedMs: 1, endedBy: 'alice', changes: [], seenBy: null },
  };
}

test('a page is full of what is seen, however many others are between, and the next goes on after it', async () => {
  const ledger = createAllowLedger({ store: fresh.open(), clock });
  const evidence = new KeptEvidence({
    ...{ store: openEvidenceStore({ report }), clock },
    ...{ isMemoryShort: () => false, memoryInWords: () => '' },
  });
  const reader = new AllowlistReader({
    referenceSets: {
      read: () => Promise.resolve([]),
      ...{ create: refuse, add: refuse, remove: refuse },
    },
    verdicts: { confirmed: () => new Set(), confirmedSince: () => [] },
    ...{ ledger, evidence, clock, report },
  });
  // Of ten actions, the second and the third are about the domain that is seen, and the oldest.
  for (let number = 1; number <= 10; number++) {
    const kept = entry(number, [1, 8, 9].includes(number) ? 7 : 8);
    const action = { atMs: number, user: 'alice', kind: 'remove' as const, reason: '' };
    ledger.write({
      entries: [kept],
      action: { ...action, entries: [kept.id], canBeUndone: true },
    });
  }
  const asker = {
    identity: { sec: 'a', csrf: 'b' },
    ...{ scope: 's', signal: new AbortController().signal },
  };
  const page = async (before: number | null) => {
    const { actions, more } = await reader.history(
      asker,
      { before, limit: 2 },
      (domain) => domain === 7,
    );
    return { entries: actions.flatMap((one) => one.entries.map(({ id }) => id)), more, actions };
  };
  const first = await page(null);
  expect(first).toMatchObject({ entries: ['e9', 'e8'], more: true });
  const second = await page(Number(first.actions.at(-1)?.id));
  expect(second).toMatchObject({ entries: ['e1'], more: false });
  evidence.close();
});
