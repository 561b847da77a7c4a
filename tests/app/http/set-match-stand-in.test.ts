/** What a console's AQL makes of the allowlist's sets: on one that reads blocks of a CIDR set, and on one that reads texts. */
import path from 'node:path';
import { allowChangeSchema } from '../../../contract/allowlist.ts';
import { setMatchesSchema, type SetMatches } from '../../../contract/set-match.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { askApp } from '../../support/ask-app.ts';

const hourMs = 60 * 60_000;
const nothing = { source: null, destination: null, port: null, user: null, domainId: null };
const inANetwork = { ...nothing, scope: 'source', source: '10.20.1.0/24' };
const oneAddress = { ...nothing, scope: 'destination', destination: '28.230.11.2' };
const elsewhere = { ...nothing, scope: 'destination', destination: '203.0.113.0/24', domainId: 0 };
const never = { ...nothing, scope: 'source', source: '10.99.99.99' };

let running: RunningConsole;
afterEach(() => running.close());

const ask = (method: 'GET' | 'POST', address: string, body?: unknown, user = 'admin') =>
  askApp(running, running.api.sessions.login(user), method, `api/${address}`, body);

async function matchesOn(cidrSets: 'blocks' | 'texts'): Promise<SetMatches> {
  running = await startConsole({
    scenario: 'stories',
    script: path.join(import.meta.dirname, '../../../app/main.ts'),
    cidrSets,
    // The search looks at full hours.
    endMs: Math.floor(Date.now() / hourMs) * hourMs,
  });
  for (const subject of [inANetwork, oneAddress, never, elsewhere]) {
    const entry = { subject, reason: 'ours', expiresMs: null };
    const request = { entries: [entry], confirmed: true, secondReason: null };
    const { status, body } = await ask('POST', 'allowlist', request);
    expect(status).toBe(201);
    allowChangeSchema.parse(body);
  }
  return matchesFor('admin');
}

async function matchesFor(user: string): Promise<SetMatches> {
  for (;;) {
    const { status, body } = await ask('GET', 'allowlist/sets', undefined, user);
    if (status !== 202) return setMatchesSchema.parse(body);
  }
}

const answerOf = ({ sets }: SetMatches, name: string) =>
  sets.find((set) => set.name === `Transfer Watch: allowed ${name}`);

test('where both agree, each set gives the condition that leaves out what it holds', async () => {
  const matches = await matchesOn('blocks');
  for (const name of ['source networks', 'destination IPs']) {
    expect(answerOf(matches, name)).toMatchObject({ answer: 'same' });
    expect(answerOf(matches, name)?.records).toBeGreaterThan(20);
    expect(answerOf(matches, name)?.condition).toMatch(/^NOT REFERENCESETCONTAINS\(/);
  }
  expect(answerOf(matches, 'source IPs')).toMatchObject({ answer: 'not-seen', condition: null });
  expect(answerOf(matches, 'users')).toMatchObject({ why: 'by-the-app', condition: null });
  expect(answerOf(matches, 'source IPv6')).toMatchObject({ why: 'by-the-app' });
  expect(answerOf(matches, 'destination networks')).toMatchObject({ answer: 'not-seen' });
  // Who does not see a domain is told nothing of what its entries name.
  const branch = await matchesFor('branch');
  expect(answerOf(branch, 'destination networks')).toMatchObject({ why: 'not-readable' });
  expect(branch.aql).not.toContain('203.0.113.0');
});

test('where a CIDR set holds texts, it is said to differ, and no condition is given', async () => {
  const matches = await matchesOn('texts');
  expect(answerOf(matches, 'source networks')).toMatchObject({
    answer: 'different',
    condition: null,
  });
  expect(answerOf(matches, 'destination IPs')).toMatchObject({ answer: 'same' });
});
