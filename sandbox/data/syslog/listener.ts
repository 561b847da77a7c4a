import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ConsoleStore, EventRow } from '../../sql/store.ts';
import { Coalescing, intervalMs } from '../coalesce.ts';
import { logSourceNamed, offensesWith, readSignal, withTransferWatch } from './transfer-watch.ts';

/** A receiver of syslog over TCP, and where it listens. `close` resolves when what has arrived is stored. */
export type SyslogListener = { readonly port: number; readonly close: () => Promise<void> };

/**
 * Takes syslog over TCP on this machine alone, a line a message, as QRadar's own listener does: events of Transfer Watch are stored, those of
 * log sources with coalescing on as that leaves them, and its rule makes offenses of them. Other lines are told to `log` and left
 * out. Port 0 takes a free one.
 */
export async function startSyslogListener(
  store: ConsoleStore,
  options: { readonly port: number; readonly log: (line: string) => void },
): Promise<SyslogListener> {
  await store.setDimensions(withTransferWatch(store.dimensions, Date.now()));
  const sockets = new Set<Socket>();
  const receiver = new Receiver(store, options.log);
  // One after the other: each may add a log source or an offense.
  let storing = Promise.resolve();
  const next = (step: () => Promise<void>) => {
    storing = storing
      .then(step)
      .catch((error: unknown) => options.log(`[syslog] not stored: ${String(error)}`));
  };
  const timer = setInterval(() => next(() => receiver.storeOver(Date.now())), intervalMs / 10);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', (error) => options.log(`[syslog] ${error.message}`));
    createInterface({ input: socket }).on('line', (line) => next(() => receiver.take(line)));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, '127.0.0.1', resolve);
    });
  } catch (error) {
    clearInterval(timer);
    throw error;
  }
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: async () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      next(() => receiver.storeOver(Infinity));
      await storing;
    },
  };
}

/** What becomes of the lines. */
class Receiver {
  readonly #store: ConsoleStore;
  readonly #log: (line: string) => void;
  readonly #coalescing = new Map<number, Coalescing<EventRow>>();

  constructor(store: ConsoleStore, log: (line: string) => void) {
    this.#store = store;
    this.#log = log;
  }

  async take(line: string): Promise<void> {
    const signal = readSignal(line);
    if (signal === null) {
      this.#log(`[syslog] no event of Transfer Watch: ${line.slice(0, 200)}`);
      return;
    }
    const { dimensions } = this.#store;
    const { source, added } = logSourceNamed(signal.logSource, dimensions, Date.now());
    if (added)
      await this.#store.setDimensions({
        ...dimensions,
        logSources: [...dimensions.logSources, source],
      });
    const row = { ...signal.row, logSourceId: source.id };
    await this.#keep(source.coalesceEvents ? this.#coalescingOf(source.id).add(row) : [row]);
  }

  /** Stores what is left of intervals that are over by then, epoch ms. */
  async storeOver(atMs: number): Promise<void> {
    for (const coalescing of this.#coalescing.values()) await this.#keep(coalescing.over(atMs));
  }

  #coalescingOf(logSourceId: number): Coalescing<EventRow> {
    const known = this.#coalescing.get(logSourceId) ?? new Coalescing<EventRow>();
    this.#coalescing.set(logSourceId, known);
    return known;
  }

  async #keep(rows: readonly EventRow[]): Promise<void> {
    for (const row of rows) {
      await this.#store.insertEvents([row]);
      this.#store.noteLastEvents(new Map([[row.logSourceId, row.startMs]]));
      this.#store.setOffenses(offensesWith(row, this.#store.dimensions));
    }
  }
}
