/** What is a signal of a host, and what is its harmless like: exactly, whatever the query let pass. */
import fc from 'fast-check';
import { canBeString } from '../../../../app/detection/aql/literals.ts';
import {
  expressionOf,
  pipeEntries,
  pipeEntryOf,
} from '../../../../app/detection/host-signals/pipe-names.ts';
import { recognise, type Told } from '../../../../app/detection/host-signals/recognise.ts';

const none: Told = { process: null, originalName: null, command: null, pipe: null };
const ftp = 'C:\\Windows\\System32\\ftp.exe';
const ran = (process: string, command: string, more: Partial<Told> = {}) =>
  recognise({ ...none, process, command, ...more });

test.each([
  [ran(ftp, 'ftp.exe -s:C:\\Temp\\X.txt'), 'c:\\temp\\x.txt'],
  [ran(ftp, `"${ftp}" -n -i "-s:C:\\my files\\x.txt" 10.0.0.9`), 'c:\\my files\\x.txt'],
  [ran('C:\\a\\renamed.exe', 'renamed.exe -S:x', { originalName: 'FTP.EXE' }), 'x'],
  [recognise({ ...none, command: 'ftp -v -s:x' }), 'x'],
])('ftp.exe with a script: %j', (found, what) => {
  expect(found).toEqual({ kind: 'ftp-script', what, entry: null });
});

test.each([
  ran(ftp, 'ftp.exe ftp.example.net'),
  ran(ftp, 'ftp.exe -s:'),
  ran(ftp, 'ftp.exe host-s:x'),
  ran('C:\\tools\\sftp.exe', 'sftp.exe -s:x'),
  ran('C:\\Windows\\System32\\cmd.exe', 'cmd.exe /c ftp.exe -s:x'),
  recognise({ ...none, command: '-s:x' }),
  recognise(none),
])('what is none of it: %j', (found) => {
  expect(found).toBeNull();
});

test.each([
  ['curl -T a ftp://Files.Example.net/x', 'files.example.net'],
  ['curl -Ta "ftp://u:p@host:2121/x"', 'host'],
  ["curl -sST 'a b' ftps://host", 'host'],
  ['curl --upload-file=a --url=tftp://10.0.0.9/x', '10.0.0.9'],
  ['curl ftp://host/ --upload-file a', 'host'],
  ['curl -T a ftp://[2001:db8::1]:21/x', '[2001:db8::1]'],
])('curl that uploads: %s', (command, what) => {
  expect(ran('/usr/bin/curl', command)).toEqual({ kind: 'ftp-upload-by-curl', what, entry: null });
  expect(ran('curl', command)).not.toBeNull();
  expect(ran('C:\\Windows\\System32\\curl.exe', command)).not.toBeNull();
});

test.each([
  'curl -o x ftp://host/y',
  'curl -oT ftp://host/y',
  'curl -t opt ftp://host/y',
  'curl -T x https://host/y',
  'curl -T x sftp://host/y',
  'curl -d ftp://host/y -T x http://host/',
  'curl -T',
  '',
])('curl that does not: %s', (command) => {
  const found = ran('/usr/bin/curl', command);
  // An address that is another option's value cannot be told from one to send to; all else is silent.
  if (command.includes('-d ftp://')) expect(found).not.toBeNull();
  else expect(found).toBeNull();
  expect(ran('/usr/bin/wget', command)).toBeNull();
});

test.each([
  ['\\msagent_f1', 'msagent_*'],
  ['msagent_fedac123', 'msagent_*'],
  ['\\MSSE-1337-server', 'MSSE-*-server'],
  ['\\POSTEX_ssh_fedac123', 'postex_*'],
  ['\\demon_pipe', 'demon_pipe'],
])('the pipe %s is on the list as %s', (pipe, name) => {
  expect(recognise({ ...none, pipe })).toMatchObject({ kind: 'c2-pipe', what: name });
});

test.each([
  ...['\\srvsvc', '\\wkssvc', '\\ntsvcs', '\\lsass', '\\browser', '\\PSHost.1.2.3.powershell'],
  ...['\\mojo.1.2.3', '\\msagent', 'x\\msagent_f1', '\\MSSE-1-serverx', '', '\\'],
])('the pipe %j is none', (pipe) => {
  expect(recognise({ ...none, pipe })).toBeNull();
});

test('every entry of the list says where it is from, is matched by itself, and can be written into a query', () => {
  for (const entry of pipeEntries) {
    expect(entry.licence).toBe('MIT');
    expect(entry.taken).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(entry.source).toMatch(
      /^https:\/\/github\.com\/mthcht\/awesome-lists\/blob\/[0-9a-f]{40}\//,
    );
    expect(pipeEntryOf(entry.name.replace('*', 'a'))).not.toBeNull();
  }
  expect(new Set(pipeEntries.map(({ name }) => name)).size).toBe(pipeEntries.length);
  expect(canBeString(pipeEntries.map(expressionOf).join('|'))).toBe(true);
  expect(() => expressionOf({ name: "a'b" })).toThrow(TypeError);
});

test('whatever a host writes, nothing throws', () => {
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 200 }));
  fc.assert(
    fc.property(text, text, text, text, (process, originalName, command, pipe) => {
      recognise({ process, originalName, command, pipe });
    }),
  );
});
