import { compileAql } from '../../sandbox/sql/compile.ts';
import type { ConsoleStore } from '../../sandbox/sql/store.ts';
import { realFile } from './real-data.ts';

/** All real Sysmon records, in their folders. */
export const sysmonFiles: readonly string[] = [
  ...[
    'aptsimulator_cobaltstrike',
    'cmd_bitsadmin_download_psh_script',
    'covenant_copy_smb_CreateRequest',
    'empire_psexec_dcerpc_tcp_svcctl',
    'empire_smbexec_dcerpc_smb_svcctl',
  ].map((name) => realFile('otrf-sysmon-windows', `${name}.sysmon.jsonl`)),
  realFile(
    'otrf-sysmon-linux',
    'syslog_sysmon_log4shell_cve2021_44228_jndi_reference_2022-05-11181020.json',
  ),
  ...[
    'DE_renamed_psexec_service_sysmon_17_18',
    'LM_sysmon_psexec_smb_meterpreter',
    'discovery_enum_shares_target_sysmon_3_18',
    'exec_sysmon_1_ftp',
    'lm_sysmon_18_remshell_over_namedpipe',
    'smbmap_upload_exec_sysmon',
  ].map((name) => realFile('evtx-attack-samples', `${name}.jsonl`)),
  realFile('sigma-regression', 'renamed_ftp.sysmon1.json'),
];

/** From before the oldest record until after the newest. */
const window = `START ${Date.UTC(2019, 0, 1)} STOP ${Date.UTC(2026, 0, 1)}`;

/** Runs a query over all of them; it has no window of its own. */
export async function askOfAll(
  store: ConsoleStore,
  aql: string,
): Promise<Record<string, unknown>[]> {
  const { sql, params } = compileAql(`${aql} ${window}`, {
    nowMs: Date.UTC(2026, 0, 1),
    timeZone: 'UTC',
    defaultWindowMs: 60_000,
    allowedDomains: null,
    facts: store,
  });
  return store.rows(sql, params);
}
