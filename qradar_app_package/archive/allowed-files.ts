import { PackageError } from './package-error.ts';

/** Everything that may be in the app zip. A new kind of file has to be added here, knowingly. */
const appFiles: readonly RegExp[] = [
  /^manifest\.json$/,
  /^README\.md$/,
  /^app\/server\.mjs(?:\.map)?$/,
  /^app\/static\/index\.html$/,
  // Built files carry a hash of their content.
  /^app\/static\/[\w-]+\.[0-9a-f]{8}\.(?:js|css)$/,
  /^app\/static\/[\w-]+\.[0-9a-f]{8}\.js\.LICENSE\.txt$/,
  /^app\/static\/[\w-]+\.[0-9a-f]{8}\.woff2$/,
  /^app\/static\/console\/[\w-]+\.js$/,
  /^app\/static\/images\/[\w-]+\.png$/,
  /^app\/static\/resources\/[\w-]+\.properties$/,
  /^app\/about\/(?:CHANGELOG\.md|LICENSE|THIRD-PARTY-LICENCES\.txt|sbom\.cdx\.json)$/,
  /^container\/service\/node$/,
  /^container\/clean\/cleanup\.sh$/,
  /^container\/run\/ordering\.txt$/,
];

/** Without these the app does not come up, or must not be handed on. */
const neededFiles: readonly string[] = [
  'manifest.json',
  'README.md',
  'app/server.mjs',
  'app/server.mjs.map',
  'app/static/index.html',
  'app/about/CHANGELOG.md',
  'app/about/LICENSE',
  'app/about/THIRD-PARTY-LICENCES.txt',
  'app/about/sbom.cdx.json',
  'container/service/node',
];

/** Holds the names of an app zip's files against what may and what must be in it. Throws `PackageError`. */
export function checkFileList(names: readonly string[]): void {
  const unexpected = names.filter((name) => !appFiles.some((pattern) => pattern.test(name)));
  if (unexpected.length > 0) {
    throw new PackageError(`Does not belong into the archive: ${unexpected.join(', ')}.`);
  }
  const missing = neededFiles.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new PackageError(`Missing in the archive: ${missing.join(', ')}. Run npm run build.`);
  }
}
