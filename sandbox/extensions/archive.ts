import type { ZipFile } from '../../qradar_app_package/zip/read.ts';
import {
  complaintLine,
  isRefusal,
  type Complaint,
} from '../../qradar_app_package/validate/complaint.ts';
import { validateArchive } from '../../qradar_app_package/validate/archive.ts';
import type { ExtensionFacts } from '../../qradar_app_package/validate/extension-manifest.ts';
import { extensionErrors, ExtensionRefusal } from './extension-errors.ts';
import { parseManifest, type Manifest } from './manifest.ts';

/** An archive that can be installed. */
export type Archive = {
  readonly facts: ExtensionFacts;
  readonly manifest: Manifest;
  /** Files of the app zip. */
  readonly files: readonly ZipFile[];
  /** What does not speak against an installation, a line each. */
  readonly advice: readonly string[];
  /** Whether it carries a Java signature; no signature is checked. */
  readonly isSigned: boolean;
};

/**
 * Reads an extension archive with the validator of the package. Throws an `ExtensionRefusal` with everything that QRadar
 * refuses it for: 22616 where only `manifest.txt` is at fault, 22607 otherwise.
 */
export function readArchive(bytes: Uint8Array): Archive {
  const { complaints, extension, app, files } = validateArchive(bytes);
  const refusals = complaints.filter(isRefusal);
  if (refusals.length > 0) refuse(refusals);
  if (app?.manifestText == null) {
    throw new ExtensionRefusal(extensionErrors.notValid, ['It holds no app.']);
  }
  const manifest = parseManifest(app.manifestText);
  return {
    facts: extension ?? factsOf(manifest),
    manifest,
    files: app.files,
    advice: complaints.filter((complaint) => !isRefusal(complaint)).map(complaintLine),
    isSigned: files.some(({ name }) => /^META-INF\/[^/]+\.(SF|RSA|DSA|EC)$/i.test(name)),
  };
}

/** An archive without `manifest.txt` is taken; that it goes by its app then is a guess. */
function factsOf({ uuid, name, description, version }: Manifest): ExtensionFacts {
  return {
    ...{ id: uuid, name, description, version },
    ...{ minimumVersion: '', languages: [], author: '', authorEmail: '', packageSize: '' },
  };
}

function refuse(complaints: readonly Complaint[]): never {
  const isManifestText = complaints.every(({ file }) => file === 'manifest.txt');
  throw new ExtensionRefusal(
    isManifestText ? extensionErrors.badManifest : extensionErrors.notValid,
    complaints.map(complaintLine),
  );
}
