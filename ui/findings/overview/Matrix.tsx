import { useState, type KeyboardEvent } from 'react';
import { risks } from '../../../contract/finding.ts';
import { SeverityTag } from '../../shared/SeverityTag.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import type { View } from '../view.ts';
import { isPressed, pressed, type MatrixCounts, type MatrixKey } from './matrix.ts';

type MatrixProps = {
  readonly counts: MatrixCounts;
  readonly chosen: Pick<View, 'risks' | 'protocols'>;
  readonly onChoose: (chosen: Pick<View, 'risks' | 'protocols'>) => void;
};

/**
 * How many findings there are of each risk and protocol; each number, row and column is a filter. One stop of the Tab key,
 * arrow keys lead from button to button.
 */
export function Matrix({ counts, chosen, onChoose }: MatrixProps) {
  const words = useWords();
  const text = words.page.list.overview;
  const { protocols } = counts;
  const [at, setAt] = useState('0-0');
  const rows: MatrixKey[][] = [
    protocols.map((protocol) => ({ risk: null, protocol })),
    ...risks.map((risk) => [
      { risk, protocol: null },
      ...protocols.map((protocol) => ({ risk, protocol })),
    ]),
  ];
  const stop = placesOf(rows).includes(at) ? at : '0-0';
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = placeAfter(event.key, stop, rows);
    if (to === null) return;
    event.preventDefault();
    setAt(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${to}"]`)?.focus();
  };
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label={text.matrix}
      className="tw-matrix"
      style={{ gridTemplateColumns: `auto repeat(${protocols.length}, minmax(1.75rem, 3.5rem))` }}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, line) =>
        row.map((key, column) => (
          <MatrixButton
            key={`${key.risk}-${key.protocol}`}
            of={key}
            counts={counts}
            place={`${line}-${column}`}
            isStop={stop === `${line}-${column}`}
            isPressed={isPressed(key, chosen)}
            onPress={() => {
              setAt(`${line}-${column}`);
              onChoose(pressed(key, chosen));
            }}
          />
        )),
      )}
    </div>
  );
}

type MatrixButtonProps = {
  readonly of: MatrixKey;
  readonly counts: MatrixCounts;
  readonly place: string;
  readonly isStop: boolean;
  readonly isPressed: boolean;
  readonly onPress: () => void;
};

function MatrixButton({ of, counts, place, isStop, isPressed: isOn, onPress }: MatrixButtonProps) {
  const { detection, format, page } = useWords();
  const text = page.list.overview;
  const { risk, protocol } = of;
  const value =
    risk === null
      ? ((protocol && counts.ofProtocol[protocol]) ?? 0)
      : protocol === null
        ? counts.ofRisk[risk]
        : (counts.cells[risk][protocol] ?? 0);
  const names = [
    ...(risk === null ? [] : [detection.risks[risk]]),
    ...(protocol === null ? [] : [detection.protocols[protocol]]),
  ];
  const kind = risk === null ? 'column' : protocol === null ? 'row' : 'cell';
  return (
    <button
      type="button"
      className={`tw-matrix__button tw-matrix__button--${kind}${value === 0 ? ' tw-matrix__button--none' : ''}`}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isOn}
      aria-label={text.all(names.join(', '), value)}
      data-cell={place}
      onClick={onPress}
    >
      {kind === 'column' && names}
      {risk !== null && protocol === null && (
        <>
          <span className={`tw-swatch tw-swatch--${risk.toLowerCase()}`} aria-hidden />
          <SeverityTag risk={risk} />{' '}
        </>
      )}
      {kind !== 'column' && format.count(value)}
    </button>
  );
}

function placesOf(rows: readonly (readonly unknown[])[]): string[] {
  return rows.flatMap((row, line) => row.map((_unused, column) => `${line}-${column}`));
}

/** The first line has no head, so its columns stand one to the right of those of the others. */
function placeAfter(
  key: string,
  from: string,
  rows: readonly (readonly unknown[])[],
): string | null {
  const [line = 0, column = 0] = from.split('-').map(Number);
  const shift = line === 0 ? 1 : 0;
  const to: Readonly<Record<string, readonly [number, number]>> = {
    ArrowRight: [line, column + 1],
    ArrowLeft: [line, column - 1],
    ArrowDown: [line + 1, column + shift],
    ArrowUp: [line - 1, line === 1 ? Math.max(0, column - 1) : column],
    Home: [line, 0],
    End: [line, (rows[line]?.length ?? 1) - 1],
  };
  const place = to[key];
  if (place === undefined) return null;
  const [toLine, toColumn] = place;
  return rows[toLine]?.[toColumn] === undefined ? from : `${toLine}-${toColumn}`;
}
