import type {
  Answer,
  CanArrive,
  DetectionAnswer,
  DifferenceReason,
  Prediction,
  SignalKind,
  SignalResult,
  TechniqueId,
  ValidationResult,
} from '../../contract/validation.ts';

/** A technique in sentences. */
export type TechniqueWords = {
  readonly name: string;
  /** What it does, and whose it is. */
  readonly what: string;
  /** What must be there before. */
  readonly prerequisites: readonly string[];
  /** What its harmless neighbour does. */
  readonly twin: string;
};

const ownServer = 'The target is a host that your team owns and has agreed to use.';
const sysmonWindows =
  'Sysmon on the Windows host, with process, connection and file events, delivered to QRadar.';
const sysmonLinux =
  'Sysmon for Linux on the host, with process, connection and file events, delivered to QRadar.';
const way =
  'A firewall or sensor between both logs allowed connections, and the target counts as outside; for one that does not, begin a rehearsal.';

const techniques: Record<TechniqueId, TechniqueWords> = {
  'ftp-c2': {
    name: 'Commands over FTP by the client of Windows',
    what: 'A script drives ftp.exe, as malware does that brings no client of its own: it logs in and says that it is there, again and again.',
    prerequisites: [ownServer, 'An FTP server on it that lets “anonymous” in.', sysmonWindows, way],
    twin: 'The same client without a script, once: a person who looks at a server.',
  },
  'smb-pipe': {
    name: 'A named pipe as malware makes it',
    what: 'PowerShell opens a pipe by the name that Cobalt Strike gives its own, for five seconds. Nothing connects, so no card can come: the signals are what is tried.',
    prerequisites: [
      'Sysmon on the Windows host, with process and pipe events, delivered to QRadar.',
    ],
    twin: 'A connection to a pipe that Windows itself has (srvsvc).',
  },
  'ftp-upload': {
    name: 'Upload by FTP from Linux',
    what: 'curl puts files of random bytes on an FTP server, a connection each.',
    prerequisites: [
      ownServer,
      'An FTP server on it where “anonymous” may put and delete files.',
      'curl on the host.',
      sysmonLinux,
      way,
    ],
    twin: 'curl fetches the list of files from the same server.',
  },
  'smb-internet': {
    name: 'Files copied to a share on the Internet',
    what: 'robocopy writes files to a share beyond the site. Windows signs in to it as the user who copies, so the target learns a hash of their password.',
    prerequisites: [
      ownServer,
      'A share named “public” on it, to which a test account of its own can write; sign in to it with that account before.',
      sysmonWindows,
      way,
    ],
    twin: 'The same share is listed once, and nothing copied.',
  },
  tftp: {
    name: 'Upload by TFTP',
    what: 'curl puts small files on a TFTP server. One packet asks on port 69, the file goes over ports of its own.',
    prerequisites: [
      ownServer,
      'A TFTP server on it that takes new files, and holds one named probe.txt; its administrator deletes the files afterwards, because TFTP cannot.',
      'curl with TFTP on the host.',
      sysmonLinux,
      way,
    ],
    twin: 'curl fetches probe.txt from the same server.',
  },
  ftps: {
    name: 'Upload by FTPS',
    what: 'curl puts files on an FTP server that encrypts from the first byte. No firewall can read the data port in it, so that data connections are joined by time.',
    prerequisites: [
      ownServer,
      'An FTPS server on port 990 of it where “anonymous” may put and delete files.',
      'curl on the host.',
      sysmonLinux,
      way,
    ],
    twin: 'curl fetches the list of files from the same server.',
  },
};

const kinds: Record<SignalKind, string> = {
  process: 'Process begun (Sysmon 1)',
  connection: 'Connection of the process (Sysmon 3)',
  file: 'File made (Sysmon 11)',
  pipe: 'Pipe made (Sysmon 17)',
  network: 'Connection, as a device on the way logs it',
};

const answers: Record<Answer, string> = {
  arrived: 'Arrived',
  waiting: 'Not yet',
  missing: 'Missing',
  absent: 'Did not come, and need not',
  'cannot-know': 'Cannot be known',
};

const canArrive: Record<CanArrive, string> = {
  seen: 'Such records of this host came within the day before.',
  'host-silent': 'Such records came within the day before, but none of this host.',
  'none-seen': 'Within the day before no such record came from anybody.',
  'cannot-know': 'The console did not say whether such records come.',
};

const soughtBy: Record<SignalResult['soughtBy'], string> = {
  property: 'Found by properties',
  payload: 'Found in the payload: no property for it is filled here',
  native: 'Found by columns that every console has',
};

const detection: Record<DetectionAnswer['answer'], string> = {
  fired: 'The detection fired',
  'not-fired': 'The detection did not fire',
  waiting: 'Records may still come',
  'cannot-know': 'Whether the detection fired cannot be known',
  'no-connection': 'No record of the connection came',
};

const states: Record<ValidationResult['state'], string> = {
  passed: 'Passed',
  failed: 'Failed',
  waiting: 'Waiting',
  'cannot-know': 'Cannot be known',
};

const silences: Record<NonNullable<ValidationResult['silence']>, string> = {
  silent: 'Silent, as it must be',
  fired: 'Fired, which it must not',
  waiting: 'Not over yet',
  'cannot-know': 'Its silence says nothing: its own record did not come',
};

const whyNot: Record<NonNullable<Prediction['whyNot']>, string> = {
  'no-connection': 'The technique does not connect.',
  'too-few': 'Its connections and bytes are below the thresholds.',
  twin: 'The twin must stay silent.',
};

const differences: Record<DifferenceReason, string> = {
  clause: 'A condition of the rule left the records out.',
  'no-records': 'No device logged the connection.',
  waiting: 'Records may still come.',
  'cannot-know': 'The console did not say.',
  'bytes-not-filled': 'No property of bytes sent is filled in these records.',
  'no-data-channel': 'The control connection is logged, but no data connection.',
  'too-few': 'Fewer connections came than predicted.',
  coalesced: 'Coalescing kept the bytes of some records only.',
  'rule-changed': 'The rule is another one than that of the receipt.',
  'other-traffic': 'The host did more than the test: something else connects there.',
  follows: 'It follows from what is said above.',
  other: 'None of the reasons that can be told apart.',
};

/** What a step does, by its id. */
const steps: Readonly<Record<string, string>> = {
  script: 'Writes the script of the client into the temporary folder.',
  connect: 'Has the client work the script, as often as the rule needs to fire.',
  proof: 'Looks for the reply to a login: the client ends without an error whatever happened.',
  pipe: 'Opens the pipe in a new process, so that its record can come.',
  file: 'Makes the file that is sent, and checks its size.',
  upload: 'Sends it, and stops with an error at the first that was not taken.',
  copy: 'Copies it, and says so where that failed.',
  twin: 'Does what the twin does, and says so where that failed.',
  delete: 'Deletes what was made on the host, and says so where something is left.',
  'delete-shared': 'Deletes what was copied to the share.',
  'delete-uploaded': 'Deletes what was put on the server.',
};

/** What is wrong with a public test that comes near, by its id. */
const defects: Readonly<Record<string, string>> = {
  '57799bc2':
    'Makes no file to send, and gives up with a polite message where ping is blocked: it passes without an upload.',
  b854eb97: 'Sends to a public server, and leaves a configuration with a password behind.',
  '5b380e96': 'Asks for a password at the screen, sends one tiny file, and cleans nothing up.',
  '635c9a38':
    'Sends by HTTP, not FTP, and in two of four cases the name of the file, not its content.',
  bd13b9fc: 'Downloads programs to run, and connects to nothing.',
  '004a5d68': 'Another pipe: it tells of PsExec, and connects to nothing outside.',
  '90db9e27': 'Another pipe: it tells of a stolen identity, and connects to nothing.',
  '3386975b':
    'Stays within the network or on the host itself, so that no rule for the Internet can fire.',
  d8d13303: 'Goes over 443/udp, which no port of the rule is.',
  '3b0df731': 'A neighbour on another port: Telnet.',
};

/** Words of the validation bench that come with its data. */
export const validation = () => ({
  apart:
    'Leave five minutes between a test and its twin, and between two tests from one host to one target: a connection carries no marker, so it is told by its time.',
  techniques,
  kinds,
  answers,
  canArrive,
  soughtBy,
  detection,
  states,
  silences,
  whyNot,
  differences,
  steps,
  defects,
});

export type ValidationWords = ReturnType<typeof validation>;
