import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ConsoleStore } from '../../sql/store.ts';
import { logSourceNamed, offensesWith, readSignal, withTransferWatch } from './transfer-watch.ts';

/** A receiver of syslog over TCP, and where it listens. `close` resolves when what has arrived is stored. */
export type SyslogListener = { readonly port: number; readonly close: () => Promise<void> };

/**
 * Takes syslog over TCP on this machine alone, a line a message, as QRadar's own listener does: events of Transfer Watch are stored, and its
 * rule makes offenses of them. Other lines are told to `log` and left out. Port 0 takes a free one.
 */
export async function startSyslogListener(
  store: ConsoleStore,
  options: { readonly port: number; readonly log: (line: string) => void },
): Promise<SyslogListener> {
  await store.setDimensions(withTransferWatch(store.dimensions, Date.now()));
  const sockets = new Set<Socket>();
  // One after the other: each may add a log source or an offense.
  let storing = Promise.resolve();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', (error) => options.log(`[syslog] ${error.message}`));
    createInterface({ input: socket }).on('line', (line) => {
      storing = storing
        .then(() => take(store, line, options.log))
        .catch((error: unknown) => options.log(`[syslog] not stored: ${String(error)}`));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await storing;
    },
  };
}

async function take(store: ConsoleStore, line: string, log: (line: string) => void): Promise<void> {
  const signal = readSignal(line);
  if (signal === null) {
    log(`[syslog] no event of Transfer Watch: ${line.slice(0, 200)}`);
    return;
  }
  const { id: logSourceId, added } = logSourceNamed(signal.logSource, store.dimensions, Date.now());
  if (added !== null) {
    const { dimensions } = store;
    await store.setDimensions({ ...dimensions, logSources: [...dimensions.logSources, added] });
  }
  await store.insertEvents([{ ...signal.row, logSourceId }]);
  store.noteLastEvents(new Map([[logSourceId, signal.row.startMs]]));
  store.setOffenses(offensesWith(signal, logSourceId, store.dimensions));
}
