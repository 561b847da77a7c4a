import { paEdge } from '../devices.ts';
import { channelOf, controlsOf, sessionsOf, withData } from '../transfer.ts';
import { control, passiveData, uploads } from './ftp-session.ts';
import {
  hourMs,
  minuteMs,
  observed,
  onePair,
  pairOf,
  secondMs,
  silence,
  type StoryWriter,
} from './story.ts';

/** A host that calls an FTP server every 15 minutes, give or take a tenth, and leaves a small file each time. */
export const ftpBeacon: StoryWriter = ({ endMs, random }) => {
  const beats = Array.from({ length: 72 }, (_, beat) =>
    control(random, {
      startMs: endMs - 19 * hourMs + beat * 15 * minuteMs + random.between(-90, 90) * secondMs,
      durationMs: random.between(4, 9) * secondMs,
      source: '10.30.4.17',
      destination: '28.14.7.201',
      port: 21,
      user: 'CORP\\m.keller',
    }),
  );
  const data = beats.map((beat, index) =>
    passiveData(beat, random, random.between(900, 2000), 50_000 + index),
  );
  const transfers = withData('passive', beats, data);
  return onePair(paEdge, transfers, {
    story: 'ftp-beacon',
    state: 'moving',
    risk: 'LOW',
    mustShow: ['connections-above-threshold', 'sent-below-medium', 'data-channel-counted'],
    dataChannel: channelOf(transfers),
  });
};

/**
 * 14,200,000 bytes uploaded on six passive data connections. On port 21 only commands are seen: what
 * makes the finding HIGH is the data channel (docs/detection.md#limits).
 */
export const ftpUploadPassive: StoryWriter = ({ endMs, random }) => {
  const transfers = uploads(random, {
    mode: 'passive',
    session: control,
    port: 21,
    firstMs: endMs - 6 * hourMs,
    everyMs: 7 * minuteMs,
    durationMs: 5 * minuteMs,
    source: '10.30.4.52',
    destination: '28.77.3.9',
    user: 'CORP\\s.okoye',
    parts: [3_400_000, 2_900_000, 2_600_000, 2_200_000, 1_700_000, 1_400_000],
    dataPort: (index) => 50_000 + 2 * index,
  });
  return onePair(paEdge, transfers, {
    story: 'ftp-upload-passive',
    state: 'moving',
    risk: 'HIGH',
    mustShow: ['connections-above-threshold', 'sent-above-high', 'data-channel-counted'],
    dataChannel: channelOf(transfers),
  });
};

/** The same upload in active mode: the server comes back from port 20, R2L, and "receives" 14 MB. */
export const ftpUploadActive: StoryWriter = ({ endMs, random }) => {
  const transfers = uploads(random, {
    mode: 'active',
    session: control,
    port: 21,
    firstMs: endMs - 9 * hourMs,
    everyMs: 6 * minuteMs,
    durationMs: 4 * minuteMs,
    source: '10.30.4.61',
    destination: '28.77.3.10',
    user: 'CORP\\l.novak',
    parts: [4_000_000, 3_500_000, 3_000_000, 2_000_000, 1_700_000],
    dataPort: (index) => 51_200 + index,
  });
  return {
    ...observed(paEdge, sessionsOf(transfers)),
    transfers,
    expected: {
      findings: [
        pairOf(paEdge, controlsOf(transfers), {
          story: 'ftp-upload-active',
          state: 'moving',
          risk: 'HIGH',
          mustShow: ['connections-above-threshold', 'sent-above-high', 'data-channel-counted'],
          dataChannel: channelOf(transfers),
        }),
      ],
      silences: [
        silence(
          'ftp-upload-active',
          '28.77.3.10',
          'The data connections are opened by the server, so they are R2L and to high ports.',
        ),
      ],
    },
  };
};
