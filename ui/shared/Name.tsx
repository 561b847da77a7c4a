import { useState } from 'react';

/** Longer names get a button, because they may not fit; counted in UTF-16 units, of which marks are some, too. */
const longFrom = 32;

/**
 * A name as a log, a sensor or a console gives it: of any length, in any direction, with as many marks on a letter as somebody
 * likes. It stays on its line and within its place; of a long one all is there on hover, on focus and when it is pressed. What
 * is selected and copied is the whole name.
 */
export function Name({ text }: { readonly text: string }) {
  if (text.length < longFrom) return <bdi className="tw-name">{text}</bdi>;
  return <LongName text={text} />;
}

function LongName({ text }: { readonly text: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <button
      type="button"
      className={isOpen ? 'tw-name tw-name--long tw-name--open' : 'tw-name tw-name--long'}
      aria-expanded={isOpen}
      title={text}
      onClick={() => setOpen((before) => !before)}
    >
      <bdi>{text}</bdi>
    </button>
  );
}
