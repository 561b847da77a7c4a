import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflate, type Deflate } from '../zip/write.ts';

/** What else the result depends on: zlib's release and the levels that `deflate` asks for. */
const settings = `zlib-${process.versions.zlib}-9-6`;

/** Smaller files take less time to compress than to look up. */
const worthKeepingBytes = 16 * 1024 * 1024;

/**
 * The writer's own compression, remembered in a folder for what is large: Node takes some ten seconds and changes
 * once in a while. What the result depends on is in the name it is kept under.
 */
export function cachedDeflate(folder: string): Deflate {
  return (content) => {
    if (content.length < worthKeepingBytes) return deflate(content);
    const hash = createHash('sha256').update(content).digest('hex');
    const file = path.join(folder, `${hash}-${settings}.deflate`);
    const kept = readIfThere(file);
    if (kept !== null) return kept;
    const packed = deflate(content);
    mkdirSync(folder, { recursive: true });
    // Two runs at once must not see each other's half.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, packed);
    renameSync(draft, file);
    return packed;
  };
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    // Not compressed yet.
    return null;
  }
}
