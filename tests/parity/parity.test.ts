import { anEvent, startConsole, type RunningConsole } from '../sandbox/api/support.ts';
import { callerFor, connectionFromEnvironment, type Caller } from './connection.ts';
import { describeContract } from './contract.ts';

// Against a real console: TRANSFER_WATCH_PARITY_URL=https://console.example/api, TRANSFER_WATCH_PARITY_TOKEN=…,
// and TRANSFER_WATCH_PARITY_CA=file.pem if its certificate is not one the machine trusts.
const real = connectionFromEnvironment();

let standIn: RunningConsole | null = null;
let caller: Caller | null = real && callerFor(real);

beforeAll(async () => {
  if (caller) return;
  const nowMs = Date.now();
  standIn = await startConsole({
    events: [anEvent({ startMs: nowMs - 5000 }), anEvent({ startMs: nowMs - 1000 })],
    dimensions: {
      lowLevelCategories: [
        [4002, 'Access Permitted'] as const,
        [4007, 'Session Opened'] as const,
        [4008, 'Session Closed'] as const,
      ].map(([id, name]) => ({
        id,
        name,
        description: '',
        severity: 0,
        highLevelCategoryId: 4000,
      })),
    },
  });
  caller = callerFor({ baseUrl: standIn.url, token: standIn.api.sessions.serviceToken });
});

afterAll(() => standIn?.close());

describe(`the contract, on ${real ? 'a real console' : 'the stand-in'}`, () => {
  describeContract(() => {
    if (!caller) throw new Error('There is no console to call');
    return caller;
  });
});
