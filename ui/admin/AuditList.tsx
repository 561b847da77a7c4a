import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@carbon/react';
import { useCallback, useState } from 'react';
import type { AuditEntry, AuditPage } from '../../contract/audit.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useSettingsWords } from '../settings/settings-words.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { settingName, valueText } from '../settings/audit-text.ts';
import { Waiting } from '../shared/Waiting.tsx';

/** Who changed which setting, newest first, a page at a time. */
export function AuditList({ title }: { readonly title?: string }) {
  const text = useSettingsWords().admin;
  const api = useApi();
  const [older, setOlder] = useState<readonly AuditPage[]>([]);
  const before = older.at(-1)?.entries.at(-1)?.id ?? null;
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.audit(before, signal), [api, before]),
  );
  const page = answer.state === 'known' ? answer.value : null;
  const entries = [...older, ...(page ? [page] : [])].flatMap((shown) => shown.entries);
  return (
    <section aria-labelledby="tw-audit" className="tw-admin__audit">
      <h2 id="tw-audit">{title ?? text.audit}</h2>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={retry} />}
      </div>
      {entries.length > 0 && <AuditTable entries={entries} />}
      {answer.state === 'asking' && <Waiting text={text.loadingAudit} />}
      {page && entries.length === 0 && <p>{text.noAudit}</p>}
      {page?.more && (
        <Button kind="ghost" size="sm" onClick={() => setOlder((shown) => [...shown, page])}>
          {text.olderAudit}
        </Button>
      )}
    </section>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const words = { ...useWords(), ...useSettingsWords() };
  const { when, who, setting, from, to } = words.admin.columns;
  return (
    <Table size="sm" aria-labelledby="tw-audit">
      <TableHead>
        <TableRow>
          {[when, who, setting, from, to].map((name) => (
            <TableHeader key={name}>{name}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.id}>
            <TableCell>{words.format.time(entry.atMs)}</TableCell>
            <TableCell>{entry.user}</TableCell>
            <TableCell>{settingName(entry.setting, words)}</TableCell>
            <TableCell>{valueText(entry.setting, entry.before, words)}</TableCell>
            <TableCell>{valueText(entry.setting, entry.after, words)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
