import { writeZip, type ZipInput } from '../../qradar_app_package/zip/write.ts';

/** A tiny app without fault, as text by file name. */
export const sampleManifest = {
  name: 'Sample & Co',
  description: 'A sample',
  version: '1.2.3',
  uuid: '0b7f4a52-1f7e-4c2d-9a38-0c1d7f4e6b21',
  image: 'qradar-app-base:4.0.9',
  load_flask: 'false',
  areas: [{ id: 'Sample', text: 'Sample', url: 'index' }],
  rest_methods: [{ name: 'ip', url: '/ip', method: 'GET', argument_names: ['context'] }],
  configuration_pages: [
    { text: 'Admin', description: 'Settings', url: 'admin', icon: 'static/admin.png' },
  ],
  gui_actions: [
    {
      id: 'a',
      text: 'A',
      icon: '/static/action.png',
      rest_method: 'ip',
      javascript: 'sampleOpen(result)',
      groups: ['ipPopup'],
    },
  ],
  page_scripts: [{ app_name: '*', page_id: '*', scripts: ['static/sample.js'] }],
  resource_bundles: [
    { locale: 'en', bundle: 'resources/en.properties' },
    { locale: 'de', bundle: 'resources/de.properties' },
  ],
  resources: { memory: 128 },
  services: [
    {
      name: 'web',
      version: '1',
      port: 5000,
      command: '/opt/app-root/container/service/run /opt/app-root/app/server.mjs',
      directory: '/opt/app-root/app',
      stdout_logfile: '/opt/app-root/store/log/web.log',
    },
  ],
};

/** The first 24 bytes of a PNG of that size; the validator reads no further. */
export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000', 'hex');
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

/** Changes to the sample: a file's content, `null` to leave it out. */
export type Changes = Readonly<Record<string, string | Buffer | null>>;

/** Files of the app zip after changes; `container/service/run` is the one with the run bit. */
export function appInputs(changes: Changes = {}): ZipInput[] {
  return inputs({
    'manifest.json': JSON.stringify(sampleManifest),
    'app/server.mjs': 'export {};',
    'app/static/admin.png': pngHeader(32, 32),
    'app/static/action.png': pngHeader(16, 16),
    'app/static/sample.js': 'var sampleOpen = function () {};',
    'app/static/resources/en.properties': '# texts\nsample.name=Sample\nsample.more = More\n',
    'app/static/resources/de.properties': 'sample.name=Beispiel\nsample.more: M\\u00e4hr\n',
    'container/service/run': '#!/bin/sh\n',
    ...changes,
  });
}

const extension = {
  _id: 'sample-extension',
  doc: {
    extension_manifest: {
      locale: {
        'en-US': { 'extension.name': 'Sample', 'extension.long.description': 'A sample' },
      },
      extension_name: 'extension.name',
      extension_long_description: 'extension.long.description',
      supported_language_set: ['en-US'],
      min_qradar_version: '2021.6.7',
      version: '1.2.3',
      authored_by: 'Somebody',
      authored_by_email: 'somebody@example.test',
      package_size: '0',
    },
  },
};

/** `manifest.txt` with other values in its `extension_manifest`. */
export function manifestTxt(changes: Readonly<Record<string, unknown>> = {}): string {
  const manifest = { ...extension.doc.extension_manifest, ...changes };
  return JSON.stringify({ ...extension, doc: { extension_manifest: manifest } });
}

/** The content XML; `replacements` change its text, and `manifest` is what it embeds. */
export function contentXml(
  replacements: readonly (readonly [string, string])[] = [],
  manifest: string = JSON.stringify(sampleManifest),
): string {
  const escaped = manifest.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<content>
  <qradarversion>2021.6.7.20230822164432</qradarversion>
  <application_zip><filedata>/Sample/1.zip</filedata><id>/store/qapp/1/1.zip</id></application_zip>
  <installed_application>
    <id>1</id><zip_source_file_path>/store/qapp/1/1.zip</zip_source_file_path>
    <name>Sample &amp; Co</name><description>A sample</description>
    <manifest>${escaped}</manifest>
    <image>qradar-app-base:4.0.9</image><image_repo>qapp/1:1.2.3</image_repo>
    <memory>128</memory><cpu_share>0.1</cpu_share><status>COMPLETED</status>
    <installed_on>0</installed_on><installed_by/><ootb_install>false</ootb_install>
    <single_instance_only>false</single_instance_only><multitenancy_safe>false</multitenancy_safe>
  </installed_application>
</content>`;
  return replacements.reduce((text, [from, to]) => text.replace(from, to), xml);
}

/** The extension after changes to its own files and to those of the app in it. */
export function sampleArchive(changes: Changes = {}, appChanges: Changes = {}): Buffer {
  return writeZip(
    inputs({
      'Sample.xml': contentXml(),
      'manifest.txt': manifestTxt(),
      'Sample/1.zip': writeZip(appInputs(appChanges)),
      ...changes,
    }),
  );
}

function inputs(files: Changes): ZipInput[] {
  return Object.entries(files).flatMap(([name, content]) =>
    content === null
      ? []
      : [{ name, content: Buffer.from(content), mode: name.endsWith('/run') ? 0o755 : 0o644 }],
  );
}
