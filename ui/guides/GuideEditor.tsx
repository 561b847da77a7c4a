import { Button, InlineNotification, Select, SelectItem, TextArea } from '@carbon/react';
import { useCallback, useId, useState } from 'react';
import { longestGuide, type GuideText, type GuideTexts } from '../../contract/guides.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { GuideWordsProvider, useGuideWords } from './guide-words.ts';

/** For administrators: the guides as Markdown, each in each language. Loaded when it is first opened. */
export default function GuideEditor(props: { readonly onSaved: () => void }) {
  return (
    <GuideWordsProvider>
      <Loaded {...props} />
    </GuideWordsProvider>
  );
}

function Loaded({ onSaved }: { readonly onSaved: () => void }) {
  const api = useApi();
  const text = useGuideWords();
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.guideTexts(signal), [api]),
  );
  return (
    <section aria-labelledby="tw-guides" className="tw-admin__guides">
      <h2 id="tw-guides">{text.write.title}</h2>
      <p>{text.write.note}</p>
      <div role="alert">
        {answer.state === 'failed' && <ProblemNotice problem={answer.problem} onRetry={retry} />}
      </div>
      {answer.state === 'asking' && <Waiting text={text.loading} />}
      {answer.state === 'known' && <Editor answer={answer.value} onSaved={onSaved} />}
    </section>
  );
}

type EditorProps = { readonly answer: GuideTexts; readonly onSaved: () => void };

function Editor({ answer, onSaved }: EditorProps) {
  const text = useGuideWords().write;
  const { names } = useGuideWords();
  const [texts, setTexts] = useState(answer.texts);
  const [chosen, setChosen] = useState(0);
  const [said, setSaid] = useState<string | null>(null);
  const id = useId();
  const guide = texts[chosen];
  return (
    <>
      <Select
        id={id}
        size="sm"
        labelText={text.choose}
        value={chosen}
        onChange={(event) => {
          setSaid(null);
          setChosen(Number(event.target.value));
        }}
      >
        {texts.map(({ name, language }, index) => (
          <SelectItem
            key={`${name}-${language}`}
            value={index}
            text={text.label(names[name], text.language[language])}
          />
        ))}
      </Select>
      {guide && (
        <OneText
          // What is typed is of one text.
          key={`${chosen}-${guide.changed?.atMs ?? 0}`}
          guide={guide}
          onChanged={(now) => {
            setTexts((before) => before.map((other, index) => (index === chosen ? now : other)));
            setSaid(now.changed === null ? text.isBack : text.saved);
            onSaved();
          }}
        />
      )}
      <div role="status">
        {said !== null && (
          <InlineNotification kind="success" lowContrast hideCloseButton title={said} />
        )}
      </div>
    </>
  );
}

type OneTextProps = { readonly guide: GuideText; readonly onChanged: (now: GuideText) => void };

function OneText({ guide, onChanged }: OneTextProps) {
  const api = useApi();
  const text = useGuideWords().write;
  const id = useId();
  const [typed, setTyped] = useState(guide.text);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isTooLong = typed.length > longestGuide;
  const write = async (markdown: string | null) => {
    setProblem(null);
    try {
      onChanged(await api.writeGuide(guide.name, guide.language, markdown));
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const { changed } = guide;
  return (
    <>
      <p>{changed === null ? text.isApps : text.changed(changed.by, changed.atMs)}</p>
      <TextArea
        id={id}
        rows={16}
        labelText={text.markdown}
        value={typed}
        invalid={isTooLong}
        invalidText={text.tooLong(longestGuide)}
        onChange={(event) => setTyped(event.target.value)}
      />
      <label className="tw-admin__file">
        <span>{text.file}</span>{' '}
        <input
          type="file"
          accept=".md,.markdown,.txt,text/markdown,text/plain"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) file.text().then(setTyped, (error: unknown) => setProblem(problemOf(error)));
          }}
        />
      </label>
      <div role="alert">
        {problem && <ProblemNotice problem={problem} />}
        {problem?.code === 'guide-invalid' && <p className="tw-mono">{problem.detail}</p>}
      </div>
      <div className="tw-admin__actions">
        <Button
          size="sm"
          disabled={isTooLong || typed === guide.text || typed === ''}
          onClick={() => void write(typed)}
        >
          {text.save}
        </Button>
        {changed !== null && (
          <Button size="sm" kind="tertiary" onClick={() => void write(null)}>
            {text.back}
          </Button>
        )}
      </div>
    </>
  );
}
