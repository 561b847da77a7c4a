/**
 * The bench on the stand-in whose range lets the techniques happen: the app as its own process, its calls over HTTPS, Ariel on real DuckDB.
 */
import path from 'node:path';
import {
  techniqueIds,
  validationSchema,
  variants,
  type TechniqueId,
  type Validation,
  type Variant,
} from '../../../contract/validation.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { injectAttack } from '../../support/attack-range.ts';
import { askApp } from '../../support/ask-app.ts';

const script = path.join(import.meta.dirname, '../../../app/main.ts');
const target = '28.201.9.33';
const isOnWindows = (technique: TechniqueId) =>
  ['ftp-c2', 'smb-pipe', 'smb-internet'].includes(technique);

const token = 'f3c1a9d0-range-token';
let running: RunningConsole;
beforeAll(async () => {
  running = await startConsole({ scenario: 'stories', script, token, log: () => undefined });
});
afterAll(() => running.close());

async function ask(method: string, at: string, body?: unknown): Promise<Validation> {
  const answer = await askApp(running, running.api.sessions.login('admin'), method, at, body);
  const read = validationSchema.safeParse(answer.body);
  if (read.success) return read.data;
  throw new Error(JSON.stringify(answer));
}

async function until(id: string, is: (one: Validation) => boolean): Promise<Validation> {
  for (;;) {
    const one = await ask('GET', `api/validations/${id}?wait=10000`);
    if (is(one)) return one;
  }
}

/** A host of its own for each, so that no connection of one is taken for that of another. */
const hosts = new Map<string, { readonly name: string; readonly address: string }>();
function hostFor(technique: TechniqueId, variant: Variant) {
  const key = `${technique} ${variant}`;
  const at = hosts.get(key)?.address ?? `10.30.4.${100 + hosts.size}`;
  const host = {
    name: `${isOnWindows(technique) ? 'ws' : 'lx'}-${at.split('.')[3] ?? ''}`,
    address: at,
  };
  hosts.set(key, host);
  return host;
}

async function validated(technique: TechniqueId, variant: Variant) {
  const host = hostFor(technique, variant);
  const { id } = await ask('POST', 'api/validations', {
    ...{ technique, variant, source: host.address, host: host.name, bytes: null },
    target: technique === 'smb-pipe' ? null : target,
  });
  const { marker } = await until(id, ({ state }) => state === 'prepared');
  const { fromMs, untilMs } = await injectAttack(running.console.url, token, {
    ...{ technique, twin: variant === 'twin', marker, host },
    ...(technique === 'smb-pipe' ? {} : { target }),
  });
  await ask('POST', `api/validations/${id}/check`, { startMs: fromMs, stopMs: untilMs });
  return until(id, ({ state }) => state === 'checked');
}

test.each(
  techniqueIds.flatMap((technique) => variants.map((variant) => [technique, variant] as const)),
)('%s, %s', async (technique, variant) => {
  const { result, problem } = await validated(technique, variant);
  expect([problem, result?.failures]).toEqual([null, []]);
  const answers = result?.signals.map(({ signal, answer, soughtBy }) => [
    signal.id,
    answer,
    soughtBy,
  ]);
  expect(answers).toEqual(
    result?.signals.map(({ signal }) => [
      signal.id,
      // Of a twin they may still come for two minutes.
      variant === 'test' || signal.id === 'witness' ? 'arrived' : 'waiting',
      signal.kind === 'network' ? 'native' : 'property',
    ]),
  );
  const differs = result?.comparison.filter(({ isSame }) => !isSame);
  expect(differs?.map(({ field, reason }) => [field, reason])).toEqual(
    variant === 'twin' && technique !== 'smb-pipe' ? [['fires', 'waiting']] : [],
  );
});

test('where single signals do not come, the others are told all the same', async () => {
  const host = { name: 'lx-90', address: '10.30.4.90' };
  const { id } = await ask('POST', 'api/validations', {
    ...{ technique: 'ftp-upload', variant: 'test', source: host.address, host: host.name },
    ...{ bytes: null, target },
  });
  const { marker } = await until(id, ({ state }) => state === 'prepared');
  const { fromMs, untilMs } = await injectAttack(running.console.url, token, {
    ...{ technique: 'ftp-upload', marker, host, target },
    without: ['process', 'firewall-data'],
  });
  await ask('POST', `api/validations/${id}/check`, { startMs: fromMs, stopMs: untilMs });
  const { result } = await until(id, ({ state }) => state === 'checked');
  expect(result?.signals.map(({ signal, answer }) => [signal.id, answer])).toEqual([
    ['file', 'arrived'],
    ['process', 'waiting'],
    ['connection', 'arrived'],
    ['network', 'arrived'],
  ]);
  expect(result?.comparison.find(({ field }) => field === 'sent')).toMatchObject({
    isSame: false,
    reason: 'no-data-channel',
  });
});
