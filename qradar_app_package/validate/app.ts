import type { ZipFile } from '../zip/read.ts';
import { AppFiles } from './app-files.ts';
import { collector } from './check.ts';
import type { Complaint } from './complaint.ts';
import { checkContainer } from './container-files.ts';
import { isObject, readJson } from './json.ts';
import { manifestFile, validateManifest } from './manifest.ts';
import { checkServedFiles } from './served-files.ts';

/**
 * What is wrong with an app zip: its layout, its manifest, and the files the manifest names. Contents that
 * cannot be unpacked are complaints too. Never throws.
 */
export function validateApp(zipFiles: readonly ZipFile[]): Complaint[] {
  const files = new AppFiles(zipFiles);
  const layout = layoutComplaints(files);
  const text = files.text(manifestFile);
  if (text === null) return layout;
  const reading = readJson(text);
  const complaints = [...layout, ...validateManifest(text)];
  if (reading.kind === 'broken' || !isObject(reading.value)) return complaints;
  const { report, complaints: about } = collector(manifestFile);
  checkServedFiles(reading.value, files, report);
  const others: Complaint[] = [];
  checkContainer(reading.value, files, report, (file, rule, sentence, code = null) => {
    others.push({ file, at: '', rule, code, sentence });
  });
  return [...complaints, ...about, ...others];
}

function layoutComplaints(files: AppFiles): Complaint[] {
  const { report, complaints } = collector('');
  const nested = files.names.find((name) => /^[^/]+\/manifest\.json$/.test(name));
  if (!files.has(manifestFile)) {
    const hint = nested === undefined ? '' : `; it lies in ${nested}, but may not be in a folder`;
    report('', 'manifest-at-root', `The app has no manifest.json at its root${hint}.`, 33103);
  }
  if (!files.hasFolder('app')) report('', 'app-folder', 'The app has no folder app/.', 33102);
  return complaints;
}
