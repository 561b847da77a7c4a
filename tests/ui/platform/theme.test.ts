import { applyTheme, themeOf } from '../../../ui/platform/theme.ts';

it.each([
  ['?ui=new&theme=dark', false, 'g100'],
  ['?ui=new&theme=light', true, 'g10'],
  ['?v=1', true, 'g100'],
  ['?v=1', false, 'g10'],
  ['?theme=sepia', false, 'g10'],
] as const)('shows %s, dark preferred %s, in %s', (search, prefersDark, expected) => {
  expect(themeOf({ search, prefersDark })).toBe(expected);
});

it('marks the element, so that all below it follow', () => {
  const root = document.createElement('html');
  applyTheme('g100', root);
  expect(root.outerHTML).toContain('data-theme="g100" data-carbon-theme="g100"');
});
