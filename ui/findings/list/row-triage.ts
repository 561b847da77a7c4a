import type { Card } from '../../../cards/cards.ts';
import type { TriageDesk } from '../../triage/TriageDesk.ts';

/** The menu of the status of a card; of all that is selected where the card is. */
export function openStatus(
  desk: TriageDesk,
  cards: readonly Card[],
  card: Card,
  row: HTMLElement,
): void {
  const { selected } = desk.state();
  const chosen = cards.filter(({ findings }) => findings.some(({ id }) => selected.has(id)));
  const isOfSelection = chosen.includes(card);
  const findings = isOfSelection
    ? chosen.flatMap((one) => one.findings).filter(({ id }) => selected.has(id))
    : card.findings;
  const status = row.closest('.tw-row')?.querySelector('.tw-row__status');
  const { left, bottom } = (status ?? row).getBoundingClientRect();
  desk.open({
    kind: 'menu',
    findings: findings.map(({ id }) => id),
    of: isOfSelection && chosen.length > 1 ? null : card.source,
    at: { x: left, y: bottom },
  });
}

/** Selects all findings of a card, or takes them out of the selection where all of them are in it. */
export function toggleSelection(desk: TriageDesk, { findings }: Card): void {
  const { selected } = desk.state();
  const ids = findings.map(({ id }) => id);
  desk.select(ids, !ids.every((id) => selected.has(id)));
}
