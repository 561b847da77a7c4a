import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Guide, GuideText, StepDone } from '../../../contract/guides.ts';
import { ProblemError, type Api } from '../../../ui/api/api.ts';
import { ApiProvider } from '../../../ui/api/ApiContext.tsx';
import { DetailWordsProvider } from '../../../ui/detail/detail-words.ts';
import GuideEditor from '../../../ui/guides/GuideEditor.tsx';
import Guides from '../../../ui/guides/Guides.tsx';
import { Inline } from '../../../ui/guides/Markdown.tsx';
import { PivotContext, type PivotMenuHandle } from '../../../ui/pivots/PivotContext.ts';
import { axeViolations } from '../../support/axe.ts';
import { render } from '../../support/render.tsx';
import { aFinding, anApi, aProblem, aRun } from '../../support/ui-records.ts';

const guide: Guide = {
  ...{ name: 'investigation', isOwn: true, title: 'Look', intro: 'First *this*.\n\nThen that.' },
  sections: [
    {
      ...{ title: 'What', text: '' },
      steps: [
        {
          ...{ id: 'one', text: '**See** `curl -T`.', done: null },
          queries: [
            { aql: 'SELECT 1 FROM events', lacks: null },
            { aql: null, lacks: 'destination' },
          ],
        },
        { id: 'two', text: 'Ask.', queries: [], done: { by: 'bob', atMs: Date.UTC(2026, 0, 2) } },
      ],
    },
  ],
};

function show(methods: Partial<Api> = {}) {
  const openEvents = jest.fn();
  const response: Guide = { ...guide, name: 'response', isOwn: false, title: 'Act' };
  const api = anApi({
    guides: () => Promise.resolve({ guides: [guide, response] }),
    ...methods,
  });
  // The guides open queries and nothing else of the menu.
  const handle = { openEvents } as unknown as PivotMenuHandle;
  render(
    <ApiProvider api={api}>
      <PivotContext value={handle}>
        <DetailWordsProvider>
          <main>
            <Guides finding={aFinding()} run={aRun()} />
          </main>
        </DetailWordsProvider>
      </PivotContext>
    </ApiProvider>,
  );
  return { openEvents, keys: userEvent.setup() };
}

test('steps are shown with their queries, who did them, and what is lacking', async () => {
  const { openEvents, keys } = show();
  expect(await screen.findByRole('heading', { name: 'Look' })).toBeVisible();
  expect(screen.getByText('Written by an administrator of this console.')).toBeVisible();
  expect(screen.getByText('1 of 2 steps done')).toBeVisible();
  expect(screen.getByText(/^Done by bob/)).toBeVisible();
  expect(screen.getByText('No query: this finding has no single destination IP.')).toBeVisible();
  await keys.click(
    screen.getByRole('button', { name: /^Open in Log Activity: Query 1 of step 1/ }),
  );
  expect(openEvents).toHaveBeenCalledWith('SELECT 1 FROM events');
  expect(await axeViolations()).toEqual([]);
  await keys.click(screen.getByRole('tab', { name: 'Response playbook' }));
  expect(screen.getByRole('heading', { name: 'Act' })).toBeVisible();
});

test('a step is ticked, and stays as it was where that fails', async () => {
  const asked: unknown[] = [];
  const done: StepDone = { by: 'alice', atMs: Date.UTC(2026, 0, 3) };
  const answers = [
    Promise.resolve(done),
    Promise.reject(new ProblemError(aProblem({ code: 'guide-changed', retryable: false }))),
  ];
  answers[1]?.catch(() => undefined);
  const { keys } = show({
    checkStep: (...told) => {
      asked.push(told.slice(2));
      return answers.shift() ?? Promise.resolve(null);
    },
  });
  const first = await screen.findByRole('checkbox', { name: /^See/ });
  await keys.click(first);
  expect(await screen.findByText(/^Done by alice/)).toBeVisible();
  expect(screen.getByText('2 of 2 steps done')).toBeVisible();
  await keys.click(screen.getByRole('checkbox', { name: /^Ask/ }));
  expect(await screen.findByText('The guide does not have this step any more')).toBeVisible();
  expect(screen.getByRole('checkbox', { name: /^Ask/ })).toBeChecked();
  expect(asked).toEqual([
    ['investigation', 'one', true],
    ['investigation', 'two', false],
  ]);
});

test.each([
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['[a](javascript:alert(1))', '[a](javascript:alert(1))'],
  ['![a](https://example.com/x.png)', 'a'],
  ['**a *b* c** d', 'a b c d'],
])('Markdown never becomes more than text: %s', (markdown, text) => {
  const { container } = render(<Inline text={markdown} />);
  expect(container).toHaveTextContent(text);
  expect(container.querySelector('img, script, a')).toBeNull();
});

test('a link to the web opens apart', () => {
  render(<Inline text="See [ATT&CK](https://attack.mitre.org/)." />);
  const link = screen.getByRole('link', { name: 'ATT&CK' });
  expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  expect(link).toHaveAttribute('href', 'https://attack.mitre.org/');
});

describe('the editor', () => {
  const apps = (name: GuideText['name'], language: GuideText['language']): GuideText => ({
    ...{ name, language, text: `# ${name} ${language}`, changed: null },
  });

  test('replaces a guide by text or file, says what is wrong, and goes back', async () => {
    const written: (string | null)[] = [];
    const onSaved = jest.fn();
    const api = anApi({
      guideTexts: () =>
        Promise.resolve({ texts: [apps('investigation', 'en'), apps('response', 'de')] }),
      writeGuide: (name, language, text) => {
        written.push(text);
        if (text === 'wrong') {
          const problem = aProblem({
            code: 'guide-invalid',
            retryable: false,
            detail: 'line 1: x',
          });
          return Promise.reject(new ProblemError(problem));
        }
        const changed = text === null ? null : { by: 'ann', atMs: 5 };
        return Promise.resolve({ name, language, text: text ?? '# app', changed });
      },
    });
    render(
      <ApiProvider api={api}>
        <main>
          <GuideEditor onSaved={onSaved} />
        </main>
      </ApiProvider>,
    );
    const keys = userEvent.setup();
    const area = await screen.findByRole('textbox', { name: 'Markdown' });
    expect(screen.getByRole('button', { name: 'Save guide' })).toBeDisabled();
    await keys.clear(area);
    await keys.type(area, 'wrong');
    await keys.click(screen.getByRole('button', { name: 'Save guide' }));
    expect(await screen.findByText('line 1: x')).toBeVisible();
    expect(area).toHaveValue('wrong');
    await keys.upload(
      screen.getByLabelText('Take from a file'),
      // jsdom has no `Blob.text`.
      Object.assign(new File(['# Ours'], 'ours.md', { type: 'text/markdown' }), {
        text: () => Promise.resolve('# Ours'),
      }),
    );
    expect(await screen.findByDisplayValue('# Ours')).toBeVisible();
    await keys.click(screen.getByRole('button', { name: 'Save guide' }));
    expect(await screen.findByText('The guide is saved.')).toBeVisible();
    expect(screen.getByText(/^Changed by ann/)).toBeVisible();
    expect(await axeViolations()).toEqual([]);
    await keys.click(screen.getByRole('button', { name: 'Back to the app’s guide' }));
    expect(await screen.findByText('The app’s guide holds again.')).toBeVisible();
    expect(written).toEqual(['wrong', '# Ours', null]);
    expect(onSaved).toHaveBeenCalledTimes(2);
    await keys.selectOptions(
      screen.getByRole('combobox', { name: 'Text' }),
      'Response playbook, German',
    );
    expect(screen.getByRole('textbox', { name: 'Markdown' })).toHaveValue('# response de');
    expect(within(screen.getByRole('region')).queryByText('The guide is saved.')).toBeNull();
  });
});
