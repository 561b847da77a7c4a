import { chooseVersion } from '../../../../app/adapters/qradar/version.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { textLike } from '../support/text-like.ts';

const listed = (current: readonly number[], deprecated: readonly number[] = []) => [
  ...current.map((major) => ({ version: `${major}.0`, deprecated: false, removed: false })),
  ...deprecated.map((major) => ({ version: `${major}.0`, deprecated: true, removed: false })),
  { version: '8.0', deprecated: true, removed: true },
];

describe('chooseVersion', () => {
  test.each([
    ['7.5.0 UP7', listed([21, 20, 19], [18]), '21.0'],
    ['7.5.0 UP10', listed([24, 23, 22], [21]), '24.0'],
    ['7.5.0 UP13', listed([26, 25, 24], [23]), '26.0'],
    ['7.5.0 UP14, newer than tested', listed([27, 26, 25], [24]), '26.0'],
    ['7.6.0, where the newest tested one is deprecated', listed([29, 28, 27], [26]), '26.0'],
    ['a console of the future, with nothing tested left', listed([32, 31, 30], [29]), '29.0'],
    [
      'minor versions, compared as numbers',
      [
        { version: '26.2', deprecated: false, removed: false },
        { version: '26.10', deprecated: false, removed: false },
      ],
      '26.10',
    ],
    [
      'a removed version above a usable one',
      [
        { version: '26.0', deprecated: false, removed: true },
        { version: '25.0', deprecated: false, removed: false },
      ],
      '25.0',
    ],
  ])('on %s', (_, versions, expected) => {
    expect(chooseVersion(versions)).toBe(expected);
  });

  test('refuses a console below 21.0, with words', () => {
    expect(() => chooseVersion(listed([18, 17, 16], [15]))).toThrow(AppError);
    try {
      chooseVersion(listed([18, 17, 16], [15]));
    } catch (error) {
      expect(error).toMatchObject({
        code: 'console-too-old',
        detail: textLike(/18\.0.*21\.0.*Update Package 7/),
      });
    }
  });

  test('refuses a console that lists nothing', () => {
    expect(() => chooseVersion([])).toThrow(AppError);
  });
});
