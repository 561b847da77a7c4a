import type { Product } from './product.ts';

/**
 * The extension around the app. Nobody documents which elements QRadar needs, so all that three published hand-made
 * extensions carry are written; see docs/install.md#assumptions.
 */
export const contentXmlName = 'TransferWatch.xml';
/** Number and folder are free; they only have to match the XML. QRadar gives the app an id of its own. */
const packagedId = 1;
export const appZipName = `TransferWatch/${packagedId}.zip`;

/**
 * First release that this app says it runs on: 7.5.0 UP8. Image stream 4 is there from UP7 on (2021.6.7), but Node 24
 * wants the kernel of RHEL 8, to which QRadar moved around UP8.
 */
export const minimumQradarVersion = '2021.6.8';

/** All times in the archive, so that the same commit gives the same bytes: 1980-01-01T00:00:00Z, as its zip entries. */
const fixedTime = { ms: 315_532_800_000, stamp: '19800101000000' };

/** `manifest.txt` of an archive of `packageSize` bytes. */
export function extensionManifestText({ npm, manifest }: Product, packageSize: number): string {
  const content = {
    // Stable over all releases, as the app's UUID is; 32 hexadecimal digits, as App Exchange's are.
    _id: manifest.uuid.replaceAll('-', ''),
    doc: {
      extension_manifest: {
        locale: {
          'en-US': {
            'extension.name': manifest.name,
            'extension.long.description': manifest.description,
          },
        },
        extension_name: 'extension.name',
        extension_long_description: 'extension.long.description',
        supported_language_set: ['en-US'],
        min_qradar_version: minimumQradarVersion,
        version: npm.version,
        authored_by: npm.author.name,
        authored_by_email: npm.author.email,
        package_size: String(packageSize),
      },
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The content XML, one `application_zip` and its `installed_application`. */
export function contentXmlText({ npm, manifest, manifestText }: Product): string {
  const zipId = `/store/qapp/${packagedId}/${packagedId}.zip`;
  const application: readonly (readonly [string, string | number])[] = [
    ['id', packagedId],
    ['zip_source_file_path', zipId],
    ['name', manifest.name],
    ['description', manifest.description],
    ['manifest', JSON.stringify(JSON.parse(manifestText))],
    ['image', manifest.image],
    ['image_repo', `qapp/${packagedId}:${npm.version}-${fixedTime.stamp}`],
    ['memory', manifest.resources.memory],
    ['cpu_share', '0.1'],
    ['status', 'COMPLETED'],
    ['installed_on', fixedTime.ms],
    ['installed_by', ''],
    ['ootb_install', 'false'],
    ['single_instance_only', manifest.single_instance_only],
    ['multitenancy_safe', manifest.multitenancy_safe],
  ];
  const zip = [
    ['filedata', appZipName],
    ['id', zipId],
  ] as const;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<content>',
    `  <qradarversion>${minimumQradarVersion}.${fixedTime.stamp}</qradarversion>`,
    ...element('application_zip', zip),
    ...element('installed_application', application),
    '</content>',
    '',
  ].join('\n');
}

function element(name: string, fields: readonly (readonly [string, string | number])[]): string[] {
  const lines = fields.map(([key, value]) => `    <${key}>${escaped(String(value))}</${key}>`);
  return [`  <${name}>`, ...lines, `  </${name}>`];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
