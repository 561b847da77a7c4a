import type { AllowPreview, AllowSubject } from '../../../contract/allowlist.ts';
import { Matcher } from '../../detection/allowing/matcher.ts';
import { readId } from '../../detection/judging/ids.ts';
import type { JudgedPreview } from '../../detection/judging/preview.ts';
import { isIpv6 } from '../../detection/rule/addresses.ts';
import type { Verdicts } from '../../ports/verdicts.ts';

/**
 * What is not saved without a confirmation; choices (docs/decisions/0022-allowlists-judged-on-evidence.md). `share`: of the findings, of at
 * least so many.
 */
const remarkable = {
  share: 0.1,
  least: 3,
  shortest: { ipv4: 16, ipv6: 32 },
  sources: 5,
} as const;

/** Findings named as confirmed; the contract of a preview. */
const namedConfirmed = 100;

/** For how long back a true positive counts, ms. */
const confirmedForMs = 30 * 24 * 60 * 60_000;

/** Why entries have to be confirmed. `judged` `null`: there is no run to tell by. */
export function asksOf(
  subjects: readonly AllowSubject[],
  judged: JudgedPreview | null,
): AllowPreview['asks'] {
  return [
    ...wide(subjects),
    ...(judged === null
      ? [{ kind: 'nothing-to-tell-by' as const, value: 0, most: 0 }]
      : [...much(judged), ...manySources(subjects, judged)]),
  ];
}

/** The widest, of each kind of address. */
function wide(subjects: readonly AllowSubject[]): AllowPreview['asks'] {
  const blocks = subjects
    .flatMap(({ source, destination }) => [source, destination])
    .flatMap((place) => (place?.includes('/') ? [place] : []));
  const { ipv4, ipv6 } = remarkable.shortest;
  return [
    { most: ipv4, of: blocks.filter((block) => !isIpv6(block)) },
    { most: ipv6, of: blocks.filter((block) => isIpv6(block)) },
  ].flatMap(({ most, of }) => {
    const value = Math.min(...of.map((block) => Number(block.split('/')[1])));
    return value < most ? [{ kind: 'wide' as const, value, most }] : [];
  });
}

function much({ hidden, trimmed, shown }: JudgedPreview): AllowPreview['asks'] {
  const value = hidden.findings + trimmed.findings;
  const most = Math.floor(shown * remarkable.share);
  const isMuch = value >= remarkable.least && value > most;
  return isMuch ? [{ kind: 'much', value, most }] : [];
}

function manySources(
  subjects: readonly AllowSubject[],
  { behaviours }: JudgedPreview,
): AllowPreview['asks'] {
  const counts = subjects.map(({ source }, at) =>
    source === null ? (behaviours[at]?.sourceCount ?? 0) : 0,
  );
  const value = Math.max(...counts);
  const most = remarkable.sources;
  return value > most ? [{ kind: 'many-sources', value, most }] : [];
}

/**
 * Ids of findings closed as true positives that entries of these subjects would hide or trim: of the last run by what was judged, of
 * the last 30 days by what the ids say. Whose users or further destinations only records could tell is not among these.
 */
export function confirmedBy(
  verdicts: Verdicts,
  scope: string,
  subjects: readonly AllowSubject[],
  touchedIds: readonly string[],
  nowMs: number,
): string[] {
  const found = new Set(verdicts.confirmed(scope, touchedIds));
  const matcher = new Matcher(subjects);
  const nobody = () => [null];
  for (const id of verdicts.confirmedSince(scope, nowMs - confirmedForMs)) {
    const said = readId(id);
    if (said === null) continue;
    const { domainId, source, destination, port } = said;
    const isOn = (entry: number) => destination !== null || subjects[entry]?.scope === 'source';
    // Where the id names no destination only sources are compared, so any address does.
    const pair = { domainId, source, destination: destination ?? source, port: port ?? 0 };
    if (matcher.match(pair, nobody, isOn).length > 0) found.add(id);
  }
  return [...found];
}

/** As the contract has it. */
export function confirmedPart(ids: readonly string[]): AllowPreview['confirmed'] {
  return { findings: ids.length, ids: ids.slice(0, namedConfirmed) };
}
