import { aliases } from '../../../../app/detection/aql/columns.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import {
  chosenProperties,
  existingProperties,
  noProperties,
  sourceCandidates,
} from '../../../../app/detection/aql/properties.ts';
import { valueOf } from '../../../../app/detection/aql/value.ts';
import { settingsSchema } from '../../../../contract/session.ts';

const candidates = defaultSettings.properties;

const existing = (...names: readonly string[]) =>
  existingProperties(
    candidates,
    names.map((name) => ({ name, numeric: true })),
  );

const whole = { isWhole: true, mayNameSeveral: true };

describe('byte properties', () => {
  test('are unknown on a console without any', () => {
    expect(existing('sourceip', 'eventcount').properties).toEqual(noProperties);
  });

  test('are all that the console has, in the order of the candidates', () => {
    expect(existing('jnprBytesClient', 'BytesSent', 'Bytes Sent').properties.sent).toEqual([
      'Bytes Sent',
      'BytesSent',
      'jnprBytesClient',
    ]);
  });

  test('are taken as the console spells them, each once', () => {
    const twice = { ...candidates, sent: ['bytes sent', 'Bytes Sent'] };
    const fields = [{ name: 'BYTES sent', numeric: true }];
    expect(existingProperties(twice, fields).properties.sent).toEqual(['BYTES sent']);
  });

  test('are never text, and those that are get named', () => {
    const fields = [
      { name: 'Bytes Sent', numeric: false },
      { name: 'BytesSent', numeric: true },
    ];
    expect(existingProperties(candidates, fields)).toEqual({
      properties: { ...noProperties, sent: ['BytesSent'] },
      passedOver: [{ name: 'Bytes Sent', reason: 'text' }],
    });
  });

  test.each(['a"b', aliases.connections, aliases.sent.toLowerCase()])(
    'a name that a query cannot use is passed over: %s',
    (name) => {
      const named = { ...candidates, sent: [name, 'BytesSent'] };
      const fields = [name, 'BytesSent'].map((known) => ({ name: known, numeric: true }));
      expect(existingProperties(named, fields).properties.sent).toEqual(['BytesSent']);
    },
  );

  test('of the source profile begin with the names of its query', () => {
    const { sent, received, total } = sourceCandidates(candidates);
    expect(sent.slice(0, 2)).toEqual(['BytesSent', 'Bytes Sent']);
    expect(received.slice(0, 2)).toEqual(['BytesReceived', 'Bytes Received']);
    expect(total).toEqual(candidates.total);
  });
});

describe('of several that exist', () => {
  const found = existing('Bytes Sent', 'BytesSent', 'jnprBytesClient', 'Bytes Received');

  test('all are read that are filled, in the order of the candidates', () => {
    const filling = new Map([
      ['Bytes Sent', 3],
      ['BytesSent', 0],
      ['jnprBytesClient', 90],
      ['Bytes Received', 3],
    ]);
    const { properties, passedOver } = chosenProperties(found, filling, whole);
    expect({ properties, passedOver }).toEqual({
      properties: {
        ...noProperties,
        sent: ['Bytes Sent', 'jnprBytesClient'],
        received: ['Bytes Received'],
      },
      passedOver: [{ name: 'BytesSent', reason: 'empty' }],
    });
  });

  test('those not filled come last where only a part of the minutes was looked at', () => {
    const filling = new Map([
      ['Bytes Sent', 0],
      ['BytesSent', 5],
      ['jnprBytesClient', 0],
    ]);
    const part = { ...whole, isWhole: false };
    expect(chosenProperties(found, filling, part).properties.sent).toEqual([
      'BytesSent',
      'Bytes Sent',
      'jnprBytesClient',
    ]);
  });

  test('one of which nothing is known comes last', () => {
    const filling = new Map([
      ['BytesSent', 5],
      ['jnprBytesClient', 0],
    ]);
    const { properties, passedOver } = chosenProperties(found, filling, whole);
    expect(properties.sent).toEqual(['BytesSent', 'Bytes Sent']);
    expect(passedOver).toEqual([{ name: 'jnprBytesClient', reason: 'empty' }]);
  });

  test('one that is disabled is never read, not even alone', () => {
    const filling = new Map([
      ['Bytes Sent', null],
      ['BytesSent', 0],
      ['jnprBytesClient', 0],
      ['Bytes Received', null],
    ]);
    const { properties, passedOver } = chosenProperties(found, filling, whole);
    expect({ properties, passedOver }).toEqual({
      properties: { ...noProperties, sent: ['BytesSent'] },
      passedOver: [
        { name: 'Bytes Sent', reason: 'disabled' },
        { name: 'jnprBytesClient', reason: 'empty' },
        { name: 'Bytes Received', reason: 'disabled' },
      ],
    });
  });

  test('on other ports those that are filled in no record of the rule come last, disabled ones never', () => {
    const filling = new Map([
      ['Bytes Sent', null],
      ['BytesSent', 0],
      ['jnprBytesClient', 90],
      ['Bytes Received', 0],
    ]);
    const { properties, elsewhere } = chosenProperties(found, filling, whole);
    expect(properties.sent).toEqual(['jnprBytesClient']);
    expect(elsewhere).toEqual({
      ...noProperties,
      sent: ['jnprBytesClient', 'BytesSent'],
      received: ['Bytes Received'],
    });
  });

  test('on other ports it is the same where nothing is known, or a query may name one only', () => {
    const filling = new Map([
      ['Bytes Sent', 3],
      ['BytesSent', 0],
    ]);
    const one = { ...whole, mayNameSeveral: false };
    for (const { properties, elsewhere } of [
      chosenProperties(found, null, whole),
      chosenProperties(found, filling, one),
    ])
      expect(elsewhere).toEqual(properties);
  });

  test('the first is read where nothing is known of them', () => {
    const { properties } = chosenProperties(found, null, whole);
    expect(properties.sent).toEqual(['Bytes Sent']);
  });

  test('the one that is filled most is read where a query may name one only', () => {
    const filling = new Map([
      ['Bytes Sent', 3],
      ['BytesSent', 40],
    ]);
    const one = { ...whole, mayNameSeveral: false };
    expect(chosenProperties(found, filling, one).properties.sent).toEqual(['BytesSent']);
  });
});

describe('properties of FTP logs', () => {
  test('may be of any type, and are taken as the console spells them', () => {
    const fields = [
      { name: 'ftp data port', numeric: false },
      { name: 'FTP Command', numeric: false },
      { name: 'Filename', numeric: false },
    ];
    expect(existingProperties(candidates, fields)).toEqual({
      properties: {
        ...noProperties,
        dataPort: ['ftp data port'],
        command: ['FTP Command'],
        fileName: ['Filename'],
      },
      passedOver: [],
    });
  });

  test('are all of one type, because one column holds them', () => {
    const fields = [
      { name: 'FTP Data Port', numeric: true },
      { name: 'Data Channel Port', numeric: false },
      { name: 'FTP Dynamic Port', numeric: true },
    ];
    expect(existingProperties(candidates, fields).properties.dataPort).toEqual([
      'FTP Data Port',
      'FTP Dynamic Port',
    ]);
  });

  test('are passed over where a query cannot use their name', () => {
    const named = { ...candidates, command: [aliases.command, 'a"b'] };
    const fields = named.command.map((name) => ({ name, numeric: false }));
    expect(existingProperties(named, fields).properties.command).toEqual([]);
  });
});

test('the value of a record is that of the first name that is filled', () => {
  expect(valueOf(['a'])).toBe('"a"');
  expect(valueOf(['a', 'b c'])).toBe('(IF "a" IS NULL THEN "b c" ELSE "a")');
  expect(valueOf(['a', 'b', 'c'])).toBe(
    '(IF "a" IS NULL THEN (IF "b" IS NULL THEN "c" ELSE "b") ELSE "a")',
  );
});

test('the default settings are settings', () => {
  expect(settingsSchema.parse(defaultSettings)).toEqual(defaultSettings);
});
