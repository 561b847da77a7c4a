import { useRef, useState, type KeyboardEvent } from 'react';
import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';
import type { TimeWindow } from '../../contract/run.ts';
import { useDetailWords } from './detail-words.ts';
import { chartOf, laneHeight, width } from './channel-chart.ts';
import { stepTo } from './steps.ts';

type ChannelChartProps = {
  readonly picture: ChannelPicture;
  /** The time it is drawn over. */
  readonly span: TimeWindow;
  readonly onOpen: (connection: PictureConnection) => void;
};

/**
 * Control sessions in the first lane, below them what joined, lane by lane so that nothing is hidden; the three kinds
 * differ by their shape. One stop of the Tab key: the arrow keys go from connection to connection, Enter opens its
 * records. The table of the evidence has a button of full size for each.
 */
export function ChannelChart({ picture, span, onOpen }: ChannelChartProps) {
  const text = useDetailWords().picture;
  const drawing = useRef<SVGSVGElement>(null);
  const [current, setCurrent] = useState(0);
  const { sessions, connections, height } = chartOf(picture, span);
  const onKeyDown = (event: KeyboardEvent) => {
    const connection = connections[current]?.connection;
    const to = stepTo(event.key, current, connections.length);
    if (connection !== undefined && (event.key === 'Enter' || event.key === ' '))
      onOpen(connection);
    else if (to === null) return;
    else drawing.current?.querySelector<SVGElement>(`[data-mark="${to}"]`)?.focus();
    // The space bar and the arrows would scroll the panel.
    event.preventDefault();
  };
  return (
    <>
      <svg
        ref={drawing}
        role="toolbar"
        aria-label={text.toolbar}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="tw-channels__svg"
        style={{ blockSize: `${height}px` }}
        onKeyDown={onKeyDown}
      >
        {sessions.map(({ key, x, span: length, assumed }) => (
          <line
            key={key}
            className={`tw-channels__session${assumed ? ' tw-channels__session--assumed' : ''}`}
            x1={x}
            x2={x + length}
            y1={laneHeight / 2}
            y2={laneHeight / 2}
          />
        ))}
        {connections.map(({ key, x, span: length, y, connection }) => (
          <rect
            key={key}
            role="button"
            tabIndex={key === Math.min(current, connections.length - 1) ? 0 : -1}
            data-mark={key}
            aria-label={text.opens(connection)}
            className={`tw-channels__data${connection.doubt === null ? '' : ' tw-channels__data--doubted'}`}
            x={x}
            y={y}
            width={length}
            height={laneHeight}
            onFocus={() => setCurrent(key)}
            onClick={() => onOpen(connection)}
          >
            <title>{text.name(connection)}</title>
          </rect>
        ))}
      </svg>
      <Legend />
    </>
  );
}

/** The three shapes as they are drawn, so that they differ without colours, too. */
function Legend() {
  const text = useDetailWords().picture.legend;
  return (
    <ul className="tw-channels__legend" aria-hidden="true">
      <li>
        <svg viewBox="0 0 24 12" className="tw-channels__key">
          <line className="tw-channels__session" x1="0" x2="24" y1="6" y2="6" />
        </svg>
        {text.session}
      </li>
      <li>
        <svg viewBox="0 0 24 12" className="tw-channels__key">
          <rect className="tw-channels__data" width="24" height="12" />
        </svg>
        {text.data}
      </li>
      <li>
        <svg viewBox="0 0 24 12" className="tw-channels__key">
          <rect
            className="tw-channels__data tw-channels__data--doubted"
            x="1"
            y="1"
            width="22"
            height="10"
          />
        </svg>
        {text.doubted}
      </li>
    </ul>
  );
}
