/** Reference sets of a scripted console, for what the stand-in does not do: rights half-way, refusals of single values. */
import type { ServerResponse } from 'node:http';
import {
  refusal,
  type Asked,
  type Reply,
  type Script,
} from '../adapters/support/scripted-console.ts';

const base = '/reference_data_collections';
type Body = Readonly<Record<string, unknown>>;

export type ScriptedSets = {
  readonly script: Script;
  readonly sets: Map<number, Body>;
  readonly entries: Map<number, Body>;
};

/** `refuses`: answers instead of taking an element. */
export function scriptedSets(
  refuses: (body: Body, asked: Asked) => Reply | null = () => null,
): ScriptedSets {
  const sets = new Map<number, Body>();
  const entries = new Map<number, Body>();
  let last = 0;
  const bodyOf = (asked: Asked) => JSON.parse(asked.body) as Body;
  const script: Script = new Proxy<Script>(
    {
      [`GET ${base}/sets`]: () => ({ body: [...sets.values()] }),
      [`POST ${base}/sets`]: (asked) => {
        const set = { ...bodyOf(asked), id: ++last };
        sets.set(set.id, set);
        return { status: 201, body: set };
      },
      [`GET ${base}/set_entries`]: () => ({ body: [...entries.values()] }),
      [`POST ${base}/set_entries`]: (asked) => {
        const body = bodyOf(asked);
        const refused = refuses(body, asked);
        if (refused) return refused;
        const known = [...entries.values()].find(
          (one) => one['value'] === body['value'] && one['collection_id'] === body['collection_id'],
        );
        const id = Number(known?.['id'] ?? ++last);
        entries.set(id, { ...body, id });
        return { status: 201, body: entries.get(id) };
      },
    },
    {
      get: (target, name: string) => {
        const [, id] = /^DELETE .*\/set_entries\/(\d+)$/.exec(name) ?? [];
        if (id === undefined) return target[name];
        return () =>
          entries.delete(Number(id))
            ? (response: ServerResponse) =>
                response.writeHead(204, { 'Content-Type': 'text/plain' }).end()
            : refusal(404, 22_001, 'The entry does not exist');
      },
    },
  );
  return { script, sets, entries };
}
