import { riskOf, riskOfBytes } from '../../../../app/detection/judging/risk.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';

describe('risk by bytes sent, as the source query rates', () => {
  test.each([
    [0, 'LOW'],
    [1_048_575, 'LOW'],
    [1_048_576, 'LOW'],
    [1_048_577, 'MEDIUM'],
    [10_485_759, 'MEDIUM'],
    [10_485_760, 'MEDIUM'],
    [10_485_761, 'HIGH'],
  ])('%p: %s', (bytes, risk) => {
    expect(riskOfBytes(bytes)).toBe(risk);
  });

  test('not known: LOW', () => {
    expect(riskOfBytes(null)).toBe('LOW');
  });

  test('by thresholds that were set', () => {
    const set = (value: number) => ({ value, source: 'setting' }) as const;
    const thresholds = { ...rule.thresholds, mediumBytes: set(10), highBytes: set(20) };
    const rated = [10, 11, 20, 21].map((bytes) => riskOfBytes(bytes, thresholds));
    expect(rated).toEqual(['LOW', 'MEDIUM', 'MEDIUM', 'HIGH']);
  });
});

describe('risk of a finding', () => {
  const bytes = [null, 0, 1_048_577, 10_485_761];

  test.each(bytes)('of an attempt with %p bytes is LOW', (sent) => {
    expect(riskOf('attempt', sent)).toBe('LOW');
  });

  test.each(['moving', 'established'] as const)('that is %s is that of its bytes', (state) => {
    expect(bytes.map((sent) => riskOf(state, sent))).toEqual(
      bytes.map((sent) => riskOfBytes(sent)),
    );
  });
});
