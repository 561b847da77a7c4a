import type { EventRow } from '../../sql/store.ts';
import { zeekDmz, zeekFtp } from '../devices.ts';
import type { Session } from '../session.ts';
import { channelOf, sessionsOf, withData, type Transfer } from '../transfer.ts';
import { control, passiveData } from './ftp-session.ts';
import {
  clientPort,
  hourMs,
  minuteMs,
  observed,
  pairOf,
  secondMs,
  type StoryContext,
  type StoryWriter,
} from './story.ts';

const fileNames = ['ledger-2025.7z', 'contracts.7z', 'mail-export.pst', 'designs.tar'];

/**
 * Zeek reads the FTP commands, so the data ports are announced and need no guess. In each session the host
 * also opens one connection to another service of the server, which by time alone looks like a data connection.
 */
export const zeekAnnounced: StoryWriter = (context) => {
  const { endMs, random } = context;
  const parts = [4_200_000, 3_700_000, 3_300_000, 2_400_000];
  const controls = parts.map((_, index) =>
    control(random, {
      startMs: endMs - 12 * hourMs + index * 25 * minuteMs,
      durationMs: 6 * minuteMs,
      source: '10.40.0.31',
      destination: '28.77.4.9',
      port: 21,
      user: 'backup',
    }),
  );
  const data = controls.map((session, index) =>
    passiveData(session, random, parts[index] ?? 0, 50_800 + 7 * index),
  );
  const transfers = withData('passive', controls, data);
  const others = controls.map((session, index) => otherService(context, session, index));
  const seen = observed(zeekDmz, [...sessionsOf(transfers), ...others]);
  return {
    ...seen,
    events: [
      ...seen.events,
      ...transfers.flatMap((transfer, index) => commands(transfer, fileNames[index] ?? '')),
    ],
    transfers,
    bystanders: others,
    expected: {
      findings: [
        pairOf(zeekDmz, controls, {
          story: 'zeek-announced',
          state: 'moving',
          risk: 'HIGH',
          mustShow: ['connections-above-threshold', 'sent-above-high', 'data-channel-counted'],
          dataChannel: channelOf(transfers),
        }),
      ],
    },
  };
};

/** What `ftp.log` has of one upload: the agreed data connection, then the file. */
function commands({ control: session, data }: Transfer, fileName: string): EventRow[] {
  return data.flatMap((connection) => [
    zeekFtp(session, connection.startMs - 200, {
      command: 'PASV',
      dataHost: connection.destination,
      dataPort: connection.destinationPort,
    }),
    zeekFtp(session, connection.startMs + connection.durationMs, {
      command: 'STOR',
      fileName,
      fileSize: connection.sent,
    }),
  ]);
}

/** Another port each time, so that nothing but the announcement tells it apart. */
function otherService({ random }: StoryContext, during: Session, index: number): Session {
  return {
    ...during,
    startMs: during.startMs + 2 * minuteMs,
    durationMs: 20 * secondMs,
    sourcePort: clientPort(random),
    destinationPort: 9_000 + index,
    sent: 800_000,
    received: 4_000,
    user: null,
  };
}
