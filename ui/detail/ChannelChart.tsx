import { useId, type KeyboardEvent } from 'react';
import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { chartOf, laneHeight, width } from './channel-chart.ts';

type ChannelChartProps = {
  readonly picture: ChannelPicture;
  readonly onOpen: (connection: PictureConnection) => void;
};

/**
 * Control sessions in the first lane, below them what joined, lane by lane so that nothing is hidden;
 * doubted connections are dashed. Every data connection can be reached by keyboard and opens its events.
 */
export function ChannelChart({ picture, onOpen }: ChannelChartProps) {
  const words = useWords();
  const text = useDetailWords().picture;
  const captionId = useId();
  const { sessions, connections, height, startMs, stopMs } = chartOf(picture);
  return (
    <figure className="tw-chart tw-channels">
      <svg
        role="group"
        aria-labelledby={captionId}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="tw-channels__svg"
        style={{ blockSize: `${height}px` }}
      >
        {sessions.map(({ key, x, span, y, assumed }) => (
          <rect
            key={key}
            className={`tw-channels__session${assumed ? ' tw-channels__session--assumed' : ''}`}
            x={x}
            y={y}
            width={span}
            height={laneHeight}
          />
        ))}
        {connections.map(({ key, x, span, y, connection }) => (
          <rect
            key={key}
            role="button"
            tabIndex={0}
            aria-label={text.opens(connection)}
            className={`tw-channels__data${connection.doubt === null ? '' : ' tw-channels__data--doubted'}`}
            x={x}
            y={y}
            width={span}
            height={laneHeight}
            onClick={() => onOpen(connection)}
            onKeyDown={(event) => {
              if (isPress(event)) onOpen(connection);
            }}
          >
            <title>{text.name(connection)}</title>
          </rect>
        ))}
      </svg>
      <div className="tw-chart__axis" aria-hidden="true">
        <span>{words.format.time(startMs)}</span>
        <span>{words.format.time(stopMs)}</span>
      </div>
      <ul className="tw-channels__legend" aria-hidden="true">
        {(['session', 'data', 'doubted'] as const).map((kind) => (
          <li key={kind} className={`tw-channels__key tw-channels__key--${kind}`}>
            {text.legend[kind]}
          </li>
        ))}
      </ul>
      <figcaption id={captionId}>
        {text.caption(picture.allSessions, joinedOf(picture), doubtedOf(picture))}
      </figcaption>
    </figure>
  );
}

/** A drawn button answers to the keys that a real one does. */
function isPress(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  // The space bar would scroll the panel.
  event.preventDefault();
  return true;
}

function joinedOf({ connections }: ChannelPicture): number {
  return connections.filter(({ doubt }) => doubt === null).length;
}

function doubtedOf({ connections }: ChannelPicture): number {
  return connections.filter(({ doubt }) => doubt !== null).length;
}
