import { privateNetworks } from '../../sandbox/data/direction.ts';
import { detectOverStore } from '../sandbox/data/detection-over-store.ts';
import { describeReal, importReal, realFile } from './real-data.ts';

/** Files by folder, and how many records each kind of event has in them, by their READMEs. */
const sets = [
  {
    folder: 'otrf-sysmon-windows',
    files: [
      'aptsimulator_cobaltstrike',
      'cmd_bitsadmin_download_psh_script',
      'covenant_copy_smb_CreateRequest',
      'empire_psexec_dcerpc_tcp_svcctl',
      'empire_smbexec_dcerpc_smb_svcctl',
    ].map((name) => `${name}.sysmon.jsonl`),
    events: { 1: 55, 3: 27, 11: 63, 17: 9, 18: 13, 22: 6 },
    type: 12,
  },
  {
    folder: 'otrf-sysmon-linux',
    files: ['syslog_sysmon_log4shell_cve2021_44228_jndi_reference_2022-05-11181020.json'],
    events: { 1: 31, 3: 6, 5: 50, 11: 4, 23: 2 },
    type: 11,
  },
  {
    folder: 'evtx-attack-samples',
    files: [
      'DE_renamed_psexec_service_sysmon_17_18',
      'LM_sysmon_psexec_smb_meterpreter',
      'discovery_enum_shares_target_sysmon_3_18',
      'exec_sysmon_1_ftp',
      'lm_sysmon_18_remshell_over_namedpipe',
      'smbmap_upload_exec_sysmon',
    ].map((name) => `${name}.jsonl`),
    events: { 1: 13, 3: 12, 10: 3, 11: 4, 12: 6, 13: 10, 17: 4, 18: 11 },
    type: 12,
  },
] as const;

for (const { folder, files, events, type } of sets) {
  describeReal(folder, `Sysmon records of ${folder}`, () => {
    it('are imported whole, event for event, under their hosts', async () => {
      const paths = files.map((file) => realFile(folder, file));
      const { store, results } = await importReal(paths, privateNetworks);
      try {
        expect(results.flatMap((result) => result.rejected)).toEqual([]);
        const counted = await store.rows(
          'SELECT "property event id" AS id, count(*) AS n FROM events GROUP BY id',
        );
        expect(Object.fromEntries(counted.map((row) => [row['id'], row['n']]))).toEqual(events);
        expect(store.dimensions.logSources.every((source) => source.typeId === type)).toBe(true);
        const times = await store.rows('SELECT min(starttime) AS first FROM events');
        expect(times[0]?.['first']).toBeGreaterThan(Date.UTC(2019, 0, 1));
      } finally {
        store.close();
      }
    });
  });
}

describeReal('otrf-sysmon-windows', 'the Cobalt Strike pipe', () => {
  it('is in its file alone, with one leading backslash', async () => {
    const paths = sets[0].files.map((file) => realFile(sets[0].folder, file));
    const { store } = await importReal(paths, privateNetworks);
    try {
      const pipes = await store.rows(
        `SELECT "property pipe name" AS pipe FROM events WHERE "property pipe name" LIKE '%msagent\\_%' ESCAPE '\\'`,
      );
      expect(pipes).toEqual([{ pipe: '\\msagent_fedac123' }]);
    } finally {
      store.close();
    }
  });
});

describeReal('evtx-attack-samples', 'an ftp.exe script and SMB between hosts', () => {
  it('leave their signs and give no finding: nothing leaves the network', async () => {
    const paths = sets[2].files.map((file) => realFile(sets[2].folder, file));
    const { store } = await importReal(paths, privateNetworks);
    try {
      const children = await store.rows(
        `SELECT count(*) AS n FROM events WHERE "property parent command" LIKE '%ftp.exe" -s:%'`,
      );
      expect(children[0]?.['n']).toBeGreaterThan(0);
      const nowMs = Date.UTC(2020, 9, 18);
      const { findings } = await detectOverStore(store, { nowMs, lastMinutes: 31 * 1440 });
      expect(findings).toEqual([]);
    } finally {
      store.close();
    }
  });
});
