import type { Prediction } from '../../contract/validation.ts';
import type { Words } from '../words/WordsContext.tsx';
import type { ValidationWords } from './validation-words.ts';

/** Whether a card is expected, and if not, why, in sentences. */
export function expectedText(
  { fires, clause, whyNot }: Prediction,
  { prediction: text, bench }: ValidationWords,
): readonly string[] {
  if (fires) return [text.fires];
  return [
    text.firesNot,
    ...(clause === null ? [] : [text.clauses[clause]]),
    ...(whyNot === null ? [] : [bench.whyNot[whyNot]]),
  ];
}

/** A member of the card in words; `null`: nothing is stated of it. */
export type CardMember =
  | { readonly field: 'fires'; readonly value: boolean | null }
  | { readonly field: 'protocol'; readonly value: Prediction['protocol'] }
  | { readonly field: 'state'; readonly value: Prediction['state'] }
  | {
      readonly field: 'connections' | 'sent';
      readonly value: Prediction['sent'] | number;
    }
  | { readonly field: 'risk'; readonly value: Prediction['risk'] };

/** How a member of the card reads; `otherwise` where there is none. */
export function memberText(
  member: CardMember,
  otherwise: string,
  { detection }: Words,
  { prediction: text }: ValidationWords,
): string {
  if (member.value === null) return otherwise;
  switch (member.field) {
    case 'fires':
      return member.value ? text.yes : text.no;
    case 'protocol':
      return detection.protocols[member.value];
    case 'state':
      return detection.states[member.value].label;
    case 'risk':
      return detection.risks[member.value];
    case 'connections':
    case 'sent': {
      const { value, field } = member;
      const span = typeof value === 'number' ? { least: value, most: value } : value;
      return text[field](span.least, span.most);
    }
  }
}

/** The members of a prediction that a card has, in the order of a comparison. */
export function membersOf(prediction: Prediction): readonly CardMember[] {
  const { protocol, state, connections, sent, risk } = prediction;
  return [
    { field: 'protocol', value: protocol },
    { field: 'connections', value: connections },
    { field: 'sent', value: sent },
    { field: 'state', value: state },
    { field: 'risk', value: risk },
  ];
}
