import { useState, type ReactNode } from 'react';
import { useApi } from '../../ui/api/ApiContext.tsx';
import { TriageContext } from '../../ui/triage/TriageContext.ts';
import { TriageDesk } from '../../ui/triage/TriageDesk.ts';

/** The triage of the server above it, of which nothing is asked by itself: for parts of the page drawn alone. */
export function WithTriage({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const [desk] = useState(() => new TriageDesk(api, 'kim'));
  return <TriageContext value={desk}>{children}</TriageContext>;
}
