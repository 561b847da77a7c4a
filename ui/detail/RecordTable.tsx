import { Table, TableBody, TableHead, TableHeader, TableRow } from '@carbon/react';
import type { ReactNode } from 'react';
import { ScrollRegion } from '../shared/ScrollRegion.tsx';

type RecordTableProps = {
  /** Names the region that scrolls. */
  readonly region: string;
  readonly label: string;
  /** Whether its rows hold nothing that can have the focus. */
  readonly isPlain?: boolean;
  /** Headings in their order, by the name of the column. */
  readonly columns: Readonly<Record<string, string>>;
  /** Its rows. */
  readonly children: ReactNode;
};

/** A table of records, as the parts of the details have them: wide, so that it scrolls by itself. */
export function RecordTable({
  region,
  label,
  isPlain = false,
  columns,
  children,
}: RecordTableProps) {
  return (
    <ScrollRegion label={region} isStop={isPlain}>
      <Table size="sm" aria-label={label}>
        <TableHead>
          <TableRow>
            {Object.entries(columns).map(([name, heading]) => (
              <TableHeader key={name}>{heading}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </ScrollRegion>
  );
}
