import { valueText, type AuditWords } from './audit-text.ts';
import { entriesOf, isListField, type Draft, type Field } from './draft.ts';

/** What a form says in a field, as the trail of changes would say it. */
export function draftText(field: Field, draft: Draft, words: AuditWords): string {
  const value = draft[field];
  if (isListField(field)) return valueText(field, JSON.stringify(entriesOf(draft[field])), words);
  // What was typed into a field of a number may be none, and then is shown as it is.
  return valueText(field, isText(field, value) ? value : JSON.stringify(value), words);
}

function isText(field: Field, value: Draft[Field]): value is string {
  return (
    typeof value === 'string' && field !== 'profile' && field !== 'logLevel' && field !== 'receiver'
  );
}
