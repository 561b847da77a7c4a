import { useCallback, useState } from 'react';

const storageKey = 'transfer-watch.character-keys';

/**
 * Whether single-letter keys work, and the switch for it, kept in this browser. They do until somebody says otherwise.
 * The switch answers whether the choice could be kept: a browser may refuse to (a policy, a full store).
 */
export function useCharacterKeys(
  storage: () => Pick<Storage, 'getItem' | 'setItem'> = ofBrowser,
): readonly [boolean, (isOn: boolean) => boolean] {
  const [isOn, setOn] = useState(() => read(storage));
  const change = useCallback(
    (next: boolean) => {
      setOn(next);
      try {
        storage().setItem(storageKey, next ? 'on' : 'off');
        return true;
      } catch {
        // Said to the reader by the caller: the choice holds until the page is loaded again.
        return false;
      }
    },
    [storage],
  );
  return [isOn, change];
}

const ofBrowser = () => window.localStorage;

function read(storage: () => Pick<Storage, 'getItem'>): boolean {
  try {
    return storage().getItem(storageKey) !== 'off';
  } catch {
    // What cannot be read was never kept.
    return true;
  }
}
