import { Menu, MenuItem, MenuItemDivider } from '@carbon/react';
import { Fragment, type KeyboardEvent } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { pivotGroups, type PivotItem } from './pivots.ts';
import type { PivotEffect } from './target.ts';
import type { OpenMenu } from './usePivotMenu.ts';

type PivotMenuProps = {
  readonly open: OpenMenu;
  readonly items: readonly PivotItem[];
  /** An element inside `<main>`: there the menu has the page's theme and lies in a landmark. */
  readonly host: Element;
  readonly onChoose: (effect: PivotEffect) => void;
  readonly onClose: () => void;
};

/** The page's one menu: flat, in groups, every item named. */
export function PivotMenu({ open, items, host, onChoose, onClose }: PivotMenuProps) {
  const words = useWords();
  const groups = pivotGroups
    .map((group) => items.filter((item) => item.group === group))
    .filter((group) => group.length > 0);
  return (
    <Menu
      open
      key={open.sequence}
      label={words.pivots.menu(open.target.field, open.target.value)}
      target={host}
      x={open.x}
      y={open.y}
      onClose={onClose}
      onKeyDownCapture={takeKey}
    >
      {groups.map((group, index) => (
        <Fragment key={group[0]?.group}>
          {index > 0 && <MenuItemDivider />}
          {group.map(({ id, label, effect }) => (
            <MenuItem
              key={id}
              label={label}
              disabled={effect === null}
              onClick={() => effect && onChoose(effect)}
            />
          ))}
        </Fragment>
      ))}
    </Menu>
  );
}

/** The index that a key leads to among `count` items, or `null` for a key that moves nothing. */
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count : at) - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Carbon knows the items that were enabled when they appeared: it moves among them, and Enter on another one leads
 * to the first instead. Ours become enabled while the menu is open, so the keys are taken before Carbon sees them.
 * It knows neither Home nor End.
 */
function takeKey(event: KeyboardEvent<HTMLElement>): void {
  const move = moves[event.key];
  const isChoice = event.key === 'Enter' || event.key === ' ';
  if (move === undefined && !isChoice) return;
  event.preventDefault();
  event.stopPropagation();
  const items = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(
      '[role=menuitem]:not([aria-disabled=true])',
    ),
  ];
  const at = items.findIndex((item) => item === document.activeElement);
  if (move !== undefined) items[move(at, items.length)]?.focus();
  // The key that opened the menu may still be held.
  else if (!event.repeat) items[at]?.click();
}
