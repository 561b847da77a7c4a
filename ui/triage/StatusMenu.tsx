import { Menu, MenuItem, MenuItemDivider } from '@carbon/react';
import { closedStates } from '../../contract/triage.ts';
import { takeMenuKey } from '../shared/menu-keys.ts';
import { useWords } from '../words/WordsContext.tsx';
import { decisionsOf } from './decisions.ts';
import { useDesk, useDeskState } from './TriageContext.ts';
import type { OpenPart } from './desk-state.ts';

type StatusMenuProps = {
  readonly open: Extract<OpenPart, { readonly kind: 'menu' }>;
  /** An element inside `<main>`: there the menu has the page's theme and lies in a landmark. */
  readonly host: Element;
};

/** What can be done with the status of some findings; each item says of how many where there are several. */
export function StatusMenu({ open, host }: StatusMenuProps) {
  const text = useWords().page.triage;
  const desk = useDesk();
  const book = useDeskState((state) => state.book);
  const canUndo = useDeskState(({ visit }) => visit?.canUndo ?? 0);
  const { findings, of, at } = open;
  const { take, release, reopen, assign, close } = decisionsOf(findings, book, desk.user);
  const [only, ...others] = findings;
  const atOnce = [
    { label: text.take, decision: take },
    { label: text.release, decision: release },
    { label: text.reopen, decision: reopen },
  ];
  return (
    <Menu
      open
      label={text.menu(findings.length, of ?? text.severalSources)}
      target={host}
      x={at.x}
      y={at.y}
      onClose={desk.close}
      onKeyDownCapture={takeMenuKey}
    >
      {atOnce.map(({ label, decision }) =>
        decision === null ? null : (
          <MenuItem
            key={label(1)}
            label={label(decision.findings.length)}
            onClick={() => void desk.act(decision)}
          />
        ),
      )}
      {closedStates.map((state) => (
        <MenuItem
          key={state}
          label={text.closingAs[state]}
          onClick={() => desk.open({ kind: 'decide', decision: close[state], changed: null })}
        />
      ))}
      <MenuItem
        label={text.assign}
        onClick={() => desk.open({ kind: 'decide', decision: assign, changed: null })}
      />
      {only !== undefined && others.length === 0 && (
        <MenuItem
          label={text.offenseNote}
          onClick={() => desk.open({ kind: 'note', finding: only })}
        />
      )}
      {canUndo > 0 && <MenuItemDivider />}
      {canUndo > 0 && <MenuItem label={text.undoLast(canUndo)} onClick={() => void desk.undo()} />}
    </Menu>
  );
}
