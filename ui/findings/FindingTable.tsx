import { Table, TableCell, TableContainer, TableHead, TableRow } from '@carbon/react';
import { ArrowDown, ArrowsVertical, ArrowUp } from '@carbon/icons-react';
import { Fragment, memo, useMemo, useRef, type ReactNode } from 'react';
import { ratedVolume } from '../../cards/rated-bytes.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { Estimated } from '../shared/Estimated.tsx';
import { LogSourceNames } from '../shared/LogSourceNames.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Origin } from '../shared/Origin.tsx';
import { originsTogether } from '../shared/origins.ts';
import { Ports, protocolNames } from '../shared/Ports.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { StatusCell } from '../triage/StatusCell.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import type { SortKey } from './choices.ts';
import { Destinations, Users } from './FindingFacts.tsx';
import { OpenDetails } from './OpenDetails.tsx';
import { nextSort, type Sort } from './view.ts';
import { useVirtualRows } from './useVirtualRows.ts';
import { Volume } from './Volume.tsx';
import './table.scss';

/** The twelve columns of the source query, in its order. */
const columns: readonly {
  readonly key: SortKey;
  readonly numeric?: boolean;
  readonly cell: (finding: Finding, words: Words) => ReactNode;
}[] = [
  {
    key: 'logSource',
    cell: (finding) => <LogSourceNames finding={finding} />,
  },
  {
    key: 'source',
    cell: (finding) => (
      <PivotTrigger
        target={{ field: 'source', value: finding.source, domainId: finding.domain.id, finding }}
      />
    ),
  },
  { key: 'destination', cell: (finding) => <Destinations finding={finding} /> },
  { key: 'port', cell: (finding) => <Ports finding={finding} /> },
  { key: 'user', cell: (finding) => <Users finding={finding} /> },
  { key: 'protocol', cell: protocolNames },
  {
    key: 'connections',
    numeric: true,
    cell: (finding, words) => (
      <>
        <span className="tw-mono">{words.format.count(finding.connections)}</span>
        <Estimated of={finding} />
        <Origin text={originsTogether([finding], 'connections', words)} />
      </>
    ),
  },
  {
    key: 'sent',
    numeric: true,
    cell: (finding) => <Sent finding={finding} />,
  },
  {
    key: 'received',
    numeric: true,
    cell: (finding, words) => (
      <Volume
        volume={ratedVolume(finding, 'received')}
        of={finding}
        connections={finding.connections}
        origin={originsTogether([finding], 'received', words)}
      />
    ),
  },
  { key: 'firstSeen', cell: (finding) => <Moment ms={finding.firstSeenMs} /> },
  { key: 'lastSeen', cell: (finding) => <Moment ms={finding.lastSeenMs} /> },
  { key: 'risk', cell: (finding) => <SeverityTag risk={finding.risk} /> },
];

function Sent({ finding }: FindingProps) {
  const words = useWords();
  const { total, connections, dataChannel, reasons } = finding;
  const channel = dataChannel?.counted ? dataChannel.sent : null;
  const inDoubt = reasons.find(({ code }) => code === 'data-channel-doubted');
  return (
    <>
      <Volume
        volume={ratedVolume(finding, 'sent')}
        of={finding}
        connections={connections}
        total={total?.bytes ?? null}
        origin={originsTogether([finding], 'sent', words)}
      />
      {channel && <Qualifier>{words.channels.ofIt(channel.bytes)}</Qualifier>}
      {inDoubt && <Qualifier>{words.channels.besidesInDoubt(inDoubt.value)}</Qualifier>}
    </>
  );
}

type FindingProps = { readonly finding: Finding };

type FindingTableProps = {
  /** In the order to be shown. */
  readonly findings: readonly Finding[];
  readonly sort: Sort;
  readonly openFinding: string | null;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (finding: string) => void;
};

/** A row of one line. */
const estimatedRowPx = 56;

/** The same findings in the twelve columns of the source query. Only the rows in sight are in the document. */
export function FindingTable({ findings, sort, openFinding, onSort, onOpen }: FindingTableProps) {
  const words = useWords();
  return (
    <TableContainer className="tw-table">
      <Table size="sm" aria-label={words.page.card.table} aria-rowcount={findings.length + 1}>
        <TableHead>
          <TableRow aria-rowindex={1}>
            {columns.map(({ key, numeric = false }) => (
              <SortableHeader
                key={key}
                column={key}
                isNumeric={numeric}
                sort={sort}
                onSort={onSort}
              />
            ))}
            <th scope="col">
              {words.page.list.columns.status}, {words.page.card.details}
            </th>
          </TableRow>
        </TableHead>
        <Rows findings={findings} openFinding={openFinding} onOpen={onOpen} />
      </Table>
    </TableContainer>
  );
}

type RowsProps = Pick<FindingTableProps, 'findings' | 'openFinding' | 'onOpen'>;

function Rows({ findings, openFinding, onOpen }: RowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => findings.map((finding) => finding.id), [findings]);
  const keptKeys = useMemo(() => [openFinding], [openFinding]);
  const virtual = useVirtualRows<HTMLTableRowElement>({
    container: body,
    keys,
    keptKeys,
    estimatedPx: estimatedRowPx,
  });
  const rows = virtual.getVirtualItems();
  const beginning = virtual.options.scrollMargin;
  const end = beginning + virtual.getTotalSize();
  return (
    <tbody ref={body}>
      {rows.map((row, position) => {
        const finding = findings[row.index];
        if (!finding) return null;
        return (
          <Fragment key={row.key}>
            <Spacer blockSize={row.start - (rows[position - 1]?.end ?? beginning)} />
            <FindingRow
              finding={finding}
              index={row.index}
              isOpen={finding.id === openFinding}
              measure={virtual.measureElement}
              onOpen={onOpen}
            />
          </Fragment>
        );
      })}
      <Spacer blockSize={end - (rows.at(-1)?.end ?? beginning)} />
    </tbody>
  );
}

type SortableHeaderProps = {
  readonly column: SortKey;
  readonly isNumeric: boolean;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
};

function SortableHeader({ column, isNumeric, sort, onSort }: SortableHeaderProps) {
  const words = useWords();
  const isSorted = sort.by === column;
  const Arrow = !isSorted ? ArrowsVertical : sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={!isSorted ? 'none' : sort.descending ? 'descending' : 'ascending'}
      className={isNumeric ? 'tw-table__header tw-table__number' : 'tw-table__header'}
    >
      <button type="button" onClick={() => onSort(nextSort(sort, column))}>
        {words.page.columns[column]}
        <Arrow size={16} aria-hidden />
      </button>
    </th>
  );
}

/** Stands for rows that are not drawn. */
function Spacer({ blockSize }: { readonly blockSize: number }) {
  if (blockSize <= 0) return null;
  return (
    <tr aria-hidden="true" className="tw-table__spacer">
      <td colSpan={columns.length + 1} style={{ blockSize }} />
    </tr>
  );
}

type FindingRowProps = {
  readonly finding: Finding;
  readonly index: number;
  readonly isOpen: boolean;
  readonly measure: (row: HTMLTableRowElement | null) => void;
  readonly onOpen: (finding: string) => void;
};

/** Drawn once: scrolling moves rows but does not change them. */
const FindingRow = memo(function FindingRow(props: FindingRowProps) {
  const words = useWords();
  const { finding, index, isOpen, measure, onOpen } = props;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={isOpen ? 'true' : undefined}
      className={`tw-table__row tw-table__row--${finding.risk.toLowerCase()}`}
    >
      {columns.map(({ key, numeric, cell }) => (
        <TableCell key={key} className={numeric ? 'tw-table__number' : ''}>
          {cell(finding, words)}
        </TableCell>
      ))}
      <TableCell>
        <StatusCell findings={[finding]} of={finding.source} isTabStop />
        <OpenDetails finding={finding} isOpen={isOpen} onOpen={onOpen} />
      </TableCell>
    </tr>
  );
});
