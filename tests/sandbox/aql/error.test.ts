import { AqlError, nearest, parse, sourceOf } from '../../../sandbox/aql/index.ts';

function refusal(text: string): AqlError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AqlError) return error;
  }
  throw new Error('accepted');
}

describe('an error', () => {
  it('shows line, column, the line and a caret under the place', () => {
    const error = refusal('SELECT sourceip\nFROM events\nLAST 24 HOURS\nGROUP BY sourceip');
    expect(error.line).toBe(4);
    expect(error.column).toBe(1);
    expect(error.excerpt).toBe('GROUP BY sourceip\n^^^^^');
    expect(error.toString()).toBe(`${error.message}\nLine 4, column 1:\nGROUP BY sourceip\n^^^^^`);
  });

  it('counts carriage returns as one line end', () => {
    const error = refusal('SELECT a\r\nFROM events\r\n  wher a = 1');
    expect([error.line, error.column]).toEqual([3, 3]);
    expect(error.excerpt).toBe('  wher a = 1\n  ^^^^');
    expect(error.suggestion).toBe('WHERE');
  });

  it('stands behind the text when the text ends too early', () => {
    const error = refusal('SELECT a FROM events WHERE');
    expect(error.excerpt).toBe(`SELECT a FROM events WHERE\n${' '.repeat(26)}^`);
  });

  it('shows tabs as blanks, so that the caret stands right', () => {
    expect(refusal('SELECT\ta\tFROM\tevents;').excerpt).toBe(
      `SELECT a FROM events;\n${' '.repeat(20)}^`,
    );
  });

  it('cuts a long line around the place', () => {
    const text = `SELECT '${'x'.repeat(500)}' FROM events; ${'y'.repeat(500)}`;
    const [line = '', caret = ''] = refusal(text).excerpt.split('\n');
    expect(line).toHaveLength(101);
    expect(line.charAt(caret.indexOf('^'))).toBe(';');
  });

  it('never ends in the middle of a line that it does not have', () => {
    const error = new AqlError(sourceOf(''), { start: 0, end: 0 }, 'Empty.');
    expect(error.excerpt).toBe('\n^');
    expect([error.line, error.column]).toEqual([1, 1]);
  });
});

describe('nearest', () => {
  const names = ['sourceip', 'sourceport', 'destinationip', 'Bytes Sent', 'qid'];
  it.each([
    ['sourcip', 'sourceip'],
    ['SOURCE_IP', 'sourceip'],
    ['BytesSent', 'Bytes Sent'],
    ['bytes snt', 'Bytes Sent'],
    ['destinatoinip', 'destinationip'],
    ['qd', 'qid'],
    ['foobar', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])('finds for %p the name %p', (written, expected) => {
    expect(nearest(written, names)).toBe(expected);
  });
});
