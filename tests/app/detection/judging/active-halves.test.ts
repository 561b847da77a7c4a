/** What an upload by active FTP becomes that a sensor of one direction reports as a flow to port 20. */
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import { Evidence } from '../../../../app/detection/evidence/evidence.ts';
import { RecordEvidence } from '../../../../app/detection/evidence/record-evidence.ts';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { judge } from '../../../../app/detection/judging/judge.ts';
import type { AllowedEntry } from '../../../../app/ports/allowlist.ts';
import { drained } from '../../../../app/ports/steps.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Finding } from '../../../../contract/finding.ts';
import { connectionRow } from '../builders.ts';
import { flow } from '../connections/builders.ts';
import { hour } from '../hour.ts';

const ofTap = { logSourceId: flowReporterId('tap', 'flow'), receivedBytes: 0 };
const session = flow(0, 10, { ...ofTap, sentBytes: 400 });
const half = flow(2, 3, {
  ...ofTap,
  sourcePort: 51_000,
  destinationPort: 20,
  sentBytes: 2_000_000,
});

/** Findings of flows of the tap, each of which is a group by itself. */
function judged(
  records: readonly ConnectionRecord[],
  { stitching = true, entries = [] }: { stitching?: boolean; entries?: AllowedEntry[] } = {},
) {
  const evidence = new Evidence();
  const read = new RecordEvidence();
  for (const one of records) {
    read.records.add(one);
    evidence.transfers.fold(
      connectionRow({
        ...one,
        phase: 'opening',
        port: one.destinationPort ?? 0,
        connections: 1,
        sentLargest: one.sentBytes ?? 0,
      }),
    );
  }
  evidence.addRecords(read);
  const findings: Finding[] = [];
  const hidden: Finding[] = [];
  const options = {
    window: hour,
    profile: 'corrected' as const,
    settings: { ...defaultSettings, stitching },
    domainNames: new Map<number, string>(),
    entries,
  };
  const { uses } = drained(
    judge(
      evidence,
      options,
      { push: (finding) => findings.push(finding) },
      { push: (finding) => hidden.push(finding) },
    ),
  );
  return { findings, hidden, uses };
}

test('is rated with its session, and no finding of port 20', () => {
  expect(judged([session, half]).findings).toMatchObject([
    {
      port: 21,
      risk: 'MEDIUM',
      connections: 1,
      sent: { bytes: 400 },
      dataChannel: { connections: 1, modes: ['active'], sent: { bytes: 2_000_000 } },
    },
  ]);
});

test('is a finding of port 20 without a session', () => {
  expect(judged([half]).findings).toMatchObject([
    { port: 20, risk: 'MEDIUM', sent: { bytes: 2_000_000 }, dataChannel: null },
  ]);
});

test('is one where data channels are not rated, so that it is', () => {
  expect(judged([session, half], { stitching: false }).findings).toMatchObject([
    { port: 20, risk: 'MEDIUM', sent: { bytes: 2_000_000 }, dataChannel: null },
  ]);
});

test('is no part of a fan-out on port 20', () => {
  const to = (n: number) => ({ destination: `93.184.216.${n}` });
  const small = [1, 2, 3, 4, 5, 6].flatMap((n) => [
    { ...session, ...to(n) },
    { ...half, ...to(n), sentBytes: 20_000 },
  ]);
  expect(judged(small).findings).toMatchObject([
    { kind: 'fan-out', port: 21, destinationCount: 6, dataChannel: { sent: { bytes: 120_000 } } },
  ]);
});

test('is nothing that an entry for port 20 hides', () => {
  const entry: AllowedEntry = {
    id: 'port 20',
    subject: {
      scope: 'destination-port',
      source: null,
      destination: session.destination,
      port: 20,
      user: null,
      domainId: null,
    },
    isInForce: true,
    madeFor: null,
  };
  expect(judged([half], { entries: [entry] })).toMatchObject({
    findings: [],
    hidden: [{ port: 20 }],
    uses: [{ hid: true }],
  });
  expect(judged([session, half], { entries: [entry] })).toMatchObject({
    findings: [{ port: 21, risk: 'MEDIUM' }],
    hidden: [],
    uses: [{ hid: false, behaviour: null }],
  });
});
