import { candidates as candidatesInSteps } from '../../../../app/detection/looking/candidates.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import { connectionRow, fold } from '../builders.ts';
import { atOnce } from '../../support/at-once.ts';

const candidates = atOnce(candidatesInSteps);

/** Two records over SMB, which has no data channel, below every threshold. */
const small = (change: Partial<ConnectionRow> = {}) =>
  connectionRow({ port: 445, connections: 2, records: 2, sentBytes: 600_000, ...change });

const wantedOf = (...rows: readonly ConnectionRow[]) =>
  candidates(fold(rows), rule.thresholds).wanted.map(({ source, destination, rows: of }) => [
    source,
    destination,
    of,
  ]);

test('records are wanted of a source that may have sent much over its ports together', () => {
  expect(wantedOf(small(), small({ port: 139 }))).toEqual([['10.1.2.3', '93.184.216.34', 4]]);
  expect(wantedOf(small(), small({ port: 139, destination: '93.184.216.35' }))).toEqual([
    ['10.1.2.3', '93.184.216.34', 2],
    ['10.1.2.3', '93.184.216.35', 2],
  ]);
});

test('records are not wanted of what is little, another source or another domain', () => {
  const little = { sentBytes: 400_000 };
  expect(wantedOf(small(little), small({ ...little, port: 139 }))).toEqual([]);
  expect(wantedOf(small(), small({ port: 139, source: '10.1.2.4' }))).toEqual([]);
  expect(wantedOf(small(), small({ port: 139, domainId: 1 }))).toEqual([]);
});
