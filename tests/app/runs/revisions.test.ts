import type { Denied, Finding } from '../../../contract/finding.ts';
import type { Judging } from '../../../app/detection/detect.ts';
import { Revisions } from '../../../app/runs/revisions.ts';
import { aFinding } from '../../support/ui-records.ts';
import { resultsInMemory } from '../support/results-in-memory.ts';
import { drained } from '../../../app/ports/steps.ts';
import { inOneStep } from '../support/at-once.ts';

const finds = (findings: readonly Finding[], denied: readonly Denied[] = []): Judging =>
  inOneStep((sink) => {
    for (const finding of findings) sink.push(finding);
    return { denied, isCut: false, uses: [] };
  });
const denied: Denied = {
  domainId: 0,
  source: '10.0.0.1',
  port: 21,
  transport: 'tcp',
  connections: 2,
  firstSeenMs: 1,
  lastSeenMs: 2,
};

test('before the first judgement there is nothing, and nothing in the store', () => {
  const results = resultsInMemory();
  const { latest } = new Revisions(results);
  expect(latest).toMatchObject({ number: 0, deniedCount: 0 });
  expect([latest.findings.count, [...latest.findings.texts()], results.kept()]).toEqual([0, [], 0]);
});

test('each judgement is a revision of its own, which replaces the one before', () => {
  const results = resultsInMemory();
  const revisions = new Revisions(results);
  drained(revisions.keep(finds([aFinding({ id: 'a' })])));
  drained(revisions.keep(finds([aFinding({ id: 'a' }), aFinding({ id: 'b' })], [denied])));
  const { latest } = revisions;
  expect(latest).toMatchObject({ number: 2, deniedCount: 1 });
  expect([...latest.findings.all()].map(({ id }) => id)).toEqual(['a', 'b']);
  expect(JSON.parse(Buffer.from(latest.denied).toString())).toEqual([denied]);
  expect(results.kept()).toBe(1);
});

test('the judgement is given back', () => {
  const revisions = new Revisions(resultsInMemory());
  const judgement = { denied: [denied], isCut: true, uses: [] };
  expect(drained(revisions.keep(inOneStep(() => judgement)))).toBe(judgement);
});

test('who holds a revision reads it whole, although it has been replaced', () => {
  const results = resultsInMemory();
  const revisions = new Revisions(results);
  drained(revisions.keep(finds([aFinding({ id: 'a' }), aFinding({ id: 'b' })])));
  const held = revisions.latest;
  const letGo = held.hold();
  const reading = held.findings.all()[Symbol.iterator]();
  reading.next();
  drained(revisions.keep(finds([])));
  expect(reading.next().value).toMatchObject({ id: 'b' });
  expect(results.kept()).toBe(2);
  letGo();
  expect(results.kept()).toBe(1);
  expect(() => held.findings.find('a')).toThrow(RangeError);
});

test('the last of several holders drops the findings, and letting go twice is once', () => {
  const results = resultsInMemory();
  const revisions = new Revisions(results);
  drained(revisions.keep(finds([aFinding()])));
  const [one, two] = [revisions.latest.hold(), revisions.latest.hold()];
  revisions.drop();
  one();
  one();
  expect(results.kept()).toBe(1);
  two();
  expect(results.kept()).toBe(0);
});

test('a judgement that fails leaves the latest revision as it is', () => {
  const results = resultsInMemory();
  const revisions = new Revisions(results);
  drained(revisions.keep(finds([aFinding({ id: 'a' })])));
  const failing: Judging = inOneStep((sink) => {
    sink.push(aFinding());
    throw new Error('a fault of ours');
  });
  expect(() => drained(revisions.keep(failing))).toThrow('a fault of ours');
  expect(revisions.latest.number).toBe(1);
  expect(revisions.latest.findings.find('a')).toMatchObject({ id: 'a' });
  expect(results.kept()).toBe(1);
});
