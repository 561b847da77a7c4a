import { AppError } from '../../../../app/ports/app-error.ts';
import { createLog, levels, type Level } from '../../../../app/adapters/log/log.ts';

const lines: string[] = [];
let level: Level = 'info';
const log = createLog([{ write: (line) => lines.push(line), level: () => level }], {
  nowMs: () => 1767225600000,
  monotonicMs: () => 0,
});
const last = (): unknown => JSON.parse(lines.at(-1) ?? '');
beforeEach(() => {
  lines.length = 0;
  level = 'info';
});

test('writes one JSON object a line', () => {
  log.info('request', { method: 'GET', path: '/a\nb', status: 200 });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toContain('\n');
  expect(last()).toEqual({
    time: '2026-01-01T00:00:00.000Z',
    level: 'info',
    message: 'request',
    method: 'GET',
    path: '/a\nb',
    status: 200,
  });
});

test('writes an AppError with its code and detail, and the causes of causes', () => {
  const cause = new TypeError('inner', { cause: new AppError('console-busy') });
  log.warn('failed', new AppError('internal', { detail: 'why', cause }));
  expect(last()).toMatchObject({
    error: {
      code: 'internal',
      detail: 'why',
      cause: { message: 'inner', cause: { code: 'console-busy' } },
    },
  });
});

test('ends causes that go round', () => {
  const error = new Error('round');
  error.cause = error;
  log.error('failed', error);
  expect(last()).toMatchObject({ error: { message: 'round' } });
});

test.each(['SEC', 'sec', 'QRadarCSRF', 'csrfToken', 'Cookie', 'Authorization', 'accessToken'])(
  'never writes a field called %s',
  (name) => {
    log.info('request', { [name]: 'value-of-it' });
    expect(lines.join()).not.toContain('value-of-it');
  },
);

test('takes tokens out of texts', () => {
  log.warn('failed', new Error('Cookie was SEC=abc123; QRadarCSRF="def456", header SEC: ghi789'));
  expect(lines.join()).not.toMatch(/abc123|def456|ghi789/);
});

test.each(levels)(
  'at level %s it writes that level and what weighs more, from the next line on',
  (asked) => {
    level = asked;
    log.debug('debug');
    log.info('info');
    log.notice('notice');
    log.warn('warn', new Error('w'));
    log.error('error', new Error('e'));
    const written = lines.map((line) => (JSON.parse(line) as { message: string }).message);
    expect(written).toEqual(levels.slice(levels.indexOf(asked)));
  },
);
