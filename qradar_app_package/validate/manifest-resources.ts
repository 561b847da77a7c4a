import { objectsAt, textAt, type Report } from './check.ts';
import { below, isObject, type JsonObject } from './json.ts';

/** Limits of memory (docs/qradar-facts.md#two-defaults-of-memory) and heap, and the image, which the schema leaves open. */
export function checkResources(manifest: JsonObject, report: Report): void {
  const resources = manifest['resources'];
  const memory = isObject(resources) ? resources['memory'] : undefined;
  if (memory === undefined) {
    const sentence = 'Is missing: IBM documents two defaults, 100 and 200 MB, so say it.';
    report('$.resources.memory', 'memory', sentence, null);
  }
  if (typeof memory === 'number') checkHeap(manifest, memory, report);
  checkImage(manifest, report);
}

/** A heap that may grow to the container's limit is killed by it before it collects. */
function checkHeap(manifest: JsonObject, memory: number, report: Report): void {
  for (const { value, at } of objectsAt(manifest, 'services', '$')) {
    const heap = /--max-old-space-size=(\d+)/.exec(textAt(value, 'command') ?? '')?.[1];
    if (heap === undefined || Number(heap) < memory) continue;
    const sentence = `The heap of ${heap} MB must be below resources.memory, ${memory} MB.`;
    report(below(at, 'command'), 'heap-below-memory', sentence, null);
  }
}

function checkImage(manifest: JsonObject, report: Report): void {
  const image = manifest['image'];
  if (image === undefined) {
    const sentence =
      'Is missing: without it QRadar takes the old CentOS image, unsupported from UP14.';
    report('$.image', 'image', sentence, null);
    return;
  }
  const major =
    typeof image === 'string' ? /^qradar-app-base:(\d+)\.\d+\.\d+$/.exec(image)?.[1] : undefined;
  // 33403: "image not supported".
  if (major === undefined) report('$.image', 'image', 'Must be qradar-app-base:X.Y.Z.', 33403);
  else if (major === '1')
    report('$.image', 'image', 'The CentOS stream (1) is unsupported from UP14.', null);
  else if (!['2', '3', '4'].includes(major)) {
    report('$.image', 'image', `There is no image stream ${major}; the newest is 4.`, 33403);
  }
}
