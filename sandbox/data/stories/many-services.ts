import { paEdge } from '../devices.ts';
import {
  channelOf,
  controlsOf,
  inSession,
  sessionsOf,
  withData,
  type Transfer,
} from '../transfer.ts';
import { control, passiveData, tlsControl, uploads } from './ftp-session.ts';
import { smb } from './smb-session.ts';
import {
  hourMs,
  minuteMs,
  observed,
  pairOf,
  secondMs,
  type StoryContext,
  type StoryWriter,
} from './story.ts';

const from = { source: '10.30.12.7', user: 'CORP\\d.ferrer' } as const;

/**
 * One workstation that tries every way out in one afternoon: logs in to an FTP server, uploads to a second one, to a
 * third by FTPS, and copies to two hosts over SMB. Five findings of one source, with three protocols.
 */
export const manyServices: StoryWriter = (context) => {
  const parts = {
    logins: logins(context),
    ftp: ftpUploads(context),
    ftps: ftpsUploads(context),
    smb: smbCopies(context),
    single: singleCopy(context),
  };
  const transfers = Object.values(parts).flat();
  const story = 'many-services';
  const moving = { story, state: 'moving' } as const;
  const often = 'connections-above-threshold';
  return {
    ...observed(paEdge, sessionsOf(transfers)),
    transfers,
    expected: {
      findings: [
        pairOf(paEdge, controlsOf(parts.logins), {
          story,
          state: 'established',
          risk: 'LOW',
          mustShow: [often],
        }),
        pairOf(paEdge, controlsOf(parts.ftp), {
          ...moving,
          risk: 'HIGH',
          mustShow: [often, 'sent-above-high', 'data-channel-counted'],
          dataChannel: channelOf(parts.ftp),
        }),
        pairOf(paEdge, controlsOf(parts.ftps), {
          ...moving,
          risk: 'MEDIUM',
          mustShow: [often, 'sent-above-medium', 'data-channel-counted'],
          dataChannel: channelOf(parts.ftps),
        }),
        pairOf(paEdge, controlsOf(parts.smb), {
          ...moving,
          risk: 'MEDIUM',
          mustShow: [often, 'sent-above-medium'],
        }),
        pairOf(paEdge, controlsOf(parts.single), {
          ...moving,
          risk: 'MEDIUM',
          mustShow: ['volume-without-count', 'sent-above-medium'],
        }),
      ],
    },
  };
};

function logins({ endMs, random }: StoryContext): Transfer[] {
  const sessions = Array.from({ length: 6 }, (_, index) =>
    control(random, {
      ...from,
      startMs: endMs - 7 * hourMs + index * 4 * minuteMs,
      durationMs: 20 * secondMs,
      destination: '28.61.4.20',
      port: 21,
    }),
  );
  return inSession(sessions);
}

function ftpUploads({ endMs, random }: StoryContext): Transfer[] {
  return uploads(random, {
    ...from,
    mode: 'passive',
    session: control,
    port: 21,
    firstMs: endMs - 6 * hourMs,
    everyMs: 9 * minuteMs,
    durationMs: 4 * minuteMs,
    destination: '28.61.4.21',
    parts: [3_300_000, 2_900_000, 2_700_000, 2_400_000, 1_900_000],
    dataPort: (index) => 56_000 + index,
  });
}

function ftpsUploads({ endMs, random }: StoryContext): Transfer[] {
  const controls = Array.from({ length: 4 }, (_, index) =>
    tlsControl(random, {
      ...from,
      startMs: endMs - 4 * hourMs + index * 12 * minuteMs,
      durationMs: 3 * minuteMs,
      destination: '28.61.7.3',
      port: 990,
    }),
  );
  const data = controls.map((session, index) =>
    passiveData(session, random, 640_000, 56_100 + index),
  );
  return withData('passive', controls, data);
}

function smbCopies({ endMs, random }: StoryContext): Transfer[] {
  const sessions = Array.from({ length: 5 }, (_, index) =>
    smb(random, {
      ...from,
      startMs: endMs - 3 * hourMs + index * 10 * minuteMs,
      durationMs: 2 * minuteMs,
      destination: '29.61.9.8',
      sent: 820_000,
      received: 35_000,
    }),
  );
  return inSession(sessions);
}

function singleCopy({ endMs, random }: StoryContext): Transfer[] {
  const session = smb(random, {
    ...from,
    startMs: endMs - 100 * minuteMs,
    durationMs: 30 * minuteMs,
    destination: '29.61.9.44',
    sent: 5_600_000,
    received: 120_000,
  });
  return inSession([session]);
}
