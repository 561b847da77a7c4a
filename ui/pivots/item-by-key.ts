import type { Run } from '../../contract/run.ts';
import { problemOf, type Api } from '../api/api.ts';
import type { Answer } from '../api/useAnswer.ts';
import type { Words } from '../words/WordsContext.tsx';
import { pivotItems, type PivotItem } from './pivots.ts';
import type { PivotTarget } from './target.ts';
import { subjectOf } from './usePivotAnswers.ts';

type Asking = { readonly api: Api; readonly run: Run | null; readonly words: Words };

const absent = { state: 'absent' } as const;

/**
 * The first of these items (by id) that the target's menu has, with what it would do now: a key asks for one item, where
 * the menu asks for all. Never rejects: an answer that does not come is in the item's label. `null`: the menu has none.
 */
export async function itemOf(
  target: PivotTarget,
  ids: readonly string[],
  { api, run, words }: Asking,
): Promise<PivotItem | null> {
  const isAsset = ids.includes('asset');
  const [queries, address] = await Promise.all([
    isAsset || run === null ? absent : answerOf(api.pivots(run.id, subjectOf(target))),
    isAsset ? answerOf(api.address(target.value, target.domainId)) : absent,
  ]);
  const items = pivotItems(target, { queries, address, words });
  const found = ids.map((id) => items.find((item) => item.id === id));
  return found.find((item) => item !== undefined) ?? null;
}

async function answerOf<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { state: 'known', value: await asked };
  } catch (error) {
    return { state: 'failed', problem: problemOf(error) };
  }
}
