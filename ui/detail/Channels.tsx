import { Button, TableCell, TableRow } from '@carbon/react';
import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { Answered } from '../shared/Answered.tsx';
import { DataChannelFacts } from '../shared/DataChannelFacts.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { usePivotHandle } from '../pivots/PivotContext.ts';
import { FtpLog } from './FtpLog.tsx';
import { BytesCell } from './Known.tsx';
import { Query } from './Query.tsx';
import { hasPicture, usePicture } from './useTimeline.ts';
import { ShowMore } from './ShowMore.tsx';
import { useShown } from '../shared/useShown.ts';
import { RecordTable } from './RecordTable.tsx';

type ChannelsProps = { readonly finding: Finding; readonly run: Run };

/** The data connections of a finding: what was joined, when, to which session, and why. */
export function Channels({ finding, run }: ChannelsProps) {
  const { label } = useWords().channels;
  const text = useDetailWords().picture;
  return (
    <>
      <h3 className="tw-detail__title">{label}</h3>
      {finding.dataChannel === null ? (
        <p>{text.none}</p>
      ) : (
        <>
          <p>
            <DataChannelFacts channel={{ ...finding.dataChannel, ftpLog: null }} />
          </p>
          <FtpLog channel={finding.dataChannel} />
          {hasPicture(finding) ? <Picture finding={finding} run={run} /> : <p>{text.ofPairs}</p>}
        </>
      )}
    </>
  );
}

function Picture({ finding, run }: ChannelsProps) {
  const text = useDetailWords().picture;
  const { openEvents, openFlows } = usePivotHandle();
  const { answer, retry } = usePicture(finding, run, true);
  return (
    <Answered answer={answer} onRetry={retry} asking={text.asking}>
      {(picture) => (
        <>
          {picture.partial && <p>{text.partial}</p>}
          {picture.connections.length < picture.allConnections && (
            <p>{text.cut(picture.connections.length, picture.allConnections)}</p>
          )}
          <ConnectionTable
            picture={picture}
            onOpen={({ records: { from, aql } }) =>
              from === 'events' ? openEvents(aql) : openFlows(aql)
            }
          />
          <Query name={text.query} aql={picture.aql} />
          {picture.flowsAql !== null && <Query name={text.flowQuery} aql={picture.flowsAql} />}
        </>
      )}
    </Answered>
  );
}

type ConnectionTableProps = {
  readonly picture: ChannelPicture;
  readonly onOpen: (connection: PictureConnection) => void;
};

function ConnectionTable({ picture, onOpen }: ConnectionTableProps) {
  const { picture: text } = useDetailWords();
  const { shown, more, showMore } = useShown(picture.connections);
  return (
    <>
      <RecordTable region={text.table} label={text.table} columns={text.columns}>
        {shown.map((connection, index) => (
          // Connections have no id; the picture is replaced as a whole.
          <ConnectionRow key={index} connection={connection} onOpen={onOpen} />
        ))}
      </RecordTable>
      <ShowMore more={more} showMore={showMore} />
    </>
  );
}

type ConnectionRowProps = {
  readonly connection: PictureConnection;
  readonly onOpen: (connection: PictureConnection) => void;
};

function ConnectionRow({ connection, onOpen }: ConnectionRowProps) {
  const { modes, confidences } = useWords().channels;
  const text = useDetailWords().picture;
  const { startMs, endMs, mode, confidence, doubt, sessionsOpen, connections } = connection;
  return (
    <TableRow>
      <TableCell>
        <Moment ms={startMs ?? endMs ?? 0} />
      </TableCell>
      <TableCell className="tw-mono">{connection.destinationPort}</TableCell>
      <TableCell>
        {modes[mode]}
        {connections > 1 && <Qualifier>{text.folded(connections)}</Qualifier>}
      </TableCell>
      <TableCell>
        {doubt === null ? confidences[confidence] : text.inDoubt}
        {doubt !== null && <Qualifier>{text.doubts[doubt]}</Qualifier>}
        {sessionsOpen > 1 && <Qualifier>{text.severalOpen(sessionsOpen)}</Qualifier>}
      </TableCell>
      <BytesCell value={connection.sentBytes} />
      <BytesCell value={connection.receivedBytes} />
      <BytesCell value={connection.totalBytes} />
      <TableCell>
        <Button
          kind="ghost"
          size="sm"
          aria-label={text.opens(connection)}
          onClick={() => onOpen(connection)}
        >
          {text.records[connection.records.from]}
        </Button>
      </TableCell>
    </TableRow>
  );
}
