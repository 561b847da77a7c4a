import { paEdge } from '../devices.ts';
import { logSources } from '../log-sources.ts';
import { sumOf, type Session } from '../session.ts';
import {
  clientPort,
  dayMs,
  hourMs,
  minuteMs,
  pairFinding,
  secondMs,
  seenBy,
  type StoryContext,
  type StoryWriter,
} from './story.ts';

/** An FTP session: its control connection to 21 and one passive data connection. */
type Transfer = { readonly control: Session; readonly data: Session };

function transfer(
  { random }: StoryContext,
  what: Pick<Session, 'startMs' | 'durationMs' | 'source' | 'destination' | 'user'> & {
    readonly bytes: number;
    readonly dataPort: number;
  },
): Transfer {
  const { bytes, dataPort, ...ends } = what;
  const control: Session = {
    ...ends,
    sourcePort: clientPort(random),
    destinationPort: 21,
    transport: 'tcp',
    sent: 190,
    received: 430,
  };
  return {
    control,
    data: {
      ...control,
      startMs: control.startMs + secondMs,
      durationMs: control.durationMs - 2 * secondMs,
      sourcePort: clientPort(random),
      destinationPort: dataPort,
      sent: bytes,
      received: 0,
    },
  };
}

/** A build host uploads two artefacts of nearly the same size every two hours, as a service account. */
export const pipelineUploads: StoryWriter = (context) => {
  const transfers = Array.from({ length: 9 }, (_, run) =>
    [0, 1].map((artefact) =>
      transfer(context, {
        startMs: context.endMs - 18 * hourMs + run * 2 * hourMs + artefact * 40 * secondMs,
        durationMs: 30 * secondMs,
        source: '10.50.0.12',
        destination: '28.210.5.30',
        user: 'svc-build',
        bytes: 3_200_000 + context.random.between(-16_000, 16_000),
        dataPort: 54_000 + 2 * run + artefact,
      }),
    ),
  ).flat();
  const controls = transfers.map(({ control }) => control);
  const data = transfers.map((one) => one.data);
  return {
    events: seenBy(paEdge, [...controls, ...data]),
    flows: [{ domainId: 0, sessions: [...controls, ...data] }],
    expected: {
      findings: [
        pairFinding({
          story: 'pipeline-uploads',
          source: '10.50.0.12',
          destination: '28.210.5.30',
          port: 21,
          connections: 18,
          sentBytes: 18 * 190,
          receivedBytes: 18 * 430,
          state: 'established',
          risk: 'LOW',
          users: ['svc-build'],
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'sent-below-medium'],
          benign: 'pipeline',
          dataChannel: {
            mode: 'passive',
            connections: 18,
            uploadedBytes: sumOf(data, 'sent'),
            ports: data.map((session) => session.destinationPort),
          },
        }),
      ],
    },
  };
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
    events: [
      ...seenBy(paEdge, sessions),
      ...seenBy(paEdge, lookups).map((record) => ({
        ...record,
        payload: `${record.payload ?? ''} dns=contosofiles01.file.core.windows.net A 20.33.145.20`,
      })),
    ],
    flows: [{ domainId: 0, sessions: [...sessions, ...lookups] }],
    expected: {
      findings: [
        pairFinding({
          story: 'azure-files',
          source: '10.20.1.15',
          destination: '20.33.145.20',
          port: 445,
          connections: 6,
          sentBytes: 180_000_000,
          receivedBytes: 420_000_000,
          state: 'moving',
          risk: 'HIGH',
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'sent-above-high'],
          benign: 'azure-files',
        }),
      ],
    },
  };
};

/** A storage box backs itself up by FTP, every night for a week from the same minute on: 24 files, 600 MB. */
export const nightlyBackup: StoryWriter = (context) => {
  const nights = Array.from({ length: 7 }, (_, back) =>
    Array.from({ length: 24 }, (_, file) =>
      transfer(context, {
        startMs: lastNight(context.endMs) - back * dayMs + file * 100 * secondMs,
        durationMs: 90 * secondMs,
        source: '10.20.1.30',
        destination: '28.230.11.2',
        user: null,
        bytes: 25_000_000,
        dataPort: 55_000 + file,
      }),
    ),
  );
  const last = nights[0] ?? [];
  const sessions = nights.flat().flatMap(({ control, data }) => [control, data]);
  return {
    events: seenBy(paEdge, sessions),
    flows: [{ domainId: 0, sessions }],
    expected: {
      findings: [
        pairFinding({
          story: 'nightly-backup',
          source: '10.20.1.30',
          destination: '28.230.11.2',
          port: 21,
          connections: 24,
          sentBytes: 24 * 190,
          receivedBytes: 24 * 430,
          state: 'established',
          risk: 'LOW',
          logSourceIds: [logSources.paEdge.id],
          mustShow: ['connections-above-threshold', 'sent-below-medium'],
          benign: 'backup',
          dataChannel: {
            mode: 'passive',
            connections: 24,
            uploadedBytes: 600_000_000,
            ports: last.map(({ data }) => data.destinationPort),
          },
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
