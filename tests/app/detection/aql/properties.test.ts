import { aliases } from '../../../../app/detection/aql/columns.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { resolveProperties } from '../../../../app/detection/aql/properties.ts';
import { settingsSchema } from '../../../../contract/session.ts';
import { noProperties } from '../builders.ts';

const resolve = (...names: readonly string[]) =>
  resolveProperties(
    defaultSettings.properties,
    names.map((name) => ({ name, numeric: true })),
  );

describe('byte properties', () => {
  test('are unknown on a console without any', () => {
    expect(resolve('sourceip', 'eventcount')).toEqual(noProperties);
  });

  test('the first candidate that the console has is taken', () => {
    expect(resolve('BytesSent', 'jnprBytesClient').sent).toBe('BytesSent');
    expect(resolve('BytesSent', 'Bytes Sent').sent).toBe('Bytes Sent');
  });

  test('are taken as the console spells them', () => {
    expect(resolve('BYTES sent').sent).toBe('BYTES sent');
  });

  test('are never text', () => {
    const fields = [
      { name: 'Bytes Sent', numeric: false },
      { name: 'BytesSent', numeric: true },
    ];
    expect(resolveProperties(defaultSettings.properties, fields).sent).toBe('BytesSent');
  });

  test.each(['a"b', aliases.connections, aliases.sent.toLowerCase()])(
    'a name that a query cannot use is passed over: %s',
    (name) => {
      const candidates = { ...defaultSettings.properties, sent: [name, 'BytesSent'] };
      const fields = [name, 'BytesSent'].map((known) => ({ name: known, numeric: true }));
      expect(resolveProperties(candidates, fields).sent).toBe('BytesSent');
    },
  );
});

describe('properties of FTP logs', () => {
  test('may be of any type, and are taken as the console spells them', () => {
    const fields = [
      { name: 'ftp data port', numeric: false },
      { name: 'FTP Command', numeric: false },
      { name: 'Filename', numeric: false },
    ];
    expect(resolveProperties(defaultSettings.properties, fields)).toEqual({
      ...noProperties,
      dataPort: 'ftp data port',
      command: 'FTP Command',
      fileName: 'Filename',
    });
  });

  test('are passed over where a query cannot use their name', () => {
    const candidates = { ...defaultSettings.properties, command: [aliases.command, 'a"b'] };
    const fields = candidates.command.map((name) => ({ name, numeric: false }));
    expect(resolveProperties(candidates, fields).command).toBeNull();
  });
});

test('the default settings are settings', () => {
  expect(settingsSchema.parse(defaultSettings)).toEqual(defaultSettings);
});
