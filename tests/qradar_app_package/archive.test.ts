import { validateApp } from '../../qradar_app_package/validate/app.ts';
import { validateArchive } from '../../qradar_app_package/validate/archive.ts';
import { complaintLine, type Complaint } from '../../qradar_app_package/validate/complaint.ts';
import { defaultZipLimits, readZip } from '../../qradar_app_package/zip/read.ts';
import { writeZip } from '../../qradar_app_package/zip/write.ts';
import {
  appInputs,
  contentXml,
  manifestTxt,
  pngHeader,
  sampleArchive,
  sampleManifest,
  type Changes,
} from './sample-archive.ts';

type Fact = readonly [file: string, at: string, rule: string, code: number | null];

const facts = (complaints: readonly Complaint[]): Fact[] =>
  complaints.map(({ file, at, rule, code }) => [file, at, rule, code]);

const appFacts = (changes: Changes): Fact[] =>
  facts(validateApp(readZip(writeZip(appInputs(changes)))));

const service = sampleManifest.services[0];
const withService = (change: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...sampleManifest, services: [{ ...service, ...change }] });
const withKey = (key: string, value: unknown): string =>
  JSON.stringify({ ...sampleManifest, [key]: value });

test('a sound archive has no complaint and says what is in it', () => {
  const report = validateArchive(sampleArchive());
  expect(report.complaints).toEqual([]);
  expect(report.extension).toEqual({
    id: 'sample-extension',
    name: 'Sample',
    description: 'A sample',
    version: '1.2.3',
    minimumVersion: '2021.6.7',
    languages: ['en-US'],
    author: 'Somebody',
    authorEmail: 'somebody@example.test',
    packageSize: '0',
  });
  expect(report.app?.path).toBe('Sample/1.zip');
  expect(report.app?.manifestText).toBe(JSON.stringify(sampleManifest));
  expect(report.app?.files.find(({ name }) => name === 'container/service/run')?.mode).toBe(0o755);
});

test('a signature in the archive is no fault', () => {
  const signed = { 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\n\r\n' };
  expect(validateArchive(sampleArchive(signed)).complaints).toEqual([]);
});

test.each<[string, Changes, Fact]>([
  ['no manifest', { 'manifest.json': null }, ['', '', 'manifest-at-root', 33103]],
  [
    'no app folder',
    {
      'app/server.mjs': null,
      'app/static/admin.png': null,
      'app/static/action.png': null,
      'app/static/sample.js': null,
      'app/static/resources/en.properties': null,
      'app/static/resources/de.properties': null,
    },
    ['', '', 'app-folder', 33102],
  ],
  [
    'an icon that is missing',
    { 'app/static/admin.png': null },
    ['manifest.json', '$.configuration_pages[0].icon', 'icon-exists', null],
  ],
  [
    'a page icon of the wrong size',
    { 'app/static/admin.png': pngHeader(16, 16) },
    ['manifest.json', '$.configuration_pages[0].icon', 'icon-size', null],
  ],
  [
    'a menu icon of the wrong size',
    { 'app/static/action.png': pngHeader(16, 17) },
    ['manifest.json', '$.gui_actions[0].icon', 'icon-size', null],
  ],
  [
    'an icon that is no PNG',
    { 'app/static/action.png': 'GIF89a' },
    ['manifest.json', '$.gui_actions[0].icon', 'icon-size', null],
  ],
  [
    'a page script that is missing',
    { 'app/static/sample.js': null },
    ['manifest.json', '$.page_scripts[0].scripts[0]', 'page-script-exists', null],
  ],
  [
    'a page script that is a page',
    { 'app/static/sample.js': '<script>var sampleOpen;</script>' },
    ['manifest.json', '$.page_scripts[0].scripts[0]', 'page-script-form', null],
  ],
  [
    'an action whose function no script defines',
    { 'app/static/sample.js': 'var other = 1;' },
    ['manifest.json', '$.gui_actions[0].javascript', 'action-function-exists', null],
  ],
  [
    'a bundle that is missing',
    { 'app/static/resources/de.properties': null },
    ['manifest.json', '$.resource_bundles[1].bundle', 'bundle-exists', null],
  ],
  [
    'a bundle that lacks a key',
    { 'app/static/resources/de.properties': 'sample.name=Beispiel\n' },
    ['manifest.json', '$.resource_bundles[1].bundle', 'bundle-complete', null],
  ],
  [
    'a bundle in UTF-8',
    { 'app/static/resources/de.properties': 'sample.name=Ä\nsample.more=b\n' },
    ['manifest.json', '$.resource_bundles[1].bundle', 'bundle-ascii', null],
  ],
  [
    'bundles without English',
    { 'manifest.json': withKey('resource_bundles', [sampleManifest.resource_bundles[1]]) },
    ['manifest.json', '$.resource_bundles', 'english-bundle', null],
  ],
  [
    'a command that is not in the app',
    { 'container/service/run': null },
    ['manifest.json', '$.services[0].command', 'command-exists', null],
  ],
  [
    'a command in a folder without run bits',
    { 'manifest.json': withService({ command: '/opt/app-root/app/server.mjs' }) },
    ['manifest.json', '$.services[0].command', 'command-runnable', null],
  ],
  [
    'a command without its own run bit',
    {
      'manifest.json': withService({ command: '/opt/app-root/container/service/plain' }),
      'container/service/plain': '#!/bin/sh\n',
    },
    ['manifest.json', '$.services[0].command', 'command-runnable', null],
  ],
  [
    'a relative command',
    { 'manifest.json': withService({ command: 'node server.mjs' }) },
    ['manifest.json', '$.services[0].command', 'absolute-command', null],
  ],
  [
    'a directory that is not in the app',
    { 'manifest.json': withService({ directory: '/opt/app-root/src' }) },
    ['manifest.json', '$.services[0].directory', 'directory-exists', null],
  ],
  [
    'a log outside the store',
    { 'manifest.json': withService({ stdout_logfile: '/tmp/web.log' }) },
    ['manifest.json', '$.services[0].stdout_logfile', 'log-in-store', null],
  ],
  [
    'a file of the platform',
    { 'bin/start.sh': '#!/bin/sh\n' },
    ['bin/start.sh', '', 'platform-file', null],
  ],
  [
    'an ordering file with Windows line ends',
    { 'container/run/ordering.txt': '/opt/app-root/container/service/run\r\n' },
    ['container/run/ordering.txt', '', 'ordering', null],
  ],
  [
    'a start line that needs a shell',
    { 'container/run/ordering.txt': 'echo a | tee b\n' },
    ['container/run/ordering.txt', '', 'no-shell', null],
  ],
  [
    'a start line as root',
    { 'container/run/ordering.txt': 'as_root chmod 1 x\n' },
    ['container/run/ordering.txt', '', 'as-root', null],
  ],
  [
    'a start line for a file that is missing',
    { 'container/run/ordering.txt': '/opt/app-root/container/run/gone.sh\n' },
    ['container/run/ordering.txt', '', 'ordering', null],
  ],
  [
    'an RPM that is missing',
    { 'container/rpm/ordering.txt': 'gone.rpm\n' },
    ['container/rpm/ordering.txt', '', 'ordering', 33201],
  ],
  [
    'a build folder that is ignored',
    { 'container/build/step.sh': '#!/bin/sh\n' },
    ['container/build', '', 'ordering', null],
  ],
])('an app with %s is told so', (_what, changes, expected) => {
  expect(appFacts(changes)).toContainEqual(expected);
});

test.each([
  ['a declaration', 'function sampleOpen() {}'],
  ['an assignment to window', 'window.sampleOpen = function () {};'],
  [
    'an assignment to window by another name',
    '(function (page) { page.sampleOpen = go; })(window);',
  ],
])('%s in a page script defines the function of an action', (_what, script) => {
  expect(appFacts({ 'app/static/sample.js': script })).toEqual([]);
});

test('a comparison or a mention in a page script does not define a function', () => {
  const script = '// sampleOpen\nif (window.sampleOpen === undefined) go();';
  expect(appFacts({ 'app/static/sample.js': script })).toHaveLength(1);
});

test('a manifest in a folder is found and said', () => {
  const files = readZip(
    writeZip([{ name: 'x/manifest.json', content: Buffer.from('{}'), mode: 0 }]),
  );
  expect(validateApp(files)[0]?.sentence).toContain('x/manifest.json');
});

test.each<[string, Changes, Fact]>([
  ['no manifest.txt', { 'manifest.txt': null }, ['manifest.txt', '', 'extension-manifest', null]],
  [
    'a manifest.txt that is no JSON',
    { 'manifest.txt': '{' },
    ['manifest.txt', 'line 1, column 2', 'json', 22616],
  ],
  [
    'a manifest.txt without its block',
    { 'manifest.txt': '{"_id":"a"}' },
    ['manifest.txt', '$.doc.extension_manifest', 'required', 22616],
  ],
  [
    'a version that is not MAJOR.MINOR.PATCH',
    { 'manifest.txt': manifestTxt({ version: '1.2' }) },
    ['manifest.txt', '$.doc.extension_manifest.version', 'extension-text', 22616],
  ],
  [
    'another version than the app’s',
    { 'manifest.txt': manifestTxt({ version: '1.2.4' }) },
    ['manifest.txt', '$.doc.extension_manifest.version', 'one-version', null],
  ],
  [
    'no English',
    { 'manifest.txt': manifestTxt({ supported_language_set: ['de-DE'] }) },
    ['manifest.txt', '$.doc.extension_manifest.supported_language_set', 'extension-language', null],
  ],
  [
    'a size that is a number',
    { 'manifest.txt': manifestTxt({ package_size: 12 }) },
    ['manifest.txt', '$.doc.extension_manifest.package_size', 'extension-text', null],
  ],
  [
    'a release that has no image of the stream',
    { 'manifest.txt': manifestTxt({ min_qradar_version: '2021.6.6' }) },
    ['manifest.txt', '$.doc.extension_manifest.min_qradar_version', 'image-stream', 33403],
  ],
  [
    'a release name that is older than the stream',
    { 'manifest.txt': manifestTxt({ min_qradar_version: '7.5.0' }) },
    ['manifest.txt', '$.doc.extension_manifest.min_qradar_version', 'image-stream', 33403],
  ],
  ['no content XML', { 'Sample.xml': null }, ['', '', 'content-xml', 22607]],
  ['two content XMLs', { 'Other.xml': '<content/>' }, ['', '', 'content-xml', 22607]],
  ['a content XML that is none', { 'Sample.xml': '<content>' }, ['Sample.xml', '', 'xml', 22607]],
  [
    'entities of its own',
    {
      'Sample.xml':
        '<!DOCTYPE content [<!ENTITY a SYSTEM "file:///etc/passwd">]><content>&a;</content>',
    },
    ['Sample.xml', '', 'xml', 22607],
  ],
  [
    'an XML that names another app zip',
    { 'Sample.xml': contentXml([['/Sample/1.zip', '/Sample/2.zip']]) },
    ['Sample/2.zip', '', 'app-zip-exists', 22607],
  ],
  [
    'an app zip that no application points to',
    { 'Sample.xml': contentXml([['<id>/store/qapp/1/1.zip', '<id>/store/qapp/2/2.zip']]) },
    ['Sample.xml', '/content/application_zip/id', 'app-zip-link', 22607],
  ],
  [
    'an XML without an element',
    { 'Sample.xml': contentXml([['<cpu_share>0.1</cpu_share>', '']]) },
    ['Sample.xml', '/content/installed_application/cpu_share', 'content-element', null],
  ],
  [
    'an XML with another name',
    { 'Sample.xml': contentXml([['Sample &amp; Co', 'Sample']]) },
    ['Sample.xml', '/content/installed_application/name', 'xml-equals-manifest', null],
  ],
  [
    'an XML with another memory',
    { 'Sample.xml': contentXml([['<memory>128', '<memory>100']]) },
    ['Sample.xml', '/content/installed_application/memory', 'xml-equals-manifest', null],
  ],
  [
    'an XML with another manifest',
    { 'Sample.xml': contentXml([], withKey('version', '9.9.9')) },
    ['Sample.xml', '/content/installed_application/manifest', 'xml-equals-manifest', null],
  ],
  [
    'an app zip that is none',
    { 'Sample/1.zip': 'no zip' },
    ['Sample/1.zip', '', 'zip-structure', 33102],
  ],
])('an archive with %s is told so', (_what, changes, expected) => {
  expect(facts(validateArchive(sampleArchive(changes)).complaints)).toContainEqual(expected);
});

test('a fault of the app in an archive names its file', () => {
  const { complaints } = validateArchive(sampleArchive({}, { 'manifest.json': null }));
  expect(facts(complaints)).toEqual([['Sample/1.zip', '', 'manifest-at-root', 33103]]);
});

test('a bomb in the app zip is a complaint, and nothing of it is handed on', () => {
  const bomb = writeZip(appInputs({ 'app/zeros': Buffer.alloc(2_000_000) }));
  const limits = { ...defaultZipLimits, entryBytes: 1_000_000 };
  const report = validateArchive(sampleArchive({ 'Sample/1.zip': bomb }), limits);
  expect(facts(report.complaints)).toEqual([['Sample/1.zip', '', 'zip-bomb', 33102]]);
  expect(report.app).toBeNull();
});

test('what is no zip is a complaint', () => {
  const report = validateArchive(Buffer.from('hello'));
  expect(facts(report.complaints)).toEqual([['', '', 'zip-structure', 22607]]);
});

test('a complaint as a line says where, what and which number', () => {
  const [complaint] = validateArchive(sampleArchive({ 'Sample/1.zip': 'no zip' })).complaints;
  expect(complaint && complaintLine(complaint)).toBe(
    'Sample/1.zip: This is not a zip archive, or it is cut off. (zip-structure, QRadar error 33102)',
  );
});
