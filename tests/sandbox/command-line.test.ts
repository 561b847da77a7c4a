import { readCommandLine, usage, type StartChoices } from '../../sandbox/command-line.ts';

const standard: StartChoices = {
  scenario: 'company',
  scale: 1,
  imports: [],
  shiftToNow: false,
  zone: 'UTC',
  keepGoing: false,
  liveRate: 1,
  local: [],
  port: 8080,
  syslogPort: null,
  token: null,
  build: true,
  app: 'build',
  hasFaultControl: false,
};

test.each<[string, Partial<StartChoices>]>([
  ['', {}],
  ['--scenario none', { scenario: 'none' }],
  ['--scenario=stories', { scenario: 'stories' }],
  ['--scale 2.5', { scale: 2.5 }],
  ['--scale 0', { scale: 0 }],
  ['--import a.log', { imports: ['a.log'] }],
  ['--import a.log b.csv --import c.json', { imports: ['a.log', 'b.csv', 'c.json'] }],
  ['--zone Europe/Berlin --keep-going', { zone: 'Europe/Berlin', keepGoing: true }],
  ['--zone +02:00', { zone: '+02:00' }],
  ['--live 0', { liveRate: 0 }],
  ['--live 0.25', { liveRate: 0.25 }],
  ['--import a.log --shift-to-now', { imports: ['a.log'], shiftToNow: true }],
  ['--local 10.0.0.0/8 fd00::/8 --port 0', { local: ['10.0.0.0/8', 'fd00::/8'], port: 0 }],
  ['--import a --local 10.0.0.0/8 --import b', { imports: ['a', 'b'], local: ['10.0.0.0/8'] }],
  ['--local !198.51.100.0/24', { local: ['!198.51.100.0/24'] }],
  ['--port 9090 --no-build', { port: 9090, build: false }],
  ['--packaged', { app: 'package' }],
  ['--without-app', { app: 'none' }],
  ['--token 0123456789abcdef', { token: '0123456789abcdef' }],
])('"%s" is understood', (line, changes) => {
  const args = line === '' ? [] : line.split(' ');
  expect(readCommandLine(args)).toEqual({ kind: 'start', choices: { ...standard, ...changes } });
});

test.each([
  ['--nonsense', /--nonsense/],
  ['--port', /--port/],
  ['--port 80a', /0 to 65535/],
  ['--port 70000', /0 to 65535/],
  ['--port=-1', /0 to 65535/],
  ['--syslog x', /--syslog takes a number from 0/],
  ['--scale many', /from 0 on/],
  ['--scale=-1', /from 0 on/],
  ['--scale Infinity', /from 0 on/],
  ['--scenario mars', /company, stories, broken-deployment, none/],
  ['--token short', /8 to 200/],
  ['--local 10.0.0.0', /10\.0\.0\.0\/8/],
  ['--local 10.0.0.0/33', /10\.0\.0\.0\/33/],
  ['--local office/8', /office/],
  ['day.ndjson', /day\.ndjson/],
  ['--port 1 day.ndjson', /day\.ndjson/],
  ['--no-build=yes', /no-build/],
  ['--packaged --without-app', /exclude each other/],
])('"%s" is refused with the reason', (line, reason) => {
  const answer = readCommandLine(line.split(' '));
  expect(answer).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) as string });
});

test.each(['--help', '-h', '--help --port 1'])('"%s" asks for help', (line) => {
  expect(readCommandLine(line.split(' '))).toEqual({ kind: 'help' });
});

test('faults can be ordered where that is asked for', () => {
  expect(readCommandLine(['--faults'])).toMatchObject({ choices: { hasFaultControl: true } });
});

test('the help names every flag', () => {
  for (const flag of [
    'scenario',
    'scale',
    'import',
    'keep-going',
    'zone',
    'shift-to-now',
    'local',
    'port',
    'token',
    'no-build',
    'faults',
  ]) {
    expect(usage).toContain(`--${flag}`);
  }
});
