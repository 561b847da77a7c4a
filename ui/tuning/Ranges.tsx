import { useId, useState, type ChangeEvent } from 'react';
import * as z from 'zod/mini';
import { publishedFileSchema, type PublishedRanges } from '../../contract/allowlist.ts';
import type { Problem } from '../../contract/problem.ts';
import { useAllowWords } from '../allowlist/allow-words.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';

type RangesProps = {
  /** `null`: none were imported. */
  readonly ranges: PublishedRanges | null;
  readonly canAdminister: boolean;
  readonly onImported: () => void;
};

/** Which published ranges destinations are recognised by, and where an administrator imports others. */
export function Ranges({ ranges, canAdminister, onImported }: RangesProps) {
  const text = useAllowWords().suggestions.ranges;
  return (
    <section aria-label={text.title} className="tw-tuning__ranges">
      <p className="tw-allow__title">{text.title}</p>
      {ranges === null ? (
        <p>{text.none}</p>
      ) : (
        <p>
          {text.known(ranges.tags, ranges.prefixes, ranges.importedMs, ranges.importedBy)}{' '}
          {ranges.changeNumber !== null && text.changeNumber(ranges.changeNumber)}
        </p>
      )}
      {canAdminister ? <Import onImported={onImported} /> : <p>{text.onlyAdmin}</p>}
    </section>
  );
}

function Import({ onImported }: Pick<RangesProps, 'onImported'>) {
  const api = useApi();
  const id = useId();
  const text = useAllowWords().suggestions.ranges;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isJson, setJson] = useState(true);
  const [isImporting, setImporting] = useState(false);
  const take = async (file: File) => {
    setImporting(true);
    setProblem(null);
    try {
      const content = parsed(await file.text());
      setJson(content !== undefined);
      if (content !== undefined) {
        await api.importRanges(onlyRead(content));
        onImported();
      }
    } catch (error) {
      setProblem(problemOf(error));
    }
    setImporting(false);
  };
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file && !isImporting) void take(file);
  };
  return (
    <>
      <label htmlFor={id}>{text.file}</label>
      <p id={`${id}-note`} className="tw-qualifier">
        {text.fileNote}
      </p>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        aria-describedby={`${id}-note`}
        onChange={onChange}
      />
      {isImporting && <Waiting text={text.importing} />}
      <div role="alert">
        {!isJson && <p>{text.notJson}</p>}
        {problem && <ProblemNotice problem={problem} />}
      </div>
    </>
  );
}

/** `undefined` where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said beside the field.
    return undefined;
  }
}

/** Without what the app does not read, which is most of the file; what is no such file is left for the server to refuse. */
function onlyRead(content: unknown): unknown {
  const file = z.safeParse(publishedFileSchema, content);
  return file.success ? file.data : content;
}
