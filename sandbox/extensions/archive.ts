import type { ZipFile } from '../../qradar_app_package/zip/read.ts';
import { complaintLine, type Complaint } from '../../qradar_app_package/validate/complaint.ts';
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
  /** Whether it carries a Java signature; no signature is checked. */
  readonly isSigned: boolean;
};

/**
 * Reads an extension archive with the validator of the package. Throws an `ExtensionRefusal` with every complaint:
 * 22616 where only `manifest.txt` is at fault, 22607 otherwise.
 */
export function readArchive(bytes: Uint8Array): Archive {
  const { complaints, extension, app, files } = validateArchive(bytes);
  if (complaints.length > 0) refuse(complaints);
  if (extension === null || app?.manifestText == null) {
    throw new ExtensionRefusal(extensionErrors.notValid, ['It holds no app.']);
  }
  return {
    facts: extension,
    manifest: parseManifest(app.manifestText),
    files: app.files,
    isSigned: files.some(({ name }) => /^META-INF\/[^/]+\.(SF|RSA|DSA|EC)$/i.test(name)),
  };
}

function refuse(complaints: readonly Complaint[]): never {
  const isManifestText = complaints.every(({ file }) => file === 'manifest.txt');
  throw new ExtensionRefusal(
    isManifestText ? extensionErrors.badManifest : extensionErrors.notValid,
    complaints.map(complaintLine),
  );
}
