import { randomBytes } from 'node:crypto';
import type { ConsoleStore, EventRow } from '../../sql/store.ts';
import { logSourceTypes } from '../log-sources.ts';
import { Delivery, type RangeClock } from './delivery.ts';
import { RangeRefusal, readOrder, type RangeOrder } from './order.ts';
import { recordsOf, type RangePlan } from './range-records.ts';
import { inWords, runOf, type RangeRun } from './run.ts';
import type { SysmonHost } from './sysmon-records.ts';
import { standardHosts, techniques } from './techniques.ts';

/** What the range works on. `parsed`: how the console reads a record, where that is not as the devices meant it. */
export type AttackRangeParts = {
  readonly store: ConsoleStore;
  readonly clock: RangeClock;
  readonly parsed?: (row: EventRow) => EventRow;
  readonly log: (line: string) => void;
};

/** Bounds, all choices: records that wait for their time, runs that are listed, records of two days (how long the feed keeps them), hosts that the range made log sources for. */
export const rangeBounds = { waiting: 2000, runs: 50, records: 20_000, hosts: 40 } as const;
const keptMs = 2 * 86_400_000;
/** Ids of log sources that the range makes. */
const firstHostId = 900_001;

/**
 * Lets techniques happen on a console: their records appear in its store as a log source's would, at once or late. It writes where
 * the live feed writes, so they are found by searches like any others. Orders are carried out one after another; `close` drops what still waits.
 */
export class AttackRange {
  readonly #parts: AttackRangeParts;
  readonly #delivery: Delivery;
  readonly #written: { readonly atMs: number; readonly records: number }[] = [];
  #runs: readonly RangeRun[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #made = 0;
  #orders = 0;

  constructor(parts: AttackRangeParts) {
    this.#parts = parts;
    this.#delivery = new Delivery(parts);
  }

  /** The last runs, newest first. */
  get runs(): readonly RangeRun[] {
    return this.#runs;
  }

  /** How many records wait for their time. */
  get waiting(): number {
    return this.#delivery.waiting;
  }

  /**
   * Carries out an order (`orderSchema`), and resolves when what is not late can be searched. Rejects with a `RangeRefusal` for an order that makes no sense,
   * a console without what it needs, or too much at once; nothing has been written then.
   */
  async inject(body: unknown, by: string): Promise<RangeRun> {
    const order = readOrder(body);
    const mine = this.#last.then(() => this.#inject(order, by));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Writes no more. Resolves when the last write has ended. */
  async close(): Promise<void> {
    const closed = this.#delivery.close();
    await this.#last;
    await closed;
  }

  async #inject(order: RangeOrder, by: string): Promise<RangeRun> {
    const { store, clock, parsed = (row: EventRow) => row } = this.#parts;
    const orderedMs = clock.now();
    const variant = techniques[order.technique][order.twin ? 'twin' : 'attack'];
    const unknown = order.without.find((signal) => !variant.signals.includes(signal));
    if (unknown !== undefined) {
      throw new RangeRefusal(400, `This form of ${order.technique} leaves no signal "${unknown}".`);
    }
    const { host, isNew } = this.#hostOf(order);
    const plan: RangePlan = {
      ...order,
      variant,
      host,
      target: variant.target === null ? null : (order.target ?? variant.target),
      marker: order.marker ?? `run-${randomBytes(4).toString('hex')}`,
      bytes: order.bytes ?? variant.bytes,
      sessions: order.sessions ?? variant.sessions,
      untilMs: orderedMs,
    };
    const signals = recordsOf(plan, store, parsed);
    const rows = signals.flatMap((signal) => signal.rows);
    this.#refuseTooMuch(rows.length, order.lateSeconds > 0, orderedMs);
    if (isNew) await this.#addLogSource(host, orderedMs);
    this.#orders += 1;
    const run = runOf(plan, signals, { id: this.#orders, by }, store.dimensions.logSources);
    this.#runs = [run, ...this.#runs].slice(0, rangeBounds.runs);
    this.#parts.log(inWords(run, rows.length));
    await this.#delivery.deliver(rows, order.lateSeconds * 1000);
    return run;
  }

  /** The host of an order and the log source that its Sysmon sends through, which may have to be made. */
  #hostOf({ technique, host, user }: RangeOrder): {
    readonly host: SysmonHost;
    readonly isNew: boolean;
  } {
    const { platform } = techniques[technique];
    const standard = standardHosts[platform];
    const { name, address } = host ?? standard;
    const known = this.#parts.store.dimensions.logSources.find(
      (row) => row.typeId === logSourceTypes[platform].id && row.sendingIp === address,
    );
    if (known === undefined && this.#made >= rangeBounds.hosts) {
      throw new RangeRefusal(
        429,
        `The range has made log sources for ${rangeBounds.hosts} hosts; use one of these, or start the console anew.`,
      );
    }
    return {
      isNew: known === undefined,
      host: {
        platform,
        name,
        address,
        user: user ?? standard.user,
        logSourceId: known?.id ?? firstHostId + this.#made,
      },
    };
  }

  /** A host that nobody knew is found as QRadar finds one, by its first record. */
  async #addLogSource(host: SysmonHost, nowMs: number): Promise<void> {
    await this.#parts.store.addLogSource({
      id: host.logSourceId,
      name: `${host.name} (Sysmon)`,
      description: 'Found by its first record',
      typeId: logSourceTypes[host.platform].id,
      groupIds: [],
      enabled: true,
      status: 'SUCCESS',
      statusMessages: [],
      lastEventTimeMs: nowMs,
      averageEps: 0,
      coalesceEvents: false,
      credibility: 5,
      sendingIp: host.address,
      autoDiscovered: true,
      creationMs: nowMs,
      modifiedMs: nowMs,
    });
    this.#made += 1;
  }

  #refuseTooMuch(records: number, isLate: boolean, nowMs: number): void {
    while ((this.#written[0]?.atMs ?? nowMs) < nowMs - keptMs) this.#written.shift();
    const before = this.#written.reduce((sum, each) => sum + each.records, 0);
    if (before + records > rangeBounds.records) {
      throw new RangeRefusal(429, `The range writes ${rangeBounds.records} records in two days.`);
    }
    if (isLate && this.#delivery.waiting + records > rangeBounds.waiting) {
      throw new RangeRefusal(
        429,
        `${this.#delivery.waiting} late records wait for their time, ${rangeBounds.waiting} may. Order again when they have come.`,
      );
    }
    this.#written.push({ atMs: nowMs, records });
  }
}
