import {
  anchorsOf,
  citedAnchors,
  citesPage,
  deadEnds,
  matches,
  type Targets,
} from './citations.ts';
import { repositoryPaths, textFiles, type TextFile } from './repository.ts';

const facts = 'docs/qradar-facts.md';
const listed = 'docs/sources.md';

const paths = repositoryPaths();
const files = textFiles(paths).filter((file) => !file.path.startsWith('tests/docs/'));
const citing = files.filter((file) => file.path !== facts && file.path !== listed);
const rows = matches(textOf(listed), /^\| .* \|$/gm).map((row) => row.split(' | '));
const targets: Targets = {
  paths,
  anchors: new Map(
    files
      .filter((file) => file.path.endsWith('.md'))
      .map(({ path, text }) => [path, anchorsOf(text)]),
  ),
  sources: [...new Set(rows.map(([name]) => (name ?? '').replace('| ', '')))].filter(
    (name) => name !== 'Cited as',
  ),
  pages: matches(textOf(listed), /^- [\w-]+$/gm).map((line) => line.slice(2)),
};

describe('citations of code and documentation', () => {
  it('lead somewhere', () => {
    const dead = files.flatMap((file) =>
      deadEnds(file, targets).map((what) => `${file.path}: ${what}`),
    );
    expect(dead).toEqual([]);
  });
});

describe('the facts about QRadar', () => {
  const sections = textOf(facts).split(/^### /m).slice(1);
  const anchor = (section: string) => [...anchorsOf(`### ${section.split('\n')[0] ?? ''}`)][0];

  it('are all cited', () => {
    const cited = citedAnchors(citing);
    const unused = sections.map((section) => `${facts}#${anchor(section) ?? ''}`);
    expect(unused.filter((each) => !cited.has(each))).toEqual([]);
  });

  it('each say how sure they are, and give an address unless they are unverified', () => {
    const grade = /^- (Documented|Seen in published code|Measured by others):\s+<https:\/\/[^>]+>/m;
    const open = /^- Unverified: /m;
    expect(sections.filter((each) => !grade.test(each) && !open.test(each))).toEqual([]);
  });

  it('have headings of their own', () => {
    expect(new Set(sections.map(anchor)).size).toBe(sections.length);
  });
});

describe('the listed sources', () => {
  it('are all cited', () => {
    const unused = targets.sources.filter(
      (name) => !citing.some(({ text }) => text.includes(name)),
    );
    expect(unused).toEqual([]);
  });

  it('each have an address', () => {
    const addressed = rows.filter(([name]) => targets.sources.includes((name ?? '').slice(2)));
    expect(addressed.filter((row) => !/<https?:\/\/[^>]+>/.test(row[2] ?? ''))).toEqual([]);
  });

  it('hold no page of the REST API that is not cited', () => {
    const unused = targets.pages.filter(
      (page) => !citing.some(({ text }) => citesPage(text, page)),
    );
    expect(unused).toEqual([]);
  });
});

describe('a citation that leads nowhere is found', () => {
  it.each([
    [
      'by paragraph of notes',
      'app/a.ts',
      '// as it is (framework digest 2.3)',
      'untraceable: digest',
    ],
    [
      'by paragraph of a page',
      'app/a.ts',
      '// so it is (detection.md 3.1)',
      'untraceable: .md 3.1',
    ],
    [
      'by title alone',
      'app/a.ts',
      '// (QRadar app framework, "Health")',
      /^untraceable: framework/,
    ],
    ['by standard', 'app/a.ts', '// RFC 2324, 2.3.2', 'not in docs/sources.md: RFC 2324'],
    ['by page', 'app/a.ts', '// siem-coffee-GET', 'not a page of docs/sources.md: siem-coffee-GET'],
    ['by star', 'app/a.ts', '// siem-coffee-*', 'not a page of docs/sources.md: siem-coffee-*'],
    ['by anchor', 'app/a.ts', `// ${facts}#tea`, `no such heading: ${facts}#tea`],
    ['by heading', 'ui/a.ts', '// docs/api.md, "Tea"', 'no such heading: docs/api.md, "Tea"'],
    ['by path', 'app/a.ts', ' * See app/http/tea for it.', 'no such file: app/http/tea'],
    ['by file', 'app/a.ts', ' * See tea-pot.ts.', 'no such file: tea-pot.ts'],
    ['by link', 'docs/a.md', '[tea](tea.md)', 'broken link: docs/tea.md'],
    ['by link to a heading', 'docs/a.md', '[tea](api.md#tea)', 'broken link: docs/api.md#tea'],
  ])('%s', (_, path, text, what) => {
    expect(deadEnds({ path, text }, targets)).toContainEqual(
      typeof what === 'string' ? what : expect.stringMatching(what),
    );
  });

  it.each([
    ['a hash', 'app/a.ts', "createHash('sha256').update(text).digest('hex')"],
    ['a listed standard', 'app/a.ts', '// RFC 9110, 10.2.3'],
    ['a file', 'docs/a.md', '[routes](api.md#routes), `contract/problem.ts`, `problem.ts`'],
    ['an example', 'docs/a.md', '    app/nothing/of/the/kind.ts'],
  ])('but not %s', (_, path, text) => {
    expect(deadEnds({ path, text }, targets)).toEqual([]);
  });
});

function textOf(path: string): string {
  const file: TextFile | undefined = files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is missing`);
  return file.text;
}
