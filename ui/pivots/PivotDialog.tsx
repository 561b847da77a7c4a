import {
  Button,
  Modal,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  TextArea,
} from '@carbon/react';
import { useId, useRef, type ReactNode } from 'react';
import { useFocusGivenBack } from '../shared/useFocusGivenBack.ts';
import { useWords } from '../words/WordsContext.tsx';
import { isoTime } from '../../words/times.ts';
import type { EffectOutcome } from './effects.ts';
import type { Offenses, PivotEffect } from './target.ts';
import '../panels.scss';

type DialogOutcome = Extract<EffectOutcome, { readonly kind: 'copyByHand' | 'offenseList' }>;
type PivotDialogProps = {
  readonly outcome: DialogOutcome;
  readonly onChoose: (effect: PivotEffect) => void;
  readonly onClose: () => void;
};

/** What a pivot shows in a dialog. Loaded on demand, because most sessions never need one. */
export default function PivotDialog({ outcome, onChoose, onClose }: PivotDialogProps) {
  const { title, close } = useWords().pivots.offenseList;
  if (outcome.kind === 'copyByHand') return <CopyByHand text={outcome.text} onClose={onClose} />;
  return (
    <Dialog
      title={title(outcome.address, outcome.offenses.length)}
      closeLabel={close}
      onClose={onClose}
    >
      <OffenseTable
        offenses={outcome.offenses}
        onOpen={(id) => onChoose({ kind: 'offense', id })}
        label={title(outcome.address, outcome.offenses.length)}
      />
    </Dialog>
  );
}

type DialogProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Gives focus back to what had it, which here is the trigger of the menu. */
function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  useFocusGivenBack();
  return (
    <Modal
      open
      passiveModal
      modalHeading={title}
      aria-label={title}
      closeButtonLabel={closeLabel}
      onRequestClose={onClose}
    >
      {children}
    </Modal>
  );
}

function CopyByHand({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const fallback = useWords().pivots.copyFallback;
  return (
    <Dialog title={fallback.title} closeLabel={fallback.close} onClose={onClose}>
      <TextArea
        id={id}
        ref={area}
        readOnly
        data-modal-primary-focus
        labelText={fallback.label}
        helperText={fallback.text}
        value={text}
        rows={Math.min(12, text.split('\n').length + 1)}
        onFocus={() => area.current?.select()}
      />
    </Dialog>
  );
}

type OffenseTableProps = {
  readonly offenses: Offenses;
  readonly label: string;
  readonly onOpen: (id: number) => void;
};

function OffenseTable({ offenses, label, onOpen }: OffenseTableProps) {
  const words = useWords();
  const text = words.pivots.offenseList;
  return (
    <Table size="sm" aria-label={label}>
      <TableHead>
        <TableRow>
          {Object.entries(text.columns).map(([name, heading]) => (
            <TableHeader key={name}>{heading}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {offenses.map(({ id, description, magnitude, status, lastUpdatedMs }, index) => (
          <TableRow key={id}>
            <TableCell>{id}</TableCell>
            <TableCell>{description}</TableCell>
            <TableCell>{words.format.count(magnitude)}</TableCell>
            <TableCell>{status}</TableCell>
            <TableCell>
              <time dateTime={isoTime(lastUpdatedMs)}>{words.format.time(lastUpdatedMs)}</time>
            </TableCell>
            <TableCell>
              <Button
                kind="ghost"
                size="sm"
                aria-label={text.openOffense(id)}
                // On the close button the focus would open its tooltip, which takes the first Escape.
                data-modal-primary-focus={index === 0 ? true : undefined}
                onClick={() => onOpen(id)}
              >
                {text.open}
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
