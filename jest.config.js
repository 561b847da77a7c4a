// Three projects: `node` (pure code, real DuckDB, real HTTP), `ui` (jsdom), `e2e` (a real browser).
const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2024',
    },
    module: { type: 'commonjs' },
  },
];

const shared = {
  transform: { '\\.tsx$': swc(true), '\\.(ts|js|mjs)$': swc(false) },
  // Packages that ship only ES modules and are needed by code under test.
  transformIgnorePatterns: [
    '/node_modules/(?!(temporal-polyfill|temporal-utils|cookie|@sparticuz|d3-time|d3-array|internmap)/)',
  ],
  moduleNameMapper: { '\\.(s?css|woff2)$': '<rootDir>/tests/support/empty-style.ts' },
};

/** @type {import('jest').Config} */
export default {
  // Real processes, databases and browsers on two cores: slow is not wrong, hanging is.
  testTimeout: 300_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      // A glob, because a pattern that ignores would read the folder of the checkout as a regular expression.
      testMatch: ['<rootDir>/tests/!(ui|e2e)/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'ui',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tests/ui/**/*.test.{ts,tsx}'],
      setupFilesAfterEnv: ['<rootDir>/tests/support/ui-setup.ts'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
    },
  ],
};
