import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSignalQueue } from '../../../../app/adapters/store/signal-queue.ts';
import { createTriageStore } from '../../../../app/adapters/store/triage-store.ts';
import { sendLines } from '../../../../app/adapters/syslog/send-lines.ts';
import type { Receiver } from '../../../../app/ports/signals.ts';
import type { TriageStore } from '../../../../app/ports/triage.ts';
import { SignalSender } from '../../../../app/runs/signal/signal-sender.ts';
import { useFreshFolder } from '../../adapters/store/fresh-folder.ts';

const fresh = useFreshFolder();
const subject = {
  domain: { id: 0, name: null },
  ...{ source: '10.0.0.1', destination: '198.51.100.1', port: 21, transport: 'tcp' },
  ...{ users: [], risk: 'HIGH' as const, connections: 3, sentBytes: 5, lastSeenMs: 50_000 },
};
const known = {
  ...{ profile: 'corrected' as const, window: { startMs: 0, stopMs: 60_000 }, basis: null },
  ...{ connections: 3, sentBytes: 5, knownUntilMs: 50_000 },
};

/** Receivers of the test, and all lines that have arrived. */
const received: string[] = [];
const servers: Server[] = [];
const sockets = new Set<Socket>();
const senders: SignalSender[] = [];
async function listen(port = 0, onSocket: (socket: Socket) => void = () => undefined) {
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.on('end', () => received.push(...text.split('\n').filter((line) => line !== '')));
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}
const shut = async (server: Server | undefined) => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server?.close(resolve));
};
afterEach(async () => {
  for (const sender of senders.splice(0)) await sender.close();
  for (const server of servers.splice(0)) await shut(server);
  received.length = 0;
});

type Told = { store: TriageStore; sender: SignalSender; pauses: { ms: number; end: () => void }[] };
function start(
  receiver: Receiver | null | (() => Receiver | null),
  options: { waiting?: number; known?: number } = {},
): Told {
  const pauses: Told['pauses'] = [];
  const limits = { waiting: 10, known: 100, ...options };
  const opened = fresh.open();
  const sender = new SignalSender({
    queue: createSignalQueue(opened, limits),
    send: sendLines,
    receiver: typeof receiver === 'function' ? receiver : () => receiver,
    clock: { nowMs: () => 1, monotonicMs: () => 1 },
    timers: {
      after: (ms, end) => {
        pauses.push({ ms, end });
        return () => undefined;
      },
    },
    report: (message) => fresh.reported.push(message),
  });
  senders.push(sender);
  const store = createTriageStore(opened, {
    ...{ isTold: () => true, onTold: () => sender.wake(), signalLimits: limits },
  });
  return { store, sender, pauses };
}

const by = (user: string, scope = 's') => ({ user, scope, atMs: 1000 });
function close(store: TriageStore, id: string, version = 0, state = 'true-positive' as const) {
  const findings = [{ id, version, subject, known }];
  store.decide(by('ann'), { findings, state, assignee: null, note: '' });
}
const until = async (is: () => boolean) => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const told = () => received.map((line) => /twFinding=([^\t]*)/.exec(line)?.[1]);

test('a true positive and a new HIGH finding are told, once for each change', async () => {
  const { store, sender } = start(await listen());
  close(store, 'f');
  close(store, 'f', 1);
  store.seen('s', [{ id: 'g', subject, reopened: null }], 5);
  store.seen('other scope', [{ id: 'g', subject, reopened: null }], 6);
  await until(() => received.length >= 2 && sender.state().waiting === 0);
  expect(told()).toEqual(['f', 'g']);
  const benign = { findings: [{ id: 'f', version: 2, subject, known }], assignee: null, note: '' };
  store.decide(by('ann'), { ...benign, state: 'benign' });
  close(store, 'f', 3);
  await until(() => received.length >= 3);
  expect(told()).toEqual(['f', 'g', 'f']);
});

test('what could not be sent waits through a restart, and is sent in its order', async () => {
  const to = await listen();
  await shut(servers.pop());
  const first = start(to);
  for (const id of ['a', 'b', 'c']) close(first.store, id);
  await until(() => first.sender.state().lastError !== null);
  expect(first.sender.state()).toMatchObject({ waiting: 3, leftOut: 0, lastSentMs: null });
  await first.sender.close();
  await listen(to.port);
  const second = start(to);
  second.sender.wake();
  await until(() => received.length >= 3);
  expect(told()).toEqual(['a', 'b', 'c']);
  await until(() => second.sender.state().waiting === 0);
  expect(second.sender.state()).toMatchObject({ lastError: null, lastSentMs: 1 });
});

test('a receiver that breaks off has not received: it is asked again after growing pauses', async () => {
  let breaks = 2;
  const to = await listen(0, (socket) => {
    if (breaks-- > 0) socket.destroy();
  });
  const { store, pauses } = start(to);
  close(store, 'a');
  await until(() => pauses.length === 1);
  pauses[0]?.end();
  await until(() => pauses.length === 2);
  pauses[1]?.end();
  await until(() => received.length === 1);
  expect(pauses.map(({ ms }) => ms)).toEqual([5000, 10_000]);
  expect(fresh.reported).toEqual(['signals could not be sent; they wait']);
});

test('a queue that is full leaves out, which is counted; nothing is sent while it is off', async () => {
  const { store, sender } = start(null, { waiting: 2 });
  for (const id of ['a', 'b', 'c']) close(store, id);
  expect(sender.state()).toEqual({
    ...{ isOn: false, waiting: 2, leftOut: 1, lastError: null, lastSentMs: null },
  });
  const on = start(await listen(), { waiting: 2 });
  on.sender.wake();
  await until(() => received.length >= 2);
  expect(told()).toEqual(['a', 'b']);
});

test('what was told long ago is forgotten, what waits is not', async () => {
  const { store, sender } = start(await listen(), { known: 3 });
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
    close(store, id);
    await until(() => sender.state().waiting === 0);
  }
  const rows = fresh
    .open()
    .read((database) => database.prepare('SELECT cause FROM signal').all().length, 0);
  expect(rows).toBe(3);
});

test('so is what was left out while the queue was full', () => {
  const { store, sender } = start(null, { waiting: 1, known: 3 });
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) close(store, id);
  expect(sender.state()).toMatchObject({ waiting: 1, leftOut: 3 });
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  'who asks %d steps after the last look at what waits is served',
  async (steps) => {
    const to = await listen();
    let isOn = false;
    const switchOn = async () => {
      for (let step = 0; step < steps; step++) await Promise.resolve();
      isOn = true;
      sender.wake();
    };
    const { store, sender } = start(() => {
      if (isOn) return to;
      void switchOn();
      return null;
    });
    close(store, 'a');
    await until(() => received.length === 1);
    expect(told()).toEqual(['a']);
  },
);

test('a line with a line break in it is never sent', async () => {
  const to = await listen();
  const sending = sendLines(to, ['a\nb'], new AbortController().signal);
  await expect(sending).rejects.toThrow('line break');
});
