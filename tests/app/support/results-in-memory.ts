import * as z from 'zod/mini';
import { findingSchema, type Finding } from '../../../contract/finding.ts';
import type { KeptFindings, ResultStore } from '../../../app/ports/results.ts';

/** Results in memory, which can be counted: what is kept and not dropped yet. */
export type ResultsInMemory = ResultStore & { readonly kept: () => number };

export function resultsInMemory(): ResultsInMemory {
  const open = new Set<object>();
  return {
    kept: () => open.size,
    keep: function* (judge) {
      const texts: string[] = [];
      const judged = yield* judge({ push: (finding) => texts.push(JSON.stringify(finding)) });
      return { kept: keptIn(open, texts), judged };
    },
    close: () => open.clear(),
  };
}

function keptIn(open: Set<object>, written: readonly string[]): KeptFindings {
  open.add(written);
  const texts = () => {
    if (!open.has(written)) throw new RangeError('these findings were dropped');
    return written;
  };
  return {
    count: written.length,
    find: (id) =>
      texts()
        .map(read)
        .find((finding) => finding.id === id) ?? null,
    all: function* () {
      for (let number = 0; number < texts().length; number += 1) yield read(texts()[number]);
    },
    texts: function* ({ offset, limit } = { offset: 0, limit: written.length }) {
      const end = Math.min(offset + limit, written.length);
      for (let number = offset; number < end; number += 1) yield texts()[number] ?? '';
    },
    ids: () => [...new Set(texts().map((text) => read(text).id))].sort(),
    drop: () => open.delete(written),
  };
}

function read(text = ''): Finding {
  return z.parse(findingSchema, JSON.parse(text));
}
