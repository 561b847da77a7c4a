import { paEdge } from '../devices.ts';
import type { Session } from '../session.ts';
import { channelOf, controlsOf, inSession, sessionsOf, withData } from '../transfer.ts';
import { control, passiveData } from './ftp-session.ts';
import {
  clientPort,
  dayMs,
  hourMs,
  minuteMs,
  observed,
  onePair,
  pairOf,
  secondMs,
  seenBy,
  type StoryWriter,
} from './story.ts';

/** A build host uploads two artefacts of nearly the same size every two hours, as a service account. */
export const pipelineUploads: StoryWriter = ({ endMs, random }) => {
  const controls = Array.from({ length: 18 }, (_, upload) =>
    control(random, {
      startMs:
        endMs - 18 * hourMs + Math.floor(upload / 2) * 2 * hourMs + (upload % 2) * 40 * secondMs,
      durationMs: 30 * secondMs,
      source: '10.50.0.12',
      destination: '28.210.5.30',
      port: 21,
      user: 'svc-build',
    }),
  );
  const data = controls.map((session, upload) =>
    passiveData(session, random, 3_200_000 + random.between(-16_000, 16_000), 54_000 + upload),
  );
  const transfers = withData('passive', controls, data);
  return onePair(paEdge, transfers, {
    story: 'pipeline-uploads',
    state: 'moving',
    risk: 'HIGH',
    mustShow: ['connections-above-threshold', 'sent-above-high', 'data-channel-counted'],
    benign: 'pipeline',
    dataChannel: channelOf(transfers),
  });
};

/**
 * A file server mounts an Azure file share over SMB: long sessions, both directions, after a DNS query for
 * the account. The address is in the region tag Storage.WestEurope (20.33.145.0/24, service tags 363).
 */
export const azureFiles: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 6 }, (_, index): Session => {
    return {
      startMs: endMs - 19 * hourMs + index * 3 * hourMs,
      durationMs: 170 * minuteMs,
      source: '10.20.1.15',
      sourcePort: clientPort(random),
      destination: '20.33.145.20',
      destinationPort: 445,
      transport: 'tcp',
      sent: 30_000_000,
      received: 70_000_000,
      user: null,
    };
  });
  const lookups = sessions.map((session): Session => {
    return {
      ...session,
      startMs: session.startMs - 3 * secondMs,
      durationMs: 40,
      sourcePort: clientPort(random),
      destination: '10.20.1.10',
      destinationPort: 53,
      transport: 'udp',
      sent: 52,
      received: 164,
    };
  });
  return {
    ...observed(paEdge, [...sessions, ...lookups]),
    events: [
      ...seenBy(paEdge, sessions),
      ...seenBy(paEdge, lookups).map((record) => ({
        ...record,
        payload: `${record.payload ?? ''} dns=contosofiles01.file.core.windows.net A 20.33.145.20`,
      })),
    ],
    transfers: inSession(sessions),
    expected: {
      findings: [
        pairOf(paEdge, sessions, {
          story: 'azure-files',
          state: 'moving',
          risk: 'HIGH',
          mustShow: ['connections-above-threshold', 'sent-above-high'],
          benign: 'azure-files',
        }),
      ],
    },
  };
};

/** A storage box backs itself up by FTP, every night for a week from the same minute on: 24 files, 600 MB. */
export const nightlyBackup: StoryWriter = ({ endMs, random }) => {
  const nights = Array.from({ length: 7 }, (_, back) => {
    const controls = Array.from({ length: 24 }, (_, file) =>
      control(random, {
        startMs: lastNight(endMs) - back * dayMs + file * 100 * secondMs,
        durationMs: 90 * secondMs,
        source: '10.20.1.30',
        destination: '28.230.11.2',
        port: 21,
        user: null,
      }),
    );
    return withData(
      'passive',
      controls,
      controls.map((session, file) => passiveData(session, random, 25_000_000, 55_000 + file)),
    );
  });
  const last = nights[0] ?? [];
  return {
    ...observed(paEdge, sessionsOf(nights.flat())),
    transfers: nights.flat(),
    expected: {
      findings: [
        pairOf(paEdge, controlsOf(last), {
          story: 'nightly-backup',
          state: 'moving',
          risk: 'HIGH',
          mustShow: ['connections-above-threshold', 'sent-above-high', 'data-channel-counted'],
          benign: 'backup',
          dataChannel: channelOf(last),
        }),
      ],
    },
  };
};

/** Night-time starts (UTC) in minutes after midnight; whatever the hour of the end, one is 2 to 20 hours back. */
const nightStarts = [2 * 60 + 10, 22 * 60 + 10, 4 * 60 + 40];

/** The start of the last night job that is between 2 and 20 hours old at `endMs`, epoch ms. */
export function lastNight(endMs: number): number {
  const midnight = Math.floor(endMs / dayMs) * dayMs;
  const starts = nightStarts.flatMap((minutes) =>
    [0, 1].map((daysBack) => midnight + minutes * minuteMs - daysBack * dayMs),
  );
  const start = starts.find((at) => endMs - at >= 2 * hourMs && endMs - at <= 20 * hourMs);
  return start ?? endMs - 8 * hourMs;
}
