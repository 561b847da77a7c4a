import type { Runtime } from './runtime.ts';
import type { ShippedPackage } from './shipped-packages.ts';

const rule = '='.repeat(100);

/** The licences of everything that is in the archive and was not written for it, as one text. */
export function licencesText(packages: readonly ShippedPackage[], runtime: Runtime): string {
  const node = section(`Node.js ${runtime.version} (MIT and others)`, 'run-time', runtime.licence);
  const others = packages.map(({ name, version, licence, parts, licenceText }) =>
    section(`${name} ${version} (${licence})`, parts.join(', '), licenceText),
  );
  const head =
    'What ships with this app and was written by others, with the licences it came with.';
  return `${[head, node, ...others].join('\n\n')}\n`;
}

function section(title: string, parts: string, text: string): string {
  return `${rule}\n${title}\nin: ${parts}\n${rule}\n\n${text.replaceAll('\r\n', '\n').trim()}`;
}
