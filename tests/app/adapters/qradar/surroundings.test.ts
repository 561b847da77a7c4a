import { alice, consoleOf } from '../support/console-of.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
} from '../support/scripted-console.ts';

const { signal } = new AbortController();

async function asked(changes: Script) {
  const scripted = await startScriptedConsole({ ...healthy(), ...changes });
  const console = consoleOf(scripted);
  const { apiVersion, capabilities } = console.surroundingsFor(alice);
  const known = await Promise.all([
    apiVersion(signal).catch((error: unknown) => error),
    capabilities(signal).catch((error: unknown) => error),
  ]);
  await console.close();
  await scripted.close();
  return known;
}
const versions = (...body: unknown[]): Script => ({ 'GET /help/versions': () => ({ body }) });

test('the version in use, what the console calls itself, and what the role may', async () => {
  expect(await asked({})).toEqual([
    {
      ...{ version: '26.0', release: '7.5.0 UpdatePackage 13' },
      ...{ isTested: true, isDeprecated: false },
    },
    ['ADMIN', 'EventViewer'],
  ]);
});

test.each([
  ['a deprecated one', '26.0', true, { isTested: true, isDeprecated: true }],
  ['one later than any that is tested', '31.0', false, { isTested: false, isDeprecated: false }],
])('%s is told to be that', async (_, version, deprecated, expected) => {
  const [api] = await asked(versions({ version, deprecated, removed: false }));
  expect(api).toMatchObject({ version, ...expected });
});

test('a role that may not be asked for is not known', async () => {
  const forbidden: Script = { 'GET /config/access/user_roles': () => refusal(403, 26, 'no') };
  expect((await asked(forbidden))[1]).toBeNull();
});
