import { Button, TableCell, TableRow } from '@carbon/react';
import { useCallback } from 'react';
import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useApi } from '../api/ApiContext.tsx';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { Answered } from '../shared/Answered.tsx';
import { DataChannelFacts } from '../shared/DataChannelFacts.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { usePivotHandle } from '../pivots/PivotContext.ts';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';
import { ChannelChart } from './ChannelChart.tsx';
import { FtpLog } from './FtpLog.tsx';
import { Query } from './Query.tsx';
import { useShown } from './useShown.ts';
import { RecordTable } from './RecordTable.tsx';

type ChannelsProps = { readonly finding: Finding; readonly run: Run };

const { picture: words, modes, confidences } = messages.channels;

/** The data connections of a finding: what was joined, when, to which session, and why. */
export function Channels({ finding, run }: ChannelsProps) {
  return (
    <>
      <h3 className="tw-detail__title">{messages.channels.label}</h3>
      {finding.dataChannel === null ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>
            <DataChannelFacts channel={{ ...finding.dataChannel, ftpLog: null }} />
          </p>
          <FtpLog channel={finding.dataChannel} />
          <Picture finding={finding} run={run} />
        </>
      )}
    </>
  );
}

function Picture({ finding, run }: ChannelsProps) {
  const api = useApi();
  const { openEvents, openFlows } = usePivotHandle();
  const ask = useCallback<Ask<ChannelPicture>>(
    (signal, progress) =>
      untilReady((inner) => api.channels(run.id, finding.id, inner), signal, progress),
    [api, run.id, finding.id],
  );
  const { answer, retry } = useAnswer(ask);
  const open = ({ records: { from, aql } }: PictureConnection) =>
    from === 'events' ? openEvents(aql) : openFlows(aql);
  return (
    <Answered answer={answer} onRetry={retry} asking={words.asking}>
      {(picture) => (
        <>
          <ChannelChart picture={picture} onOpen={open} />
          {picture.partial && <p>{words.partial}</p>}
          {picture.connections.length < picture.allConnections && (
            <p>{words.cut(picture.connections.length, picture.allConnections)}</p>
          )}
          <ConnectionTable picture={picture} onOpen={open} />
          <Query name={words.query} aql={picture.aql} />
          {picture.flowsAql !== null && <Query name={words.flowQuery} aql={picture.flowsAql} />}
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
  const { shown, more, showMore } = useShown(picture.connections);
  return (
    <>
      <RecordTable region={words.table} label={words.table} columns={words.columns}>
        {shown.map((connection, index) => (
          // Connections have no id; the picture is replaced as a whole.
          <ConnectionRow key={index} connection={connection} onOpen={onOpen} />
        ))}
      </RecordTable>
      {more > 0 && (
        <Button kind="ghost" size="sm" onClick={showMore}>
          {messages.detail.moreOf(more)}
        </Button>
      )}
    </>
  );
}

type ConnectionRowProps = {
  readonly connection: PictureConnection;
  readonly onOpen: (connection: PictureConnection) => void;
};

function ConnectionRow({ connection, onOpen }: ConnectionRowProps) {
  const { startMs, endMs, mode, confidence, isDoubted, sessionsOpen, connections } = connection;
  return (
    <TableRow>
      <TableCell>
        <Moment ms={startMs ?? endMs ?? 0} />
      </TableCell>
      <TableCell className="tw-mono">{connection.destinationPort}</TableCell>
      <TableCell>
        {modes[mode].name}
        {connections > 1 && <Qualifier>{words.folded(connections)}</Qualifier>}
      </TableCell>
      <TableCell>
        {isDoubted ? words.inDoubt : confidences[confidence].name}
        {sessionsOpen > 1 && <Qualifier>{words.severalOpen(sessionsOpen)}</Qualifier>}
      </TableCell>
      <TableCell className="tw-mono">{known(connection.sentBytes)}</TableCell>
      <TableCell className="tw-mono">{known(connection.receivedBytes)}</TableCell>
      <TableCell className="tw-mono">{known(connection.totalBytes)}</TableCell>
      <TableCell>
        <Button
          kind="ghost"
          size="sm"
          aria-label={words.opens(connection)}
          onClick={() => onOpen(connection)}
        >
          {words.records[connection.records.from]}
        </Button>
      </TableCell>
    </TableRow>
  );
}

function known(bytes: number | null): string {
  return bytes === null ? messages.detail.activity.notKnown : format.bytes(bytes);
}
