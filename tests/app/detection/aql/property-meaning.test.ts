import fc from 'fast-check';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { counterKinds, meaningOf } from '../../../../app/detection/aql/property-meaning.ts';

/** Names of content packs and logs, each with what it counts. */
const names = {
  sent: [
    ['Bytes Sent', 'BytesSent', 'Sent Bytes', 'SentBytes', 'bytes_sent', 'bytessent', 'sentbyte'],
    ['Bytes From Client', 'jnprBytesClient', 'BytesToServer', 'bytes_toserver', 'Client Bytes'],
    ['Bytes Out', 'bytesOut', 'outbytes', 'OutOctets', 'Outbound Bytes', 'Egress Bytes'],
    ['Uploaded Bytes', 'upload_bytes', 'TX Bytes', 'tx_octets', 'Bytes Transmitted'],
    ['Source Bytes', 'srcBytes', 'src_bytes', 'orig_bytes', 'cs-bytes', 'C2S Bytes'],
    ['Total Bytes Sent', 'TotalBytesSent', 'Client to Server Bytes', 'Request Bytes'],
    ['Gesendete Bytes', 'gesendeteBytes', 'Bytes gesendet', 'Ausgehende Bytes', 'Bytes vom Client'],
    ['Hochgeladene Bytes', 'Bytes zum Server', 'Gesendete Oktette'],
  ],
  received: [
    ['Bytes Received', 'BytesReceived', 'ReceivedBytes', 'bytes_received', 'rcvdbyte'],
    ['Bytes From Server', 'jnprBytesServer', 'Bytes To Client', 'bytes_toclient', 'Server Bytes'],
    ['Bytes In', 'bytesIn', 'inbytes', 'ifInOctets', 'Inbound Bytes', 'Ingress Bytes'],
    ['Downloaded Bytes', 'RX Bytes', 'Destination Bytes', 'dstBytes', 'resp_bytes', 'sc-bytes'],
    ['Server to Client Bytes', 'Response Bytes', 'Total Bytes Received'],
    ['Empfangene Bytes', 'Bytes empfangen', 'Eingehende Bytes', 'Bytes zum Client'],
    ['Heruntergeladene Bytes', 'Empfangsbytes'],
  ],
  total: [
    ['Bytes', 'bytes', 'Total Bytes', 'TotalBytes', 'totalbytes', 'Byte Count', 'Octets'],
    ['Bytes Transferred', 'Gesamtbytes', 'Bytes gesamt', 'Übertragene Bytes', 'Anzahl Bytes'],
  ],
  packetsSent: [
    ['Packets Sent', 'PacketsSent', 'sentpkt', 'Packets Out', 'pkts_toserver', 'TX Packets'],
    ['Source Packets', 'orig_pkts', 'Gesendete Pakete', 'Pakete gesendet'],
  ],
  packetsReceived: [
    ['Packets Received', 'PacketsReceived', 'rcvdpkt', 'Packets In', 'pkts_toclient'],
    ['Destination Packets', 'resp_pkts', 'Empfangene Pakete'],
  ],
} as const;

describe('what the name of a property says that it counts', () => {
  test.each(counterKinds)('%s', (kind) => {
    const told = names[kind].flat().map((name) => [name, meaningOf(name)]);
    expect(told).toEqual(names[kind].flat().map((name) => [name, kind]));
  });

  test('is what the default settings take their names for', () => {
    for (const kind of counterKinds)
      for (const name of defaultSettings.properties[kind])
        expect([name, meaningOf(name)]).toEqual([name, kind]);
  });

  test.each([
    [
      'contradicts itself',
      ['Bytes Sent and Received', 'Bytes In/Out', 'Bytes Received From Client'],
    ],
    ['is of bytes and packets', ['Bytes Per Packet', 'Packet Bytes Sent']],
    ['is a rate or a limit', ['Bytes Per Second Sent', 'Max Bytes Sent', 'Bytes Sent Limit']],
    ['is of what was not moved', ['Dropped Bytes', 'Bytes Remaining', 'Verworfene Pakete']],
    ['has another unit', ['KBytes Sent', 'Sent Megabytes', 'MB Sent', 'Kilobytes']],
    ['is of something else', ['File Bytes', 'Packets', 'Bits Sent', 'Event ID', 'Duration', '']],
  ])('is nothing where it %s', (_, others) => {
    expect(others.map((name) => [name, meaningOf(name)])).toEqual(
      others.map((name) => [name, null]),
    );
  });

  test('is never the other direction, whatever stands beside it', () => {
    const sent = names.sent.flat();
    const received = names.received.flat();
    fc.assert(
      fc.property(fc.constantFrom(...sent), fc.constantFrom(...received), (one, other) => {
        expect(meaningOf(`${one} ${other}`)).toBeNull();
      }),
    );
  });

  test('is told of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect([...counterKinds, null]).toContain(meaningOf(name));
      }),
    );
  });
});
