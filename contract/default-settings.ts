import type { Settings } from './session.ts';

/**
 * What holds until an administrator sets something else. Property names: current names first ("Bytes Sent",
 * Check Point extension 1.1.1), then older ones of IBM's content packs and of Juniper (docs/qradar-facts.md#byte-properties). "Filename" is IBM's too; the
 * other names for FTP logs are guesses, because IBM has no module for Zeek and publishes none for Suricata's FTP
 * records: a site names such properties itself.
 * Ten thousand findings are what the tab scrolls smoothly; 100,000 rows took 156 to 163 MB in the app (docs/bench.md).
 */
export const defaultSettings: Settings = {
  profile: 'corrected',
  properties: {
    sent: [
      'Bytes Sent',
      'BytesSent',
      'Sent Bytes',
      'SentBytes',
      'Bytes From Client',
      'jnprBytesClient',
    ],
    received: [
      'Bytes Received',
      'BytesReceived',
      'ReceivedBytes',
      'Bytes From Server',
      'jnprBytesServer',
    ],
    total: ['Bytes', 'Total Bytes', 'TotalBytes'],
    packetsSent: ['Packets Sent', 'PacketsSent'],
    packetsReceived: ['Packets Received', 'PacketsReceived'],
    dataPort: ['FTP Data Port', 'Data Channel Port', 'FTP Dynamic Port'],
    dataHost: ['FTP Data Host', 'Data Channel Host'],
    dataMode: ['FTP Data Mode', 'FTP Mode', 'Data Channel Passive'],
    command: ['FTP Command'],
    fileName: ['FTP Filename', 'FTP Argument', 'Filename'],
  },
  ownPublicBlocks: [],
  // The figures of the source rule: 3 connections, 1 MiB, 10 MiB.
  thresholds: { connections: 3, mediumBytes: 1_048_576, highBytes: 10_485_760 },
  portPacks: [],
  categories: [],
  remoteSources: false,
  flows: true,
  stitching: true,
  hostSignals: true,
  // The port on which QRadar takes syslog.
  signal: { truePositives: false, newHigh: false, receiver: '', receiverPort: 514 },
  reuseMinutes: 5,
  maxFindings: 10_000,
  maxRows: 100_000,
  logLevel: 'info',
  // As many as IBM's own library for apps keeps (qpylib).
  logFiles: 5,
  // Longer than the yearly review of who changed what.
  auditDays: 730,
};
