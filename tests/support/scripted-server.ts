import type { Denied, Finding } from '../../contract/finding.ts';
import type { HostSignal } from '../../contract/host-signal.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Run, RunRequest } from '../../contract/run.ts';
import { ProblemError, type Api } from '../../ui/api/api.ts';
import {
  aHost,
  aLookAround,
  anAbsence,
  anApi,
  aProblem,
  aRun,
  aSession,
  pivotQueries,
  someSettings,
} from './ui-records.ts';

/** What a run has come to: every poll and fetch answers from here until a test changes it. */
export type Script = {
  readonly run: Run;
  readonly findings?: readonly Finding[];
  readonly denied?: readonly Denied[];
  readonly hostSignals?: readonly HostSignal[];
};

/** A run under way, with nothing found yet. */
export function aRunningRun(changes: Partial<Run> = {}): Run {
  return aRun({
    state: 'running',
    step: 'search',
    percent: 0,
    examined: 0,
    findings: 0,
    revision: 0,
    finishedMs: null,
    ...changes,
  });
}

/**
 * The server port for page tests. Runs are what the test says they are; `requests` and `calls` record
 * what the page asked. `createRun` answers with the next script, or stays open while there is none.
 */
export class ScriptedServer {
  readonly requests: RunRequest[] = [];
  readonly calls: string[] = [];
  readonly api: Api;
  private readonly scripts = new Map<string, Script>();
  private readonly next: (Script | Problem)[] = [];
  private readonly waiting: (() => void)[] = [];
  private problem: Problem | null = null;

  constructor(methods: Partial<Api> = {}) {
    this.api = anApi({
      session: () => Promise.resolve(aSession()),
      settings: () => Promise.resolve({ settings: someSettings(), notice: null, version: '\"1\"' }),
      absence: () => Promise.resolve(anAbsence()),
      notLookedAt: () => Promise.resolve(aLookAround()),
      pivots: () => Promise.resolve(pivotQueries()),
      hosts: (addresses) => Promise.resolve(addresses.map((address) => aHost({ address }))),
      createRun: (request) => {
        this.requests.push(request);
        return this.create();
      },
      run: (id) => this.answer('run', id, ({ run }) => run),
      cancelRun: (id) => {
        const script = this.scripts.get(id);
        if (script) this.set({ ...script, run: { ...script.run, state: 'cancelled' } });
        return this.answer('cancel', id, ({ run }) => run);
      },
      findings: (id) =>
        this.answer('findings', id, ({ run, findings = [], denied = [], hostSignals }) => ({
          revision: run.revision,
          findings: [...findings],
          denied: [...denied],
          ...(hostSignals ? { hostSignals: [...hostSignals] } : {}),
        })),
      visit: () =>
        Promise.resolve({ sinceMs: null, analysts: ['kim', 'sam'], isShared: true, canUndo: 0 }),
      runTriage: () => Promise.resolve({ sinceMs: null, entries: [], newFindings: [] }),
      ...methods,
    });
  }

  /** What the next `createRun` leads to: a run, or a refusal. */
  willCreate(outcome: Script | Problem): this {
    this.next.push(outcome);
    this.waiting.shift()?.();
    return this;
  }

  /** Changes what a run has come to, or makes it known. */
  set(script: Script): this {
    this.scripts.set(script.run.id, script);
    return this;
  }

  /** Lets every poll and fetch fail from now on; `null` ends that. */
  failWith(problem: Problem | null): void {
    this.problem = problem;
  }

  private async create(): Promise<Run> {
    if (this.next.length === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const outcome = this.next.shift();
    if (outcome === undefined) throw new Error('woken without an outcome');
    if ('code' in outcome) throw new ProblemError(outcome);
    this.set(outcome);
    return outcome.run;
  }

  private answer<T>(call: string, id: string, read: (script: Script) => T): Promise<T> {
    this.calls.push(`${call} ${id}`);
    const script = this.scripts.get(id);
    if (this.problem) return Promise.reject(new ProblemError(this.problem));
    if (script) return Promise.resolve(read(script));
    const missing = aProblem({ code: 'run-not-found', status: 404, retryable: false });
    return Promise.reject(new ProblemError(missing));
  }
}
