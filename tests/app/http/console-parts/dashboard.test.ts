import {
  healthy,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../../adapters/support/scripted-console.ts';
import { aFinding } from '../../../support/ui-records.ts';
import { cookies, startApp, type RunningApp } from '../support.ts';
import { aFinishedRun, stopMs } from '../../support/finished-run.ts';

let scripted: ScriptedConsole;
let app: RunningApp;
let scope: string;

const base: Script = {
  ...healthy(),
  'GET /config/access/users': ({ headers }) => ({
    body: [
      {
        username: 'x',
        user_role_id: 1,
        security_profile_id: headers['sec'] === 'branch' ? 2 : 1,
        tenant_id: null,
      },
    ],
  }),
};

beforeAll(async () => {
  scripted = await startScriptedConsole(base);
  scope = JSON.stringify([scripted.host, 1, 1, null, true, [7]]);
});
beforeEach(async () => {
  app = await startApp(scripted);
  app.setNow(stopMs + 5 * 60_000);
});
afterEach(() => app.close());
afterAll(() => scripted.close());

async function item(user = 'analyst'): Promise<string> {
  const { status, body } = await app.ask('GET', 'dashboard/item', { headers: cookies(user) });
  expect(status).toBe(200);
  expect(Object.keys(body as object)).toEqual(['id', 'title', 'HTML']);
  return (body as { HTML: string }).HTML.replaceAll(/>\s+</g, '><');
}

test('shows findings by risk, the five worst sources, the age, and links into the tab', async () => {
  const findings = [1, 2, 3, 4, 5, 6].map((number) =>
    aFinding({ id: `${number}`, source: `10.0.0.${number}`, risk: number < 3 ? 'HIGH' : 'LOW' }),
  );
  app.latestResults.keep(aFinishedRun(findings, { scope }));
  const html = await item();
  const root = '/console/plugins/1001/app_proxy/index';
  expect(html).toMatch(new RegExp(`href="${root}\\?risk=HIGH"[^>]*>HIGH</a></th><td>2</td>`));
  expect(html).toContain('>LOW</a></th><td>4</td>');
  expect(html).toContain(`href="${root}?address=10.0.0.1"`);
  expect(html).not.toContain('10.0.0.6');
  expect(html).toContain('Results of 24 hours up to');
  expect(html).toContain(`href="${root}"`);
});

test('says of bytes that they are estimated', async () => {
  const findings = [
    aFinding({ id: 'a', source: '10.0.0.1', estimated: true }),
    aFinding({ id: 'b', source: '10.0.0.2' }),
    aFinding({ id: 'c', source: '10.0.0.3', sent: null, estimated: true }),
  ];
  app.latestResults.keep(aFinishedRun(findings, { scope }));
  const html = await item();
  expect(html.match(/<td>13\.6\sMiB \(estimated\)<\/td>/g)).toHaveLength(1);
  expect(html.match(/<td>13\.6\sMiB<\/td>/g)).toHaveLength(1);
  expect(html).toContain('<td>not known</td>');
});

test('has neither script nor style, and encodes hostile names', async () => {
  const domain = { id: 1, name: `"><img src=x onerror='alert(1)'>` };
  app.latestResults.keep(aFinishedRun([aFinding({ domain })], { scope }));
  const html = await item();
  expect(html).not.toMatch(/<script|<style|style=|<img/);
  expect(html).toContain('&lt;img src=x');
});

test('says that nobody ran, to whoever may not see what others ran', async () => {
  app.latestResults.keep(aFinishedRun([aFinding()], { scope }));
  expect(await item('branch')).toContain('Nobody with your rights has run a detection');
});

test('says that nothing was found', async () => {
  app.latestResults.keep(aFinishedRun([], { scope }));
  expect(await item()).toContain('No file transfers to the outside found.');
});

test('needs a session', async () => {
  expect((await app.ask('GET', 'dashboard/item')).status).toBe(401);
});
