import type { AppFiles } from './app-files.ts';
import { objectsAt, textAt, type Report } from './check.ts';
import { below, type JsonObject } from './json.ts';

/** Where QRadar puts the app zip's root in the container. */
const appRoot = '/opt/app-root/';

/** Folders on which the image's Dockerfile sets the run bit; a zip's own bits may get lost before. */
const runnableFolders = [
  'container/service/',
  'container/build/',
  'container/run/',
  'container/clean/',
];

/** The platform's own files (docs/qradar-facts.md#platform-files). */
const platformFiles =
  /^(?:bin\/(?:log_collector\.py|as_root|start\.sh|start_flask\.sh|update_ca_bundle\.sh)$|startup\.d\/A[09])/;

type FileReport = (file: string, rule: string, sentence: string, code?: number | null) => void;

/** What the services start, and the rules for the folders below `container/`. */
export function checkContainer(
  manifest: JsonObject,
  files: AppFiles,
  report: Report,
  reportFile: FileReport,
): void {
  for (const service of objectsAt(manifest, 'services', '$')) {
    checkCommand(service, files, report);
    checkDirectory(service, files, report);
    checkLogFile(service, report);
  }
  for (const name of files.names) {
    if (platformFiles.test(name))
      reportFile(name, 'platform-file', 'Overwrites a file of the platform.', null);
  }
  checkOrdering(files, reportFile);
}

type Item = { readonly value: JsonObject; readonly at: string };

function checkCommand({ value, at }: Item, files: AppFiles, report: Report): void {
  const command = textAt(value, 'command');
  if (command === null) return;
  const place = below(at, 'command');
  const words = command.trim().split(/\s+/);
  const [program = ''] = words;
  if (!program.startsWith('/')) {
    report(
      place,
      'absolute-command',
      'Must begin with an absolute path: there is no PATH to rely on.',
      null,
    );
  }
  for (const word of words) {
    const file = inApp(word);
    if (file === null || files.has(file)) continue;
    report(place, 'command-exists', `There is no ${file} in the app.`, null);
  }
  const own = inApp(program);
  if (own === null || !files.has(own)) return;
  if (!runnableFolders.some((folder) => own.startsWith(folder))) {
    const sentence = `${own} must lie in container/service/, where the image sets the run bit.`;
    report(place, 'command-runnable', sentence, null);
  } else if ((files.mode(own) & 0o111) === 0) {
    report(place, 'command-runnable', `${own} has no run bit in the archive.`, null);
  }
}

/** The file of the app zip that a path in the container means; `null` for the image's own and the store's. */
function inApp(word: string): string | null {
  if (!word.startsWith(appRoot) || word.startsWith(`${appRoot}store/`)) return null;
  return word.slice(appRoot.length);
}

function checkDirectory({ value, at }: Item, files: AppFiles, report: Report): void {
  const folder = inApp(textAt(value, 'directory') ?? '');
  if (folder === null || files.hasFolder(folder.replace(/\/$/, ''))) return;
  report(
    below(at, 'directory'),
    'directory-exists',
    `There is no folder ${folder} in the app.`,
    null,
  );
}

/** Only the store is kept, and only its log folder is made before services start. */
function checkLogFile({ value, at }: Item, report: Report): void {
  for (const key of ['stdout_logfile', 'stderr_logfile']) {
    const file = textAt(value, key);
    if (file === null || file === 'NONE' || file.startsWith('/dev/')) continue;
    if (file.startsWith(`${appRoot}store/log/`) && !file.split('/').includes('..')) continue;
    report(below(at, key), 'log-in-store', `Must lie in ${appRoot}store/log/.`, null);
  }
}

/** `container/<folder>/ordering.txt`, one command or file name a line. */
const orderedFolders = ['rpm', 'build', 'run'] as const;

function checkOrdering(files: AppFiles, reportFile: FileReport): void {
  for (const folder of orderedFolders) {
    const ordering = `container/${folder}/ordering.txt`;
    const text = files.text(ordering);
    if (text === null) {
      if (folder === 'build' && files.hasFolder('container/build')) {
        reportFile('container/build', 'ordering', 'Is ignored without an ordering.txt.', null);
      }
      continue;
    }
    if (text.includes('\r')) reportFile(ordering, 'ordering', 'Must have UNIX line ends.', null);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    for (const line of lines) checkLine(folder, line.trim(), ordering, files, reportFile);
  }
}

function checkLine(
  folder: (typeof orderedFolders)[number],
  line: string,
  ordering: string,
  files: AppFiles,
  reportFile: FileReport,
): void {
  if (folder === 'rpm') {
    if (files.has(`container/rpm/${line}`)) return;
    reportFile(ordering, 'ordering', `Names ${line}, which is not in container/rpm.`, 33201);
    return;
  }
  if (/\bas_root\b/.test(line)) {
    reportFile(
      ordering,
      'as-root',
      'Runs something as root, which has to be justified to IBM.',
      null,
    );
  }
  // Words after as_root go through a shell, other lines of `run` do not; `build` runs in one.
  if (folder === 'run' && !/^as_root\s/.test(line) && /[|<>;&$`"']/.test(line)) {
    reportFile(ordering, 'no-shell', `Is run without a shell: ${line}`, null);
  }
  for (const word of line.split(/\s+/)) {
    const file = inApp(word);
    if (file === null || files.has(file) || files.hasFolder(file.replace(/\/$/, ''))) continue;
    reportFile(
      ordering,
      'ordering',
      `Names ${file}, which is not in the app.`,
      folder === 'build' ? 33202 : null,
    );
  }
}
