import { Button } from '@carbon/react';
import { lazy, Suspense, useState } from 'react';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';

const AllowedDialog = lazy(() => import('../allowlist/AllowedDialog.tsx'));

/** How many findings of a run entries of the allowlist hide, and the way to them. Nothing where none were applied. */
export function AllowedCount({ run: { id, allowed } }: { readonly run: Run }) {
  const text = useWords().page.allowed;
  const [isOpen, setOpen] = useState(false);
  if (allowed === undefined || (allowed.hidden === 0 && allowed.entries === 0)) return null;
  return (
    <>
      <Button
        kind="ghost"
        size="sm"
        className="tw-allowed"
        aria-label={text.openLabel(allowed.hidden)}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {text.open(allowed.hidden)}
      </Button>
      {isOpen && (
        <Suspense>
          <AllowedDialog run={id} hidden={allowed.hidden} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
