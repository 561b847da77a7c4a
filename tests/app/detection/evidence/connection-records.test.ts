import fc from 'fast-check';
import {
  hostsOf,
  type ConnectionRecord,
} from '../../../../app/detection/connections/connection-record.ts';
import { ConnectionRecords } from '../../../../app/detection/evidence/connection-records.ts';
import { recordArbitrary } from '../arbitrary-rows.ts';
import { drained } from '../../../../app/ports/steps.ts';

test('the table gives back what was put in, by the two hosts', () => {
  fc.assert(
    fc.property(fc.array(recordArbitrary, { maxLength: 60 }), (records) => {
      const all = records.map((one, n) => (n % 3 === 0 ? { ...one, announces: said(n) } : one));
      const table = new ConnectionRecords();
      for (const one of all) table.add(one);
      const groups = [...drained(table.byHosts())];
      for (const group of groups) expect(new Set(group.map(hostsOf)).size).toBe(1);
      expect(new Set(groups.map(([first]) => first && hostsOf(first))).size).toBe(groups.length);
      const told = (list: readonly ConnectionRecord[]) =>
        list.map((one) => JSON.stringify(one)).sort();
      expect(told(groups.flat())).toEqual(told(all));
    }),
  );
});

function said(n: number): NonNullable<ConnectionRecord['announces']> {
  return { listener: n % 2 === 0 ? 'client' : 'server', port: 50_000 + n };
}
