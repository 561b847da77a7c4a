import boundaries from 'eslint-plugin-boundaries';
import * as importX from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The stand-in console holds an archive to the same rules as the product does. */
const validator = ['qradar_app_package/zip', 'qradar_app_package/validate'];

const room = (name) => `app/detection/${name}`;
/** The rooms of the core, lowest first: each may import those before it. */
const core = [
  ['rule', 'The rule is data that everything else reads: pass the value in.'],
  ['aql', 'What writes AQL knows the rule only: pass the value in.'],
  ['rows', 'A row is read before anything is made of it: pass what it is read with.'],
  ['searching', 'Searches know neither profiles nor rows: pass a `fold` in.'],
  ['flows', 'Flows give queries and rows: move what is made of them to evidence or stitching.'],
  [
    'connections',
    'Connections are put together from records: move what counts or joins them below.',
  ],
  ['evidence', 'Evidence is folded rows: move what judges it to judging.'],
  ['stitching', 'Stitching joins connections: move what rates them to judging.'],
  ['looking', 'Looking asks for records: move what judges them to judging.'],
  ['allowing', 'Entries name pairs: move what is judged of these to judging.'],
  ['judging', 'Judging sees evidence and data channels only: pass the value in.'],
  ['profiles', 'A profile chooses queries and evidence: move what the panel asks to after.'],
  ['coverage', 'Coverage looks at the rule from outside: pass the value in.'],
  ['validation', 'Validation looks at single hosts by what coverage knows: pass the value in.'],
  ['host-signals', 'Signals of hosts are joined to findings by who shows them: pass the value in.'],
  ['after', 'What is asked after a run starts from a finding and its run: pass the value in.'],
];
const coreRooms = core.map(([name]) => room(name));

const shared = ['contract', 'cards', 'app/ports'];

/**
 * Who may import whom, and what to do instead. What is not listed is refused, node built-ins and packages included.
 * `packages` lists the npm packages of an element; `'*'` allows any, and node built-ins too.
 */
const imports = [
  [
    'contract',
    { parts: [], packages: ['zod', 'zod/*'] },
    'The contract is shapes of what crosses the wire, nothing else: move the code to who uses it.',
  ],
  [
    'cards',
    { parts: ['contract'], packages: [] },
    'Ranking and adding up of findings is pure and for both sides: pass the value in.',
  ],
  [
    'words',
    { parts: ['contract'], packages: [] },
    'Words say what they are given, in the language they are asked for: pass the value in.',
  ],
  [
    'app/ports',
    { parts: ['contract'], packages: [] },
    'A port says what the app needs of the outside, and nothing of how: declare the shape here.',
  ],
  ...core.map(([name, instead], at) => [
    room(name),
    {
      parts: [...shared, ...coreRooms.slice(0, at)],
      packages: name === 'rule' ? ['ipaddr.js'] : [],
    },
    `${instead} Rooms of the core import downwards only (docs/architecture.md).`,
  ]),
  [
    'app/detection',
    { parts: [...shared, ...coreRooms], packages: [] },
    'The core has no input, output or package of its own: take it through a port.',
  ],
  [
    'app/runs',
    {
      parts: [...shared, ...coreRooms, 'app/detection'],
      packages: ['lru-cache', 'node:*'],
    },
    'Runs know neither express nor a database nor the console: take it through a port, or reply in app/http.',
  ],
  [
    'app/adapters',
    { parts: [...shared, ...coreRooms, 'app/detection'], packages: '*' },
    'An adapter fulfils a port and knows nobody who uses it: pass the value in from app/start.ts.',
  ],
  [
    'app/http',
    { parts: [...shared, ...coreRooms, 'app/detection', 'app/runs', 'words'], packages: '*' },
    'HTTP parses, authorises and replies: what it needs of the outside is a port that app/start.ts fulfils.',
  ],
  [
    'app',
    {
      parts: [...shared, ...coreRooms, 'app/detection', 'app/runs', 'app/adapters', 'app/http'],
      packages: '*',
    },
    'The composition root imports the app only.',
  ],
  [
    'ui',
    { parts: ['contract', 'cards', 'words'], packages: '*' },
    'The tab meets the app over HTTP: ask through ui/api, and share shapes in contract.',
  ],
  [
    'sandbox/aql',
    { parts: [], packages: [] },
    'The language knows no store: what a query does belongs to sandbox/sql.',
  ],
  [
    'sandbox/sql',
    { parts: ['sandbox/aql'], packages: '*' },
    'The store knows the language and DuckDB only: pass the value in.',
  ],
  [
    'sandbox/data',
    { parts: ['sandbox/sql'], packages: '*' },
    'Records know the store they go into, nothing of the product: write down here what QRadar would hold.',
  ],
  [
    'sandbox/extensions',
    { parts: validator, packages: '*' },
    'Extensions Management knows archives only: pass the value in from sandbox/start.ts.',
  ],
  [
    'sandbox/api',
    { parts: ['sandbox/aql', 'sandbox/sql', 'sandbox/data', 'sandbox/extensions'], packages: '*' },
    'The stand-in meets the app in the archive and over HTTP, nowhere else.',
  ],
  [
    'sandbox/console',
    { parts: ['sandbox/aql', 'sandbox/api', 'sandbox/extensions', ...validator], packages: '*' },
    'The stand-in meets the app in the archive and over HTTP, nowhere else.',
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
    'The stand-in meets the app in the archive and over HTTP, nowhere else.',
  ],
  ['tests', { parts: '*', packages: '*' }, ''],
  ['bench', { parts: '*', packages: '*' }, ''],
  [
    'qradar_app_package/zip',
    { parts: [], packages: '*' },
    'Zip reads and writes bytes and knows nothing of extensions.',
  ],
  [
    'qradar_app_package/validate',
    {
      parts: ['qradar_app_package/zip'],
      packages: ['dot-properties', 'jsonc-parser', 'saxes', 'zod', 'node:util'],
    },
    'The validator is pure: read the file in qradar_app_package and pass its text in.',
  ],
  [
    'qradar_app_package',
    { parts: validator, packages: '*' },
    'Packaging reads what the build wrote: it imports nothing of the product.',
  ],
];

/** Attributes that a reader sees or hears, ours and Carbon's. */
const spoken =
  '^(alt|placeholder|title|subtitle|.*[hH]eading|aria-(label|description|roledescription)|.*([lL]abel|[tT]ext|[dD]escription)(Text)?)$';

/** The parts of the house; a longer path comes before the folder that holds it. */
const elements = imports
  .map(([folder]) => folder)
  .sort((a, b) => b.length - a.length)
  .map((folder) => ({ type: folder, pattern: folder, partialMatch: false }));

const policies = imports.flatMap(([from, { parts, packages }, instead]) => [
  {
    from: { element: { type: from } },
    disallow: { to: { element: { types: { anyOf: elements.map((e) => e.type) } } } },
    message: `${from} may not import {{to.element.type}}. ${instead}`,
  },
  {
    from: { element: { type: from } },
    disallow: { to: { module: { origin: ['external', 'core'] } } },
    message: `${from} may not import this package. ${instead}`,
  },
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
        allow: { to: { module: { origin: ['external', 'core'], source } } },
      }))),
]);

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '/coverage/', 'store/'] },
  { files: ['**/*.{ts,tsx}'], extends: [tseslint.configs.strictTypeChecked] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'boundaries/elements': elements,
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
      'import-x/extensions': ['.ts', '.tsx', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [
        importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] }),
      ],
    },
    rules: {
      // Two files that need each other are one file, or need a third below both.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies,
          message:
            'This file belongs to no part of the house: see "Who may import whom" in docs/architecture.md.',
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
    // Words are said on the server and in a browser, in the language of each request.
    files: ['words/**'],
    rules: {
      'no-restricted-globals': ['error', 'document', 'window', 'navigator', 'process'],
    },
  },
  {
    // A sentence that stands in the markup is one that only English readers can read.
    files: ['ui/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'JSXText[value=/\\p{L}/u]',
          ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > Literal[value=/\\p{L}/u]',
          ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]',
          `JSXAttribute[name.name=/${spoken}/] > Literal`,
          `JSXAttribute[name.name=/${spoken}/] TemplateElement[value.raw=/\\p{L}/u]`,
        ].map((selector) => ({
          selector,
          message: 'Put the words into words/en and words/de, and take them through useWords().',
        })),
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
    ignores: ['ui/api/api.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'ui/api/api.ts is the only place that talks to the server.' },
      ],
    },
  },
  {
    // What a card and the details both show lives below both.
    files: ['ui/detail/**/*.{ts,tsx}', 'ui/shared/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/findings/[^/]+$',
              message: 'The page knows its parts, not the other way round: move it to ui/shared.',
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
