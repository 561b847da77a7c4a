/** Which column tells a record of Sysmon: the native one first, properties by how they are filled, the payload last. */
import { noProperties } from '../../../../app/detection/aql/properties.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import {
  idIs,
  isMarked,
  isOfHost,
  signalIs,
} from '../../../../app/detection/validation/conditions.ts';
import {
  existingFields,
  filledFields,
  namesOf,
} from '../../../../app/detection/validation/sysmon-properties.ts';
import { techniqueOf } from '../../../../app/detection/validation/techniques.ts';
import { signalsQuery } from '../../../../app/detection/validation/signals-query.ts';
import { placed } from '../../../../app/detection/validation/recipe.ts';

const text = (name: string) => ({ name, numeric: false });
const listed = [
  ...['qideventid', 'logsourceidentifier', 'Command', 'Process CommandLine', 'Process Path'],
  ...['Filename', 'Pipe Name', 'Process Guid', 'EventID'],
].map(text);
const fields = existingFields([...listed, { name: 'Event ID', numeric: true }]);
const known = (...filled: readonly (readonly [string, number | null])[]) =>
  filledFields(fields, new Map(filled), true);

test('the native column is asked first, properties beside it, each as its type is compared', () => {
  expect(idIs(17, known(['qideventid', 5], ['Event ID', 9], ['EventID', 2]))).toBe(
    `(qideventid = '17' OR "Event ID" = 17 OR "EventID" = '17')`,
  );
  expect(idIs(17, known(['qideventid', 5]))).toBe(`(qideventid = '17')`);
  expect(idIs(17, known(['qideventid', 0], ['Event ID', 9]))).toBe(`("Event ID" = 17)`);
});

test('where nothing is known to be filled, the payload is asked too', () => {
  expect(idIs(3, filledFields(fields, null, true))).toContain("qideventid = '3'");
  expect(idIs(3, filledFields(fields, null, true))).toContain('<EventID>3</EventID>');
  expect(idIs(3, known(['qideventid', 0]))).not.toContain('qideventid');
});

test('the one that is filled most comes first, an empty or a disabled one is never named', () => {
  const filled = known(['Command', 0], ['Process CommandLine', 7], ['Process Path', null]);
  expect([filled.command, filled.process]).toEqual([['Process CommandLine'], []]);
  const both = known(['Command', 3], ['Process CommandLine', 7]);
  expect(both.command).toEqual(['Process CommandLine', 'Command']);
  expect(
    filledFields(
      fields,
      new Map([
        ['Command', 3],
        ['Process CommandLine', 7],
      ]),
      false,
    ).command,
  ).toEqual(['Process CommandLine']);
});

test('every name is asked about once, and a numeric property is no text', () => {
  expect(new Set(namesOf(fields)).size).toBe(namesOf(fields).length);
  expect(existingFields([{ name: 'Command', numeric: true }]).command).toEqual([]);
  expect(existingFields([text('Com"mand'), text('SignalKey')]).command).toEqual([]);
});

test('a program is a whole name, a pipe begins with what is asked for', () => {
  const ftp = techniqueOf('ftp-c2').signals.find(({ id }) => id === 'connection');
  const pipe = techniqueOf('smb-pipe').signals.find(({ id }) => id === 'pipe');
  if (!ftp || !pipe) throw new Error('both are there');
  const asked = known(['qideventid', 1], ['Process Path', 1], ['Pipe Name', 1]);
  expect(signalIs(ftp, asked)).toContain(`"Process Path" ILIKE '%\\ftp.exe'`);
  expect(signalIs(ftp, asked)).not.toContain(`'%ftp.exe'`);
  expect(signalIs(pipe, asked)).toContain(`"Pipe Name" IMATCHES '^\\\\?msagent_[0-9a-f]+$'`);
});

test('names of hosts are literals, and a marker is one or refused', () => {
  const asked = known(['qideventid', 1]);
  const host = isOfHost({ source: '10.0.0.5', host: "a' OR '1'='1" }, asked, {});
  expect(host).toContain(`logsourceidentifier = 'a'' OR ''1''=''1'`);
  expect(() => isMarked("tw' OR 1=1", asked)).toThrow(new AppError('bad-request'));
});

test('all signals of a technique are asked for in one search', () => {
  const request = {
    ...({
      technique: 'ftp-c2',
      variant: 'test',
      source: '10.0.0.5',
      host: null,
      bytes: null,
    } as const),
    target: '93.184.216.34',
  };
  const rules = techniqueOf('ftp-c2').signals.filter(({ sysmonId }) => sysmonId !== null);
  const { aql } = signalsQuery(
    rules,
    { placed: placed(request), marker: 'twabcd1234' },
    known(['qideventid', 1], ['Command', 1]),
    { window: { startMs: 1, stopMs: 2 }, settings: defaultSettings, properties: noProperties },
  );
  expect(aql.match(/AS SignalKey\d/g)).toHaveLength(3);
  expect(aql).toMatch(/LIMIT 500 START 1 STOP 2$/);
});
