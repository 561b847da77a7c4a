import boundaries from 'eslint-plugin-boundaries';
import prettier from 'eslint-config-prettier';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The parts of the house; an import rule below speaks of these names. */
const elements = [
  'contract',
  'app/detection',
  'app/adapters',
  'app/http',
  'sandbox/aql',
  'sandbox/sql',
  'sandbox/data',
  'sandbox/api',
  'sandbox/console',
  'sandbox/extensions',
  'sandbox',
  'app',
  'ui',
  'tests',
  'bench',
  'qradar_app_package/zip',
  'qradar_app_package/validate',
  'qradar_app_package',
].map((folder) => ({ type: folder, pattern: folder, partialMatch: false }));

/** The stand-in console holds an archive to the same rules as the product does. */
const validator = ['qradar_app_package/zip', 'qradar_app_package/validate'];

/**
 * Who may import whom. What is not listed is refused, node built-ins and packages included.
 * `packages` lists the npm packages of an element; `'*'` allows any, and node built-ins too.
 */
const imports = [
  ['contract', { parts: [], packages: ['zod', 'zod/*'] }],
  ['app/detection', { parts: ['contract'], packages: ['ipaddr.js'] }],
  ['app/adapters', { parts: ['contract', 'app/detection'], packages: '*' }],
  ['app/http', { parts: ['contract', 'app/detection'], packages: '*' }],
  ['app', { parts: ['contract', 'app/detection', 'app/adapters', 'app/http'], packages: '*' }],
  ['ui', { parts: ['contract'], packages: '*' }],
  ['sandbox/aql', { parts: [], packages: [] }],
  ['sandbox/sql', { parts: ['sandbox/aql'], packages: '*' }],
  ['sandbox/data', { parts: ['sandbox/sql'], packages: '*' }],
  ['sandbox/extensions', { parts: validator, packages: '*' }],
  [
    'sandbox/api',
    { parts: ['sandbox/aql', 'sandbox/sql', 'sandbox/data', 'sandbox/extensions'], packages: '*' },
  ],
  [
    'sandbox/console',
    { parts: ['sandbox/api', 'sandbox/extensions', ...validator], packages: '*' },
  ],
  [
    'sandbox',
    {
      parts: [
        'sandbox/aql',
        'sandbox/sql',
        'sandbox/data',
        'sandbox/extensions',
        'sandbox/api',
        'sandbox/console',
        'qradar_app_package',
      ],
      packages: '*',
    },
  ],
  ['tests', { parts: '*', packages: '*' }],
  ['bench', { parts: '*', packages: '*' }],
  ['qradar_app_package/zip', { parts: [], packages: '*' }],
  ['qradar_app_package/validate', { parts: ['qradar_app_package/zip'], packages: [] }],
  ['qradar_app_package', { parts: validator, packages: '*' }],
];

const policies = imports.flatMap(([from, { parts, packages }]) => [
  {
    from: { element: { type: from } },
    allow: {
      to: {
        element: {
          types: { anyOf: parts === '*' ? elements.map((e) => e.type) : [from, ...parts] },
        },
      },
    },
  },
  ...(packages === '*'
    ? [
        {
          from: { element: { type: from } },
          allow: { to: { module: { origin: ['external', 'core'] } } },
        },
      ]
    : packages.map((source) => ({
        from: { element: { type: from } },
        allow: { to: { module: { origin: 'external', source } } },
      }))),
]);

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'store/'] },
  { files: ['**/*.{ts,tsx}'], extends: [tseslint.configs.strictTypeChecked] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies,
          message:
            '{{from.element.type}} may not import this: see "Who may import whom" in docs/architecture.md and move the code, or pass the value in.',
        },
      ],
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // The core has no clock, no randomness and no I/O of its own: they are passed in.
    files: ['app/detection/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the time from the Clock port.' },
        { object: 'Math', property: 'random', message: 'Pass randomness in.' },
      ],
    },
  },
  {
    files: ['ui/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: { ...reactHooks.configs.recommended.rules, ...jsxA11y.flatConfigs.strict.rules },
  },
  {
    files: ['ui/**/*.{ts,tsx}'],
    ignores: ['ui/api.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'ui/api.ts is the only place that talks to the server.' },
      ],
    },
  },
  {
    // What a card and the details both show lives below both.
    files: ['ui/detail/**/*.{ts,tsx}', 'ui/parts/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/findings/[^/]+$',
              message: 'The page knows its parts, not the other way round: move it to ui/parts.',
            },
          ],
        },
      ],
    },
  },
  // Command lines talk to whoever typed them.
  {
    files: ['sandbox/main.ts', 'bench/**', 'qradar_app_package/**'],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
