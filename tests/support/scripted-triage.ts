import type {
  RunTriage,
  SinceClosed,
  Triage,
  TriageEvent,
  TriageRequest,
} from '../../contract/triage.ts';
import { ProblemError, type Api } from '../../ui/api/api.ts';
import { aProblem, dayMs } from './ui-records.ts';

/** A finding in somebody's hands. */
export function aTriage(changes: Partial<Triage> = {}): Triage {
  return {
    finding: 'f1',
    version: 1,
    state: 'in-progress',
    assignee: 'sam',
    note: '',
    by: 'sam',
    atMs: dayMs,
    firstSeenMs: dayMs,
    reopened: null,
    ...changes,
  };
}

/** It went on: four connections, 2 MiB. */
export function aContinuation(changes: Partial<SinceClosed> = {}): SinceClosed {
  return {
    why: 'continued',
    connections: 4,
    sentBytes: 2_097_152,
    atLeast: true,
    lastSeenMs: dayMs + 80_000_000,
    ...changes,
  };
}

/** The triage of a team of `kim`, who asks, and `sam`: versions, conflicts and undoing as the contract has them. */
export class ScriptedTriage {
  readonly requests: TriageRequest[] = [];
  /** `ended` of each visit told. */
  readonly visits: boolean[] = [];
  readonly entries = new Map<string, Triage>();
  readonly events = new Map<string, TriageEvent[]>();
  newFindings: string[] = [];
  readonly methods: Pick<
    Api,
    'visit' | 'runTriage' | 'decide' | 'undo' | 'triageHistory' | 'noteOffense'
  >;
  private last: { readonly finding: string; readonly before: Triage | undefined }[] = [];
  private count = 0;

  constructor(entries: readonly Triage[] = []) {
    for (const entry of entries) this.entries.set(entry.finding, entry);
    this.methods = {
      visit: (ended) => {
        this.visits.push(ended);
        if (ended) this.newFindings = [];
        return Promise.resolve({
          sinceMs: dayMs,
          analysts: ['kim', 'sam'],
          isShared: true,
          canUndo: this.last.length,
        });
      },
      runTriage: () => Promise.resolve(this.told()),
      decide: (_run, request) => {
        this.requests.push(request);
        return Promise.resolve(this.decideAs('kim', request));
      },
      undo: () => Promise.resolve(this.undo()),
      triageHistory: (_run, finding) =>
        Promise.resolve({
          triage: this.entries.get(finding) ?? aTriage({ finding, version: 0, state: 'new' }),
          events: this.events.get(finding) ?? [],
          more: false,
        }),
      noteOffense: (_run, finding, { offense, text }) => {
        this.record(finding, { kind: 'offense-note', offense, note: text });
        return Promise.resolve({ offense, id: 1, atMs: dayMs, isRecorded: true });
      },
    };
  }

  /** A decision of somebody, as the server takes it. */
  decideAs(user: string, { findings, state, assignee, note }: TriageRequest) {
    const present = findings.flatMap(({ id, version }) => {
      const entry = this.entries.get(id);
      return entry !== undefined && entry.version !== version ? [entry] : [];
    });
    if (present.length > 0) {
      const problem = aProblem({ code: 'triage-changed', status: 409, retryable: false });
      return { ...problem, changed: present.length, present };
    }
    this.last = findings.map(({ id }) => ({ finding: id, before: this.entries.get(id) }));
    const entries = findings.map(({ id, version }) => {
      const before = this.entries.get(id);
      const entry = aTriage({
        finding: id,
        version: version + 1,
        ...{ state, assignee, by: user, note: note || (before?.note ?? '') },
      });
      this.entries.set(id, entry);
      this.record(id, { by: user, state, assignee, note, many: findings.length });
      return entry;
    });
    return { act: this.count, changed: entries.length, entries: entries.slice(0, 50) };
  }

  private undo() {
    if (this.last.length === 0)
      throw new ProblemError(aProblem({ code: 'nothing-to-undo', status: 409, retryable: false }));
    const undone = this.last.length;
    for (const { finding, before } of this.last) {
      const version = (this.entries.get(finding)?.version ?? 0) + 1;
      const state = before?.state ?? 'new';
      const assignee = before?.assignee ?? null;
      this.entries.set(finding, aTriage({ ...before, finding, version, state, assignee }));
      this.record(finding, { kind: 'undone', state, assignee });
    }
    this.last = [];
    return { act: this.count, undone, kept: 0, keptEntries: [] };
  }

  private told(): RunTriage {
    return {
      sinceMs: dayMs,
      entries: [...this.entries.values()],
      newFindings: this.newFindings,
    };
  }

  private record(finding: string, changes: Partial<TriageEvent>): void {
    this.count += 1;
    const event: TriageEvent = {
      id: this.count,
      atMs: dayMs + this.count,
      by: 'kim',
      kind: 'decided',
      state: 'new',
      assignee: null,
      note: '',
      since: null,
      offense: null,
      many: 1,
      ...changes,
    };
    this.events.set(finding, [event, ...(this.events.get(finding) ?? [])]);
  }
}
