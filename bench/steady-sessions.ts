// Sessions that use the app as tabs, tooltips and other apps do, all at the same time.
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { routes } from '../contract/routes.ts';
import { runSchema, type Run } from '../contract/run.ts';

/** What came of all sessions together. */
export type SessionsDone = {
  readonly sessions: number;
  readonly answers: number;
  readonly runs: number;
  readonly cancelled: number;
  /** Runs that waited for a place, and answers that asked to come again later (429). */
  readonly queued: number;
  readonly later: number;
  /** Everything else that was not as it should be, in words; none is left out. */
  readonly errors: readonly string[];
};

export type SessionsOptions = {
  readonly url: string;
  readonly sessions: number;
  readonly forMs: number;
  /** Between two detections of a session, ms. */
  readonly pauseMs: number;
};

/** Every fifth detection of a session is cancelled on the way. */
const cancelEvery = 5;

/** Has so many sessions run detections, read findings, details, tooltips and pages of the service until the time is over. */
export async function useBySessions(options: SessionsOptions): Promise<SessionsDone> {
  const untilMs = performance.now() + options.forMs;
  const all = Array.from({ length: options.sessions }, (_, at) => new Session(options, at));
  await Promise.all(all.map((session) => session.useUntil(untilMs)));
  const sum = (of: (session: Session) => number) =>
    all.reduce((total, session) => total + of(session), 0);
  return {
    sessions: options.sessions,
    answers: sum(({ answers }) => answers),
    runs: sum(({ runs }) => runs),
    cancelled: sum(({ cancelled }) => cancelled),
    queued: sum(({ queued }) => queued),
    later: sum(({ later }) => later),
    errors: all.flatMap(({ errors }) => errors),
  };
}

const findingsSchema = z.object({ findings: z.array(z.object({ id: z.string() })) });

class Session {
  answers = 0;
  runs = 0;
  cancelled = 0;
  queued = 0;
  later = 0;
  readonly errors: string[] = [];
  readonly #options: SessionsOptions;
  readonly #number: number;

  constructor(options: SessionsOptions, number: number) {
    this.#options = options;
    this.#number = number;
  }

  async useUntil(untilMs: number): Promise<void> {
    for (let round = 1; performance.now() < untilMs; round += 1) {
      try {
        await this.#use(round);
      } catch (error) {
        this.errors.push(error instanceof Error ? `${error.message} ${causeOf(error)}` : 'unknown');
      }
      await wait(this.#options.pauseMs);
    }
  }

  async #use(round: number): Promise<void> {
    await this.#ask('GET', routes.session());
    // Minutes of its own, so that no session is given the run of another one.
    const range = { lastMinutes: 60 + this.#number };
    const wanted = { profile: 'corrected', range, fresh: true };
    const started = await this.#ask('POST', routes.runs(), wanted);
    if (started === null) return;
    let run = runSchema.parse(started);
    if (run.queued !== null) this.queued += 1;
    if (round % cancelEvery === 0) {
      run = runSchema.parse(await this.#ask('DELETE', routes.run(run.id)));
      this.cancelled += 1;
      return;
    }
    while (run.state === 'running') {
      const look = `${routes.run(run.id)}?wait=1000&seen=${run.revision}`;
      run = runSchema.parse(await this.#ask('GET', look));
    }
    this.runs += 1;
    if (run.state !== 'done') throw new Error(`a run ended ${run.state}: ${run.problem?.code}`);
    await this.#readAll(run);
  }

  async #readAll(run: Run): Promise<void> {
    const { findings } = findingsSchema.parse(await this.#ask('GET', routes.findings(run.id)));
    if (findings.length !== run.findings)
      throw new Error(`${findings.length} of ${run.findings} findings`);
    const [first] = findings;
    if (first) await this.#ask('GET', `${routes.events(run.id, first.id)}?offset=0&limit=50`);
    await this.#ask('GET', `hover/ip?context=10.0.${this.#number}.1`);
    await this.#ask('GET', 'service/v1/findings?limit=500');
  }

  /** `null` where it is to come again later, after as long as was asked for. Throws for every other failure. */
  async #ask(method: string, at: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#options.url}/${at}`, {
      method,
      headers: {
        Cookie: `SEC=session-${this.#number}; QRadarCSRF=c`,
        QRadarCSRF: 'c',
        'Content-Type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.answers += 1;
    const text = await response.text();
    if (response.status === 429) {
      this.later += 1;
      await wait(Number(response.headers.get('Retry-After')) * 1000);
      return null;
    }
    if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  }
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? cause.message : '';
}
