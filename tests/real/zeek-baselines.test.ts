import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describeReal, importReal, realFile } from './real-data.ts';

describeReal('zeek-baselines', 'conn logs of Zeek’s own tests', () => {
  it('are imported whole once their masked times are filled in, IPv6 FTP included', async () => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'baselines-'));
    const names = (await readdir(realFile('zeek-baselines'))).filter((name) =>
      name.endsWith('__conn.log'),
    );
    const paths = await Promise.all(
      names.map(async (name) => {
        const text = await readFile(realFile('zeek-baselines', name), 'utf8');
        const file = path.join(scratch, name);
        // Zeek masks times in its baselines; any time does, since nothing here depends on it.
        await writeFile(file, text.replaceAll('XXXXXXXXXX.XXXXXX', '1700000000.000000'));
        return file;
      }),
    );
    const { store, results } = await importReal(paths, ['2001:470:1f11::/48']);
    try {
      expect(results.flatMap((result) => result.rejected)).toEqual([]);
      const [counted] = await store.rows(
        `SELECT count(*) AS connections, count(*) FILTER (WHERE destinationport = 21) AS control,
                count(*) FILTER (WHERE "property application" = 'ftp-data' AND eventdirection = 'R2L') AS active
         FROM events`,
      );
      expect(counted).toEqual({ connections: 22, control: 11, active: 2 });
      const [ipv6] = await store.rows(
        `SELECT eventdirection, "property bytes sent" AS sent, "property bytes received" AS received
         FROM events WHERE destinationport = 21 AND sourceip = 0`,
      );
      expect(ipv6).toEqual({ eventdirection: 'L2R', sent: 310, received: 3448 });
    } finally {
      store.close();
      await rm(scratch, { recursive: true });
    }
  });
});
