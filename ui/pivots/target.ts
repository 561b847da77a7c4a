import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { AddressContext, PivotQueries } from '../../contract/details.ts';
import type { Answer } from '../api/useAnswer.ts';
import type { Words } from '../words/WordsContext.tsx';

/** What an entry of the allowlist is filled in from: a finding, and what of it was started from. */
export type AllowOrigin = {
  readonly finding: Finding;
  readonly field: PivotField;
  readonly value: string;
};

/** What a pivot can start from. */
export type PivotField = 'source' | 'destination' | 'user';

/**
 * The thing that was right-clicked. `finding` gives the other end of a pair and the ports; `card` is given
 * where the value stands for a whole source IP. `domainId` is QRadar's id.
 */
export type PivotTarget = {
  readonly field: PivotField;
  readonly value: string;
  readonly domainId: number;
  readonly finding?: Finding;
  readonly card?: Card;
};

/** A change of the page's filters: only this value, or everything but it. */
export type FilterChange = {
  readonly kind: 'only' | 'exclude';
  readonly field: PivotField;
  readonly value: string;
};

/** What the target is, without its value: enough to decide which pivots exist for it at all. */
export type PivotSpec = {
  readonly field: PivotField;
  readonly isPair: boolean;
  readonly hasRecord: boolean;
};

/** What is known of the target at this moment. */
export type PivotAnswers = {
  readonly queries: Answer<PivotQueries>;
  readonly address: Answer<AddressContext>;
};

/** What a pivot is judged and named with. */
export type PivotContext = PivotAnswers & { readonly words: Words };

/** Whether a pivot can be used now; otherwise the reason, as its label will say it. */
export type Availability =
  { readonly state: 'ready' } | { readonly state: 'unavailable'; readonly reason: string };

export type Offenses = NonNullable<AddressContext['offenses']>;

/** What a copied text is, for the words of the confirmation. */
export type CopiedKind = 'address' | 'user' | 'json' | 'aql';

/** What choosing a pivot does. Nothing happens until `runEffect` runs it. */
export type PivotEffect =
  | { readonly kind: 'allow'; readonly origin: AllowOrigin }
  | { readonly kind: 'filter'; readonly change: FilterChange }
  | { readonly kind: 'copy'; readonly what: CopiedKind; readonly text: string }
  | { readonly kind: 'eventSearch'; readonly aql: string }
  | { readonly kind: 'flowSearch'; readonly aql: string }
  | {
      readonly kind: 'asset';
      readonly assetId: number | null;
      readonly address: string;
      readonly domainId: number;
    }
  | { readonly kind: 'offense'; readonly id: number }
  | { readonly kind: 'offenseList'; readonly address: string; readonly offenses: Offenses };

/** The two ends of a pair; `null` where there are several destinations, and where no finding is known. */
export type Pair = { readonly source: string; readonly destination: string };

/**
 * The pair of a target: the finding's, or for one of several destinations its source and that destination.
 * A user belongs to neither end, so a user has no pair.
 */
export function pairOf({ field, value, finding }: PivotTarget): Pair | null {
  if (finding === undefined || field === 'user') return null;
  if (field === 'destination') return { source: finding.source, destination: value };
  return finding.destination === null
    ? null
    : { source: finding.source, destination: finding.destination };
}

/** See `PivotSpec`. */
export function specOf(target: PivotTarget): PivotSpec {
  return {
    field: target.field,
    isPair: pairOf(target) !== null,
    hasRecord: target.finding !== undefined || target.card !== undefined,
  };
}

/** Opens the form of an entry that is filled in from a finding. */
export function allowing(finding: Finding): PivotEffect {
  return { kind: 'allow', origin: { finding, field: 'source', value: finding.source } };
}
