import { ZipError } from '../zip/error.ts';
import { defaultZipLimits, readZip, type ZipFile, type ZipLimits } from '../zip/read.ts';
import { validateApp } from './app.ts';
import { collector } from './check.ts';
import type { Complaint } from './complaint.ts';
import { compareWithManifest, extensionInvalid, readContentXml } from './content-xml.ts';
import {
  extensionManifestFile,
  readExtensionManifest,
  type ExtensionFacts,
} from './extension-manifest.ts';
import { isObject, readJson, type JsonObject } from './json.ts';
import { manifestFile } from './manifest.ts';
import type { XmlElement } from './xml.ts';
import { firstReleaseOfStream, isOlder, versionNumbers } from './versions.ts';

/** The app in an extension. */
export type PackedApp = {
  /** Of the app zip in the archive. */
  readonly path: string;
  readonly bytes: Buffer;
  /** By name. */
  readonly files: readonly ZipFile[];
  /** `manifest.json` as it is; `null` when there is none. */
  readonly manifestText: string | null;
};

/** What is in an archive, and everything that is wrong with it. */
export type ArchiveReport = {
  /** Without a refusal (`isRefusal`) it installs; empty, it is fit for a release. */
  readonly complaints: readonly Complaint[];
  /** `null` without a readable `manifest.txt`, which QRadar can do without. */
  readonly extension: ExtensionFacts | null;
  /** `null` when the XML names no readable app zip. */
  readonly app: PackedApp | null;
  /** Of the extension; empty when it is no zip. */
  readonly files: readonly ZipFile[];
};

/**
 * An archive as an administrator uploads it: a zip with content XML, `manifest.txt` and the app zip. Everything
 * in it is unpacked once, in memory, one file at a time, within `limits` (for each of the two zips). Never throws.
 */
export function validateArchive(
  bytes: Uint8Array,
  limits: ZipLimits = defaultZipLimits,
): ArchiveReport {
  const { files, complaints } = opened('', bytes, limits, extensionInvalid);
  if (complaints.length > 0) return { complaints, extension: null, app: null, files };
  const described = extensionFacts(files);
  const xml = contentXml(files);
  const packed = xml.appZip === null ? null : packedApp(xml.appZip, files, limits);
  const app = packed?.app ?? null;
  const manifest = app === null ? null : manifestOf(app);
  const application = xml.application;
  return {
    complaints: [
      ...described.complaints,
      ...xml.complaints,
      ...(packed?.complaints ?? []),
      ...(manifest === null || application === null
        ? []
        : compareWithManifest(xml.file, application, manifest)),
      ...(manifest === null || described.facts === null
        ? []
        : releaseComplaints(described.facts, manifest)),
    ],
    extension: described.facts,
    app,
    files,
  };
}

/** Reads a zip and every file in it once, so that damage and false sizes are found before anything is used. */
function opened(
  name: string,
  bytes: Uint8Array,
  limits: ZipLimits,
  code: number,
): { files: ZipFile[]; complaints: Complaint[] } {
  try {
    const files = readZip(bytes, limits);
    for (const file of files) file.read();
    return { files, complaints: [] };
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const complaint = { file: name, at: '', rule: error.rule, code, sentence: error.message };
    return { files: [], complaints: [complaint] };
  }
}

function extensionFacts(files: readonly ZipFile[]): {
  facts: ExtensionFacts | null;
  complaints: Complaint[];
} {
  const file = files.find(({ name }) => name === extensionManifestFile);
  if (file !== undefined) return readExtensionManifest(file.read().toString('utf8'));
  const { report, complaints } = collector(extensionManifestFile);
  const sentence = 'Is missing; without it QRadar knows neither name nor version.';
  report('', 'extension-manifest', sentence, null);
  return { facts: null, complaints };
}

type FoundXml = {
  readonly file: string;
  readonly appZip: string | null;
  readonly application: XmlElement | null;
  readonly complaints: Complaint[];
};

function contentXml(files: readonly ZipFile[]): FoundXml {
  const found = files.filter(({ name }) => /^[^/]+\.xml$/i.test(name));
  const [file] = found;
  if (file === undefined || found.length > 1) {
    const { report, complaints } = collector('');
    const sentence = 'The archive must hold exactly one content XML at its root.';
    report('', 'content-xml', sentence, extensionInvalid);
    return { file: '', appZip: null, application: null, complaints };
  }
  const { content, complaints } = readContentXml(file.name, file.read().toString('utf8'));
  return {
    file: file.name,
    appZip: content?.appZip ?? null,
    application: content?.application ?? null,
    complaints,
  };
}

function packedApp(
  path: string,
  files: readonly ZipFile[],
  limits: ZipLimits,
): { app: PackedApp | null; complaints: Complaint[] } {
  const file = files.find(({ name }) => name === path);
  if (file === undefined) {
    const { report, complaints } = collector(path);
    report(
      '',
      'app-zip-exists',
      'Is named by the content XML, but not in the archive.',
      extensionInvalid,
    );
    return { app: null, complaints };
  }
  const bytes = file.read();
  // 33102: "zip structure invalid".
  const { files: inner, complaints } = opened(path, bytes, limits, 33102);
  if (complaints.length > 0) return { app: null, complaints };
  const manifestText =
    inner
      .find(({ name }) => name === manifestFile)
      ?.read()
      .toString('utf8') ?? null;
  return {
    app: { path, bytes, files: inner, manifestText },
    complaints: named(path, validateApp(inner)),
  };
}

/** What is said of the app zip as a whole gets its name. */
function named(path: string, complaints: readonly Complaint[]): Complaint[] {
  return complaints.map((complaint) =>
    complaint.file === '' ? { ...complaint, file: path } : complaint,
  );
}

function manifestOf(app: PackedApp): JsonObject | null {
  const reading = readJson(app.manifestText ?? '');
  return reading.kind === 'read' && isObject(reading.value) ? reading.value : null;
}

/** `manifest.txt` against `manifest.json`: one version, and a release that has the image's stream. */
function releaseComplaints(extension: ExtensionFacts, manifest: JsonObject): Complaint[] {
  const { report, complaints } = collector(extensionManifestFile);
  const root = '$.doc.extension_manifest';
  if (extension.version !== manifest['version']) {
    const sentence = `Differs from manifest.json, which says ${JSON.stringify(manifest['version'])}.`;
    report(`${root}.version`, 'one-version', sentence, null);
  }
  const image = manifest['image'];
  const stream = typeof image === 'string' ? /:(\d+)\./.exec(image)?.[1] : undefined;
  const first = firstReleaseOfStream[stream ?? ''];
  const needed = first === undefined ? null : versionNumbers(first);
  const declared = versionNumbers(extension.minimumVersion);
  if (needed !== null && declared !== null && isOlder(declared, needed)) {
    const sentence = `Image stream ${stream ?? ''} needs ${first ?? ''} or later; on an older release the install fails.`;
    report(`${root}.min_qradar_version`, 'image-stream', sentence, 33403);
  }
  return complaints;
}
