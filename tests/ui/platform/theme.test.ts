import { applyTheme, askedTheme, themeOf } from '../../../ui/platform/theme.ts';

const kept = () => window.sessionStorage;
beforeEach(() => kept().clear());

it.each([
  ['?ui=new&theme=dark', 'g100'],
  ['?ui=new&theme=light', 'g10'],
  ['?v=1', null],
  ['?theme=sepia', null],
  ['?theme=constructor', null],
] as const)('reads %s as %s', (search, expected) => {
  expect(askedTheme(search, kept)).toBe(expected);
});

it('keeps the theme of the first address for the pages after it', () => {
  askedTheme('?ui=new&theme=dark', kept);
  expect(askedTheme('?address=10.0.0.1', kept)).toBe('g100');
  askedTheme('?ui=new&theme=light', kept);
  expect(askedTheme('?address=10.0.0.1', kept)).toBe('g10');
});

it('reads the address where the browser keeps nothing', () => {
  const refused = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  expect(askedTheme('?theme=dark', refused)).toBe('g100');
  expect(askedTheme('?v=1', refused)).toBeNull();
});

it.each([
  ['g100', false, 'g100'],
  ['g10', true, 'g10'],
  [null, true, 'g100'],
  [null, false, 'g10'],
] as const)(
  'shows what the console asked (%s), dark preferred %s, in %s',
  (asked, dark, expected) => {
    expect(themeOf({ asked, prefersDark: dark })).toBe(expected);
  },
);

it('marks the element, so that all below it follow', () => {
  const root = document.createElement('html');
  applyTheme('g100', root);
  expect(root.outerHTML).toContain('data-theme="g100" data-carbon-theme="g100"');
});
