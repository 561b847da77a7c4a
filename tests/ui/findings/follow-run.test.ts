import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { followRun } from '../../../ui/findings/followRun.ts';
import type { Run, RunFindings } from '../../../contract/run.ts';
import { aRunningRun } from '../../support/scripted-server.ts';
import { anApi, aProblem, aRun } from '../../support/ui-records.ts';

const retryable = new ProblemError(aProblem({ retryable: true }));
const final = new ProblemError(aProblem({ code: 'not-signed-in', retryable: false }));

type Options = {
  readonly polls: readonly (Run | Error)[];
  readonly wants?: (run: Run) => boolean;
  readonly findings?: Api['findings'];
  readonly abortAfter?: number;
};

/** Follows a run whose polls answer one after the other; time passes at once and is noted. */
async function follow(first: Run, { polls, wants = () => true, findings, abortAfter }: Options) {
  const left = [...polls];
  const control = new AbortController();
  const seen: string[] = [];
  const waited: number[] = [];
  const held: number[] = [];
  const known: number[] = [];
  const api = anApi({
    run: (_id, look) => {
      held.push(look.wait);
      known.push(look.seen);
      const next = left.shift();
      if (next === undefined) throw new Error('polled too often');
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    findings:
      findings ?? (() => Promise.resolve<RunFindings>({ revision: 0, findings: [], denied: [] })),
  });
  const outcome = await followRun(first, {
    api,
    signal: control.signal,
    wait: (ms) => {
      waited.push(ms);
      if (waited.length === abortAfter) control.abort();
      return Promise.resolve();
    },
    onRun: (run) => seen.push(`${run.state} ${run.percent}`),
    wantsFindings: wants,
    onFindings: (results) => seen.push(`findings ${results.revision}`),
  }).then(
    () => 'ended',
    (error: unknown) => error,
  );
  return { outcome, seen, waited, held, known, left: left.length };
}

it('lets the server hold its looks longer and longer, up to two seconds', async () => {
  const polls = [10, 20, 30, 40, 50].map((percent) => aRunningRun({ percent }));
  const { held, outcome } = await follow(aRunningRun(), { polls: [...polls, aRun()] });
  expect(held).toEqual([500, 750, 1_125, 1_688, 2_000, 2_000]);
  expect(outcome).toBe('ended');
});

it('says which revision it knows, so that a look just after news is not held', async () => {
  const polls = [1, 1, 2].map((revision) => aRunningRun({ revision }));
  const { known } = await follow(aRunningRun({ revision: 0 }), { polls: [...polls, aRun()] });
  expect(known).toEqual([0, 1, 1, 2]);
});

it('fetches findings once a revision, and again at the end only if that changed', async () => {
  const revisions: number[] = [];
  let revision = 0;
  const run = (changes: Partial<Run>) => {
    return aRunningRun(changes);
  };
  const { seen } = await follow(run({ revision: 1 }), {
    polls: [
      run({ revision: 1, percent: 30 }),
      run({ revision: 2, percent: 60 }),
      aRun({ revision: 2 }),
    ],
    findings: () => {
      revision += 1;
      revisions.push(revision);
      return Promise.resolve({ revision, findings: [], denied: [] });
    },
  });
  expect(seen).toEqual([
    'running 0',
    'findings 1',
    'running 30',
    'running 60',
    'findings 2',
    'done 100',
  ]);
});

it('does not fetch what would not be shown', async () => {
  const { seen } = await follow(aRunningRun({ revision: 1 }), {
    polls: [aRun({ revision: 2 })],
    wants: (run) => run.state === 'done',
  });
  expect(seen).toEqual(['running 0', 'done 100', 'findings 0']);
});

it('pauses before each look, whether the server holds it or not', async () => {
  const { waited } = await follow(aRunningRun(), { polls: [aRunningRun(), aRun()] });
  expect(waited).toEqual([50, 50]);
});

it('ends with a run that has ended, without asking again', async () => {
  const { waited, outcome } = await follow(aRun(), { polls: [] });
  expect([outcome, waited]).toEqual(['ended', []]);
});

it('goes on after polls that failed and may be retried', async () => {
  const { outcome, seen } = await follow(aRunningRun(), {
    polls: [retryable, retryable, aRunningRun({ percent: 50 }), retryable, aRun()],
  });
  expect(outcome).toBe('ended');
  expect(seen.at(-2)).toBe('done 100');
});

it('gives up after thirteen failures in a row', async () => {
  const { outcome, left } = await follow(aRunningRun(), {
    polls: Array.from({ length: 20 }, () => retryable),
  });
  expect(outcome).toBe(retryable);
  expect(left).toBe(7);
});

it('gives up at once on a failure that asking again does not mend', async () => {
  const { outcome, left } = await follow(aRunningRun(), { polls: [final, aRun()] });
  expect(outcome).toBe(final);
  expect(left).toBe(1);
});

it('reports nothing any more once it is given up', async () => {
  const { outcome, seen } = await follow(aRunningRun(), {
    polls: [aRunningRun({ percent: 20 }), aRun()],
    abortAfter: 1,
  });
  expect(outcome).toMatchObject({ name: 'AbortError' });
  expect(seen).toEqual(['running 0', 'findings 0']);
});
