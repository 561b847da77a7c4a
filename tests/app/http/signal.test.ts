/**
 * From a card to an offense and back, over real HTTP and syslog: the app as its own process behind the stand-in's proxy tells the stand-in of
 * a decision, whose rule makes an offense that the card then shows and takes a note.
 */
import path from 'node:path';
import { addressContextSchema } from '../../../contract/details.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { runFindingsSchema, runSchema } from '../../../contract/run.ts';
import { offenseNoteSchema, signalStateSchema } from '../../../contract/triage.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { askApp, type Session } from '../../support/ask-app.ts';

let running: RunningConsole;
let session: Session;
beforeAll(async () => {
  const script = path.join(import.meta.dirname, '../../../app/main.ts');
  running = await startConsole({ scenario: 'stories', script, syslogPort: 0 });
  session = running.api.sessions.login('admin');
});
afterAll(() => running.close());

async function ask(method: string, address: string, body?: unknown): Promise<unknown> {
  const answer = await askApp(running, session, method, address, body);
  if (answer.status >= 400) throw new Error(`${method} ${address}: ${JSON.stringify(answer)}`);
  return answer.body;
}

const offensesOf = async (address: string, domain: number) => {
  const at = `api/address?address=${address}&domain=${domain}`;
  return addressContextSchema.parse(await ask('GET', at)).offenses ?? [];
};

/** Of our rule, not those the stories come with. */
const isOurs = ({ description }: { readonly description: string }) =>
  description.startsWith('Transfer Watch:');

test('a confirmed finding becomes an event, the event an offense, and the offense stands on its card', async () => {
  const receiver = { receiver: '127.0.0.1', receiverPort: running.syslogPort };
  const signal = { truePositives: true, newHigh: false, ...receiver };
  await ask('PUT', 'api/settings', { ...defaultSettings, signal });
  const wanted = { profile: 'corrected', range: { lastMinutes: 1440 }, fresh: true };
  let run = runSchema.parse(await ask('POST', 'api/runs', wanted));
  while (run.state === 'running')
    run = runSchema.parse(await ask('GET', `api/runs/${run.id}?wait=5000&seen=${run.revision}`));
  const at = `api/runs/${run.id}/findings`;
  const { findings } = runFindingsSchema.parse(await ask('GET', at));
  const finding = findings.find(({ risk, kind }) => risk === 'HIGH' && kind === 'pair');
  if (finding === undefined) throw new Error('no HIGH finding in the stories');
  const domain = finding.domain.id;
  expect((await offensesOf(finding.source, domain)).filter(isOurs)).toEqual([]);

  await ask('POST', `api/runs/${run.id}/triage`, {
    ...{ findings: [{ id: finding.id, version: 0 }], state: 'true-positive' },
    ...{ assignee: null, note: 'left\nby FTP' },
  });
  for (;;) {
    if ((await offensesOf(finding.source, domain)).some(isOurs)) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  const [event] = await running.store.rows(
    `SELECT payload, eventcount, domainid FROM events WHERE qid = 2000951`,
    [],
  );
  expect(event).toMatchObject({ domainid: domain });
  expect(String(event?.['payload'])).toMatch(/LEEF:2\.0\|.+\ttwNote=left by FTP$/);

  const [offense] = (await offensesOf(finding.source, domain)).filter(isOurs);
  expect(offense).toMatchObject({ status: 'OPEN' });
  const posted = await ask('POST', `${at}/${encodeURIComponent(finding.id)}/offense-notes`, {
    ...{ offense: offense?.id, text: 'seen, working on it' },
  });
  expect(offenseNoteSchema.parse(posted)).toMatchObject({ isRecorded: true });
  // It counts as sent once the receiver has closed its side.
  for (;;) {
    const state = signalStateSchema.parse(await ask('GET', 'api/signal'));
    expect(state).toMatchObject({ isOn: true, leftOut: 0, lastError: null });
    if (state.waiting === 0) break;
    await new Promise((done) => setTimeout(done, 50));
  }
});
