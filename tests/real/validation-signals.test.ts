/** The conditions that the app itself writes for the signals of its techniques, asked of real Sysmon records. */
import { existingFields } from '../../app/detection/validation/sysmon-properties.ts';
import { signalIs } from '../../app/detection/validation/conditions.ts';
import { techniques } from '../../app/detection/validation/techniques.ts';
import { privateNetworks } from '../../sandbox/data/direction.ts';
import { databases } from '../../sandbox/sql/schema.ts';
import type { ConsoleStore } from '../../sandbox/sql/store.ts';
import { askOfAll, sysmonFiles } from './sysmon-records.ts';
import { describeReal, importReal } from './real-data.ts';

describeReal('sigma-regression', 'the app’s own conditions on real Sysmon records', () => {
  let store: ConsoleStore;
  beforeAll(async () => {
    ({ store } = await importReal(sysmonFiles, privateNetworks));
  });
  afterAll(() => store.close());

  test('find the pipe, the renamed ftp.exe as a witness, and SMB of the system to wherever; all else is in no record', async () => {
    const fields = existingFields([
      ...databases.events.map(({ name }) => ({ name, numeric: false })),
      ...store.properties.map(({ name, type }) => ({ name, numeric: type === 'numeric' })),
    ]);
    const found: Record<string, unknown> = {};
    for (const { id, signals, witness } of techniques) {
      for (const rule of [...signals, witness]) {
        if (rule.sysmonId === null) continue;
        const condition = signalIs(rule, fields);
        const [row] = await askOfAll(store, `SELECT COUNT(*) AS n FROM events WHERE ${condition}`);
        const records = Object.values(row ?? {})[0];
        if (records !== 0) found[`${id} ${rule.id}`] = records;
      }
    }
    expect(found).toEqual({
      // Built as ftp.exe, and without a script: what the twin must leave behind.
      'ftp-c2 witness': 1,
      'smb-pipe pipe': 1,
      // All of them within the network: the condition looks at the port alone.
      'smb-internet connection': 16,
    });
  });
});
