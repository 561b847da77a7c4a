import {
  mostFilledFirst,
  propertiesByMeaning,
} from '../../../../app/detection/searching/proposed-properties.ts';

const numeric = (...names: readonly string[]) => names.map((name) => ({ name, numeric: true }));

describe('properties that the settings are offered', () => {
  test('are those that count what the list is for, and never the other direction', () => {
    const fields = numeric(
      'Bytes Received',
      'Bytes Sent',
      'Bytes',
      'sentpkt',
      'rcvdpkt',
      'Octets In',
    );
    expect(propertiesByMeaning(fields)).toEqual({
      sent: ['Bytes Sent'],
      received: ['Bytes Received', 'Octets In'],
      total: ['Bytes'],
      packetsSent: ['sentpkt'],
      packetsReceived: ['rcvdpkt'],
    });
  });

  test('are no texts, and none that a query cannot name', () => {
    const fields = [
      { name: 'Bytes Sent', numeric: false },
      ...numeric('Bytes "Sent"', 'SentSum', 'Bytes Out'),
    ];
    expect(propertiesByMeaning(fields).sent).toEqual(['Bytes Out']);
  });

  const proposed = propertiesByMeaning(numeric('Bytes Sent', 'BytesSent', 'Bytes Out', 'Bytes In'));

  test('stand by how many records fill them; what none fills or is disabled is not offered', () => {
    const filling = new Map([
      ['Bytes Sent', 3],
      ['BytesSent', null],
      ['Bytes Out', 900],
      ['Bytes In', 0],
    ]);
    expect(mostFilledFirst(proposed, filling)).toMatchObject({
      sent: ['Bytes Out', 'Bytes Sent'],
      received: [],
    });
  });

  test('are offered where it is not known how they are filled', () => {
    expect(mostFilledFirst(proposed, null)).toEqual(proposed);
    expect(mostFilledFirst(proposed, new Map([['Bytes Out', 1]])).sent).toEqual([
      'Bytes Out',
      'Bytes Sent',
      'BytesSent',
    ]);
  });
});
