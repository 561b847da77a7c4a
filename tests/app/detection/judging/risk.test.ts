import { riskOf, riskOfBytes } from '../../../../app/detection/judging/risk.ts';

describe('risk', () => {
  test.each([
    [null, 'LOW'],
    [0, 'LOW'],
    [1_048_576, 'LOW'],
    [1_048_577, 'MEDIUM'],
    [10_485_760, 'MEDIUM'],
    [10_485_761, 'HIGH'],
  ])('of %p bytes sent is %s, as the source query rates', (bytes, risk) => {
    expect(riskOfBytes(bytes)).toBe(risk);
    expect(riskOf('moving', bytes)).toBe(risk);
    expect(riskOf('established', bytes)).toBe(risk);
  });

  test.each([null, 0, 1_048_577, 10_485_761])('of an attempt with %p bytes is LOW', (bytes) => {
    expect(riskOf('attempt', bytes)).toBe('LOW');
  });
});
