import { ConfigError, readConfig } from '../../../app/config.ts';

const folder = '/opt/app-root/app';

test('takes what QRadar sets, and its own defaults', () => {
  const environment = {
    QRADAR_CONSOLE_FQDN: 'console.corp.example',
    QRADAR_APP_ID: '1053',
    REQUESTS_CA_BUNDLE: '/etc/pki/tls/certs/ca-bundle.crt',
  };
  expect(readConfig(environment, folder)).toEqual({
    console: 'console.corp.example',
    appId: '1053',
    caBundle: '/etc/pki/tls/certs/ca-bundle.crt',
    host: '0.0.0.0',
    port: 5000,
    memoryBytes: null,
    store: '/opt/app-root/store',
    staticFolder: '/opt/app-root/app/static',
  });
});

test('takes its own variables, and does without what is empty', () => {
  const environment = {
    QRADAR_CONSOLE_FQDN: 'localhost:8443',
    QRADAR_APP_ID: '',
    TRANSFER_WATCH_HOST: '127.0.0.1',
    TRANSFER_WATCH_PORT: '0',
    TRANSFER_WATCH_STORE: '/tmp/store',
    TRANSFER_WATCH_MEMORY_MB: '256',
  };
  expect(readConfig(environment, folder)).toMatchObject({
    appId: null,
    caBundle: null,
    host: '127.0.0.1',
    port: 0,
    store: '/tmp/store',
    memoryBytes: 256 * 2 ** 20,
  });
});

test.each(['[fd00::1]', '[fd00::1]:443', 'a', '10.0.0.1', 'c.example:443'])(
  'takes %s as a console',
  (console) => {
    expect(readConfig({ QRADAR_CONSOLE_FQDN: console }, folder).console).toBe(console);
  },
);

test.each([
  ['QRADAR_CONSOLE_FQDN', undefined],
  ['QRADAR_CONSOLE_FQDN', ' '],
  ['QRADAR_CONSOLE_FQDN', 'https://console'],
  ['QRADAR_CONSOLE_FQDN', 'user@evil.example'],
  ['QRADAR_CONSOLE_FQDN', 'console/path'],
  ['QRADAR_APP_ID', '../1'],
  ['REQUESTS_CA_BUNDLE', 'ca.pem'],
  ['TRANSFER_WATCH_HOST', 'localhost'],
  ['TRANSFER_WATCH_PORT', '70000'],
  ['TRANSFER_WATCH_PORT', '0x50'],
  ['TRANSFER_WATCH_STORE', 'store'],
  ['TRANSFER_WATCH_MEMORY_MB', '0'],
  ['TRANSFER_WATCH_MEMORY_MB', '256 MB'],
])('names %s when it is %j', (variable, value) => {
  const environment = { QRADAR_CONSOLE_FQDN: 'console', [variable]: value };
  expect(() => readConfig(environment, folder)).toThrow(ConfigError);
  expect(() => readConfig(environment, folder)).toThrow(variable);
});
