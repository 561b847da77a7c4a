import { Menu, MenuItem, MenuItemDivider } from '@carbon/react';
import { Fragment } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { takeMenuKey } from '../shared/menu-keys.ts';
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
      onKeyDownCapture={takeMenuKey}
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
