import { cpCore, paEdge } from '../devices.ts';
import type { Session } from '../session.ts';
import { channelOf, inSession, withData } from '../transfer.ts';
import { clientPort, hourMs, minuteMs, onePair, secondMs, type StoryWriter } from './story.ts';

/**
 * A switch saves its configuration by TFTP to a server on the Internet, six times. The request to port 69 is
 * one small packet; the file goes from the switch to the port that the server answered from (RFC 1350).
 */
export const tftpBackup: StoryWriter = ({ endMs, random }) => {
  const requests = Array.from({ length: 6 }, (_, index): Session => {
    return {
      startMs: endMs - 16 * hourMs + index * 2 * hourMs,
      durationMs: secondMs,
      source: '10.20.250.3',
      sourcePort: clientPort(random),
      destination: '28.6.60.5',
      destinationPort: 69,
      transport: 'udp',
      sent: 20 + index,
      received: 0,
      user: null,
    };
  });
  const data = requests.map((request, index): Session => {
    return {
      ...request,
      startMs: request.startMs + 200,
      durationMs: 6 * secondMs,
      source: request.destination,
      sourcePort: 40_100 + index,
      destination: request.source,
      destinationPort: request.sourcePort,
      sent: 196,
      received: 24_795,
    };
  });
  const transfers = withData('tftp', requests, data);
  return onePair(cpCore, transfers, {
    story: 'tftp-backup',
    // Over UDP the answer comes from another port, so bytes sent are all that can be seen.
    state: 'moving',
    risk: 'LOW',
    mustShow: ['connections-above-threshold', 'sent-below-medium', 'data-channel-counted'],
    dataChannel: channelOf(transfers),
  });
};

/** Something on 69/tcp, which is not TFTP: the port alone does not name a protocol. */
export const port69Tcp: StoryWriter = ({ endMs, random }) => {
  const sessions = Array.from({ length: 5 }, (_, index): Session => {
    return {
      startMs: endMs - 6 * hourMs + index * 15 * minuteMs,
      durationMs: 10 * secondMs,
      source: '10.30.3.77',
      sourcePort: clientPort(random),
      destination: '28.5.5.5',
      destinationPort: 69,
      transport: 'tcp',
      sent: 210,
      received: 330,
      user: null,
    };
  });
  return onePair(paEdge, inSession(sessions), {
    story: 'port-69-tcp',
    state: 'established',
    risk: 'LOW',
    mustShow: ['connections-above-threshold', 'transport-in-key'],
  });
};
