import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../../adapters/support/scripted-console.ts';
import { cookies, startApp, type RunningApp } from '../support.ts';

let scripted: ScriptedConsole;
let app: RunningApp;
const base: Script = healthy();

beforeAll(async () => {
  scripted = await startScriptedConsole(base);
  app = await startApp(scripted);
});
beforeEach(() => scripted.script(base));
afterAll(async () => {
  await app.close();
  await scripted.close();
});

const opens = (query: string) => ({
  status: 200,
  body: {
    path: `/console/plugins/1001/app_proxy/index${query}`,
    area: 'TransferWatch',
    appId: '1001',
  },
});

test.each([
  ['10.1.2.3', '?address=10.1.2.3'],
  [' 10.1.2.3 ', '?address=10.1.2.3'],
  ['[2001:db8::1]', '?address=2001%3Adb8%3A%3A1'],
  ['2001:DB8:0:0::1', '?address=2001%3Adb8%3A%3A1'],
  ['::ffff:10.1.2.3', '?address=10.1.2.3'],
  ['[::FFFF:a01:203]', '?address=10.1.2.3'],
  ['nobody', ''],
  ['10.1.2.3"><script>', ''],
  ['', ''],
])('an address %j opens the tab with %j', async (context, query) => {
  const answer = await app.ask('GET', `rc/ip?context=${encodeURIComponent(context)}`);
  expect(answer).toMatchObject(opens(query));
});

test.each([
  ['j.doe', '?only=user%3Aj.doe'],
  [' CORP\\j doe ', '?only=user%3ACORP%5Cj+doe'],
  ['"><script>&v=2#x', '?only=user%3A%22%3E%3Cscript%3E%26v%3D2%23x'],
  ['  ', ''],
  ['x'.repeat(501), ''],
])('a user name %j opens the tab with %j', async (context, query) => {
  const answer = await app.ask('GET', `rc/user?context=${encodeURIComponent(context)}`);
  expect(answer).toMatchObject(opens(query));
});

describe('an offense', () => {
  const offense = (members: object): Script => ({
    ...base,
    'GET /siem/offenses': () => ({ body: [{ id: 7, ...members }] }),
    'GET /siem/source_addresses': () => ({
      body: [{ source_ip: '10.0.0.8' }, { source_ip: 'no address' }, { source_ip: '10.0.0.9' }],
    }),
  });
  const ask = (appContext: string) =>
    app.ask('GET', `rc/offense?appContext=${encodeURIComponent(appContext)}`, {
      headers: cookies('analyst'),
    });

  test.each([
    ['its address', { offense_type: 0, offense_source: '10.1.2.3' }, '?address=10.1.2.3'],
    [
      'the host of its IPv4-mapped address',
      { offense_type: 0, offense_source: '::ffff:10.1.2.3' },
      '?address=10.1.2.3',
    ],
    ['its user', { offense_type: 3, offense_source: 'j.doe' }, '?only=user%3Aj.doe'],
    [
      'its source addresses where it is indexed on something else',
      { offense_type: 4, offense_source: 'aa:bb', source_address_ids: [1, 2, 3] },
      '?only=source%3A10.0.0.8&only=source%3A10.0.0.9',
    ],
    [
      'everything where it names nobody, and says so',
      { offense_type: 5, offense_source: 'a rule', source_address_ids: [] },
      '?notice=offense-without-source',
    ],
  ])('opens the tab on %s', async (_, members, query) => {
    scripted.script(offense(members));
    expect(await ask('7')).toMatchObject(opens(query));
  });

  test.each(['7', '"7"', '[7]', '{"ids":["7"]}', ' 7 '])(
    'is read from the context %s, as the one who asks',
    async (context) => {
      scripted.script(offense({ offense_type: 0, offense_source: '10.1.2.3' }));
      expect(await ask(context)).toMatchObject(opens('?address=10.1.2.3'));
      const call = scripted.asked.findLast(({ route }) => route === 'GET /siem/offenses');
      expect(call?.query.get('filter')).toBe('id = 7');
      expect(call?.headers['sec']).toBe('analyst');
    },
  );

  test.each(['', 'x', '7 or 1 = 1', '{"ids":[]}', '{"ids":"7"}', '{'])(
    'cannot be %s, and QRadar is not asked',
    async (context) => {
      const before = scripted.asked.length;
      expect(await ask(context)).toMatchObject(opens('?notice=offense-without-source'));
      expect(scripted.asked).toHaveLength(before);
    },
  );

  test.each<[string, Script]>([
    ['may not be seen', { ...base, 'GET /siem/offenses': () => refusal(403, 26, 'no') }],
    ['is not there', { ...base, 'GET /siem/offenses': () => ({ body: [] }) }],
    ['comes in a shape nobody expects', { ...base, 'GET /siem/offenses': () => ({ body: 1 }) }],
  ])('that %s opens the plain tab with the reason', async (_, script) => {
    scripted.script(script);
    expect(await ask('7')).toMatchObject(opens('?notice=offense-unreadable'));
    expect(app.log()).toContain('the source of an offense could not be read');
  });

  test('needs a session', async () => {
    expect(await app.ask('GET', 'rc/offense?appContext=7')).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
  });
});
