import type { NearestTest } from '../../../contract/validation.ts';

/**
 * Public tests of Atomic Red Team that come near, read at commit 9f85cf3 of 2026-08-17 (MIT licence); what is wrong with each stands in
 * `words`. Ids are those of the tests.
 */
const folder = 'https://github.com/redcanaryco/atomic-red-team/blob/9f85cf3/atomics';

const test = (id: string, technique: string, name: string): NearestTest => ({
  id,
  name: `${technique} ${name}`,
  url: `${folder}/${technique}/${technique}.md`,
});

export const nearest = {
  mazeUpload: test('57799bc2', 'T1048.003', '#6 MAZE FTP Upload'),
  rclone: test('b854eb97', 'T1048.003', '#7 FTP Rclone'),
  encryptedFtp: test('5b380e96', 'T1020', '#2 Exfiltration via Encrypted FTP'),
  curlUpload: test('635c9a38', 'T1105', 'Curl Upload File'),
  cobaltPipes: test('bd13b9fc', 'T1559', '#1 to #5 Cobalt Strike pipes'),
  psExecPipe: test('004a5d68', 'T1569.002', '#8 PsExec pipe from a suspicious location'),
  pipeClient: test('90db9e27', 'T1134.001', '#1 Named pipe client impersonation'),
  adminShares: test('3386975b', 'T1021.002', '#1 to #4 SMB admin shares'),
  smbOverQuic: test('d8d13303', 'T1570', 'SMB over QUIC'),
  telnet: test('3b0df731', 'T1071', '#1 Telnet C2'),
} as const satisfies Readonly<Record<string, NearestTest>>;
