import fc from 'fast-check';
import { FtpLogs } from '../../../../app/detection/evidence/ftp-logs.ts';
import { pairKeyOf } from '../../../../app/detection/evidence/pair-key.ts';
import { partsOf, splitArbitrary } from '../arbitrary-rows.ts';

const pair = (source: string) => {
  return { domainId: 0, source, destination: '93.184.216.34', port: 21, protocolId: 6 };
};
const file = (fileName: string) => ({ command: null, fileName });

test('names of a pair come most often first, then in the order of the alphabet', () => {
  const logs = new FtpLogs();
  for (const name of ['b', 'a', 'c', 'c']) logs.add(pair('10.1.2.3'), file(name));
  expect(logs.of(pairKeyOf(pair('10.1.2.3')))?.files).toEqual({
    names: [
      { name: 'c', times: 2 },
      { name: 'a', times: 1 },
      { name: 'b', times: 1 },
    ],
    distinct: 3,
    isComplete: true,
  });
});

test('20 files and 10 commands are named, the others counted', () => {
  const logs = new FtpLogs();
  for (let n = 0; n < 30; n++)
    logs.add(pair('10.1.2.3'), { command: `C${n}`, fileName: `file ${n}` });
  const { files, commands } = logs.of(pairKeyOf(pair('10.1.2.3'))) ?? {};
  expect([files?.names.length, files?.distinct]).toEqual([20, 30]);
  expect([commands?.names.length, commands?.distinct]).toEqual([10, 30]);
});

test('an IPv4-mapped address is the IPv4 host', () => {
  const logs = new FtpLogs();
  logs.add(pair('::ffff:10.1.2.3'), file('a'));
  expect(logs.of(pairKeyOf(pair('10.1.2.3')))?.files.distinct).toBe(1);
});

test('nothing is known of a pair without commands and files', () => {
  expect(new FtpLogs().of('nobody')).toBeNull();
});

test('100 names of a pair are told apart, and it is said that there are more', () => {
  const logs = new FtpLogs();
  for (let n = 0; n < 101; n++) logs.add(pair('10.1.2.3'), file(`file ${n}`));
  expect(logs.of(pairKeyOf(pair('10.1.2.3')))?.files).toMatchObject({
    distinct: 100,
    isComplete: false,
  });
});

test('with very many names every pair has less room, and none is left without', () => {
  const logs = new FtpLogs();
  for (let n = 0; n < 90; n++) logs.add(pair('10.1.2.3'), file(`file ${n}`));
  for (let n = 0; n < 19_930; n++) logs.add(pair(`10.2.${n >> 8}.${n & 255}`), file('other'));
  const distinctOf = (source: string) => logs.of(pairKeyOf(pair(source)))?.files.distinct;
  expect(distinctOf('10.1.2.3')).toBe(50);
  expect(distinctOf('10.2.77.217')).toBe(1);
});

test('what is kept depends neither on the order nor on the split of the lines', () => {
  const line = fc.tuple(fc.constantFrom('10.1.2.3', '10.1.2.4'), fc.nat({ max: 150 }));
  const lines = fc.array(line, { maxLength: 400, minLength: 200 });
  const folded = (some: readonly [string, number][]) => {
    const logs = new FtpLogs();
    for (const [source, n] of some) logs.add(pair(source), file(`file ${n}`));
    return logs;
  };
  const told = (logs: FtpLogs) =>
    ['10.1.2.3', '10.1.2.4'].map((source) => logs.of(pairKeyOf(pair(source))));
  fc.assert(
    fc.property(splitArbitrary(lines), (split) => {
      const merged = new FtpLogs();
      for (const part of partsOf(split)) {
        // Parse boundary: what was written down.
        const text = JSON.stringify(folded(part).write());
        merged.merge(FtpLogs.read(JSON.parse(text) as ReturnType<FtpLogs['write']>));
      }
      expect(told(merged)).toEqual(told(folded(split.all)));
    }),
    { numRuns: 50 },
  );
});
