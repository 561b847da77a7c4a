import fc from 'fast-check';
import type { Signal } from '../../../../app/ports/signals.ts';
import { leefLine, senderOf } from '../../../../app/runs/signal/leef.ts';
import { readSignal } from '../../../../sandbox/data/syslog/transfer-watch.ts';
import { syslogRecordOf } from '../../../../sandbox/data/import/syslog-formats.ts';

const signal: Signal = {
  ...{
    change: 'true-positive',
    finding: 'p~0~10.0.0.1~198.51.100.7~21~tcp',
    atMs: 1_767_600_000_000,
  },
  subject: {
    domain: { id: 0, name: null },
    ...{ source: '10.0.0.1', destination: '198.51.100.7', port: 21, transport: 'tcp' },
    ...{ users: ['eve'], risk: 'HIGH', connections: 24, sentBytes: 600_000_000 },
    lastSeenMs: 1_767_590_000_000,
  },
  ...{ by: 'alice', note: 'sent to a rented host' },
};
const withSubject = (change: Partial<Signal['subject']>): Signal => ({
  ...signal,
  subject: { ...signal.subject, ...change },
});

test('a signal is one line of syslog with a LEEF 2.0 event in it', () => {
  expect(leefLine(signal).replaceAll('\t', '⇥')).toBe(
    '<109>1 2026-01-05T08:00:00.000Z transfer-watch transfer-watch - - - ' +
      'LEEF:2.0|Transfer Watch|Transfer Watch|1|TransferTruePositive|x09|' +
      'cat=Data Exfiltration⇥sev=9⇥devTime=1767600000000⇥src=10.0.0.1⇥dst=198.51.100.7⇥dstPort=21⇥' +
      'proto=tcp⇥usrName=eve⇥twChange=true-positive⇥twFinding=p~0~10.0.0.1~198.51.100.7~21~tcp⇥' +
      'twTechnique=T1071.002⇥twRisk=HIGH⇥twDomainId=0⇥twConnections=24⇥twSentBytes=600000000⇥' +
      'twLastSeen=2026-01-05T05:13:20.000Z⇥twBy=alice⇥twNote=sent to a rented host',
  );
});

test('what is not known is left out, never 0', () => {
  const line = leefLine(
    withSubject({ destination: null, transport: null, users: [], sentBytes: null }),
  );
  expect(line).not.toMatch(/dst=|proto=|usrName=|twSentBytes=|twDomain=/);
});

test('each domain is a log source of its own, and is named', () => {
  expect(senderOf(0)).toBe('transfer-watch');
  const line = leefLine(withSubject({ domain: { id: 7, name: 'Plant' } }));
  expect(line).toContain(' transfer-watch-d7 transfer-watch - - - ');
  expect(line).toContain('\ttwDomainId=7\ttwDomain=Plant\t');
});

/** Texts as people, hosts and attackers write them. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.constantFrom(
    'a\tsrc=10.9.9.9',
    'a\nLEEF:2.0|x|y|1|z|x09|src=1.1.1.1',
    'a|b=c\\',
    '\r\n',
    '\0',
    '\ud83d',
  ),
);

test('whatever the values are, it stays one line below 4,096 bytes whose fields are what was meant', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (user, name, note, finding) => {
      const line = leefLine({
        ...withSubject({ users: [user], domain: { id: 7, name } }),
        ...{ note, finding, by: user },
      });
      expect(line).not.toMatch(/[\p{Cc}--\t]|[\u2028\u2029]/v);
      expect(line.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(line)).toBeLessThan(4096);
      const attributes = syslogRecordOf(line)?.attributes ?? {};
      expect(attributes).toMatchObject({ src: '10.0.0.1', dst: '198.51.100.7', twdomainid: '7' });
      expect(readSignal(line)?.row).toMatchObject({ source: '10.0.0.1', domainId: 7 });
    }),
  );
});

test('findings that differ differ in what coalescing looks at', () => {
  const keyOf = (line: string) => {
    const { row } = readSignal(line) ?? {};
    return JSON.stringify([
      row?.qid,
      row?.source,
      row?.destination,
      row?.destinationPort,
      row?.username,
    ]);
  };
  const lines = [
    signal,
    withSubject({ destination: '198.51.100.8' }),
    withSubject({ port: 445 }),
    withSubject({ source: '10.0.0.2' }),
    { ...signal, change: 'new-high' as const },
  ].map(leefLine);
  expect(new Set(lines.map(keyOf)).size).toBe(lines.length);
});
