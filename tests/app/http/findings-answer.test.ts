/** Findings on their way to a browser that reads slowly, leaves, or meets a fault. */
import { once } from 'node:events';
import http, { type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import compression from 'compression';
import express from 'express';
import { runFindingsSchema, type RunFindings } from '../../../contract/run.ts';
import { sendFindings } from '../../../app/http/findings-answer.ts';
import type { KeptFindings } from '../../../app/ports/results.ts';
import { Revision, Revisions } from '../../../app/runs/revisions.ts';
import { aFinding } from '../../support/ui-records.ts';
import { resultsInMemory, type ResultsInMemory } from '../support/results-in-memory.ts';
import { until } from '../support/searches-by-hand.ts';
import type { FindingSink } from '../../../app/ports/results.ts';
import { drained } from '../../../app/ports/steps.ts';
import { inOneStep } from '../support/at-once.ts';

/** Some 20 MB, which no buffer between the two ends holds. */
const many = 20_000;

let server: Server;
let results: ResultsInMemory;
let revisions: Revisions;
/** What is sent: the latest revision, unless a test says otherwise. */
let revision: () => Revision;
let failures: readonly unknown[];

beforeEach(async () => {
  results = resultsInMemory();
  revisions = new Revisions(results);
  revision = () => revisions.latest;
  const failed: unknown[] = [];
  failures = failed;
  const app = express();
  app.use(compression());
  app.get('/', async (_request, response) => {
    await sendFindings(response, revision()).catch((error: unknown) => {
      failed.push(error);
      throw error;
    });
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function keep(count: number): void {
  const judging = inOneStep((sink: FindingSink) => {
    for (let n = 0; n < count; n += 1) sink.push(aFinding({ id: `${n}`, users: ['ü"\u2028'] }));
    return { denied: [], isCut: false, uses: [] };
  });
  drained(revisions.keep(judging));
}

/** The answer, of which nothing is read yet. */
async function ask(headers: Record<string, string> = {}): Promise<IncomingMessage> {
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const request = http.get({ port, host: '127.0.0.1', headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

const parse = (body: string) => runFindingsSchema.parse(JSON.parse(body));

test.each(['gzip', 'br', 'deflate', 'identity'])('are whole as %s', async (encoding) => {
  keep(450);
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}`, {
    headers: { 'Accept-Encoding': encoding },
  });
  expect(answer.headers.get('Content-Encoding') ?? 'identity').toBe(encoding);
  expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  const { revision: number, findings } = parse(await answer.text());
  expect([number, findings.length, findings[449]?.users]).toEqual([1, 450, ['ü"\u2028']]);
});

test('are an empty list before anything was judged', async () => {
  expect(parse(await text(await ask()))).toEqual({ revision: 0, findings: [], denied: [] });
});

test('come with the denied connections', async () => {
  const denied = {
    domainId: 0,
    source: '10.0.0.1',
    port: 21,
    transport: 'tcp' as const,
    connections: 2,
    firstSeenMs: 1,
    lastSeenMs: 2,
  };
  drained(revisions.keep(inOneStep(() => ({ denied: [denied], isCut: false, uses: [] }))));
  expect(parse(await text(await ask()))).toEqual({ revision: 1, findings: [], denied: [denied] });
});

test('reach a slow reader whole, although others have replaced them meanwhile', async () => {
  keep(many);
  const answer = await ask();
  keep(1);
  expect(results.kept()).toBe(2);
  // Parse boundary: checked by the tests above; it would take its time here.
  const body = JSON.parse(await text(answer)) as RunFindings;
  expect([body.revision, body.findings.length]).toEqual([1, many]);
  await until(() => results.kept() === 1);
});

test('are read no faster than they are taken', async () => {
  keep(many);
  const { findings } = revisions.latest;
  let read = 0;
  const counting: KeptFindings = {
    ...findings,
    texts: function* () {
      for (const finding of findings.texts()) {
        read += 1;
        yield finding;
      }
    },
  };
  revision = () => new Revision(1, counting);
  const answer = await ask();
  await new Promise((resolve) => answer.once('readable', resolve));
  expect(read).toBeLessThan(many);
  answer.destroy();
});

test('are let go of when the reader leaves, which is no fault', async () => {
  keep(many);
  const answer = await ask();
  keep(1);
  answer.destroy();
  await until(() => results.kept() === 1);
  expect(failures).toEqual([]);
});

test('that cannot be read on end the connection, so that no part is taken for the whole', async () => {
  keep(many);
  const { findings } = revisions.latest;
  const fault = new Error('the disk is gone');
  const failing: KeptFindings = {
    ...findings,
    texts: function* () {
      let read = 0;
      for (const finding of findings.texts()) {
        if ((read += 1) > 1000) throw fault;
        yield finding;
      }
    },
  };
  revision = () => new Revision(1, failing);
  const answer = await ask();
  await expect(text(answer)).rejects.toThrow('aborted');
  expect(failures).toEqual([fault]);
});
