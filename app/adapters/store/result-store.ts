import type { Finding } from '../../../contract/finding.ts';
import type { KeptFindings, ResultStore } from '../../ports/results.ts';

/** Results in memory, until they are kept in a database. */
export function openResultStore(options: {
  readonly folder: string;
  readonly report: (message: string, error: unknown) => void;
}): ResultStore {
  if (options.folder === '') throw new RangeError('no folder');
  return {
    keep: (judge) => {
      const texts: string[] = [];
      const judged = judge({ push: (finding) => texts.push(JSON.stringify(finding)) });
      return { kept: keptOf(texts), judged };
    },
    close: () => undefined,
  };
}

function keptOf(texts: string[]): KeptFindings {
  // Parse boundary: written above.
  const read = (text: string) => JSON.parse(text) as Finding;
  return {
    count: texts.length,
    find: (id) => texts.map(read).find((finding) => finding.id === id) ?? null,
    page: ({ offset, limit }) => texts.slice(offset, offset + limit).map(read),
    all: function* () {
      for (const text of texts) yield read(text);
    },
    texts: () => texts.values(),
    drop: () => texts.splice(0),
  };
}
