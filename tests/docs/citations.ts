import path from 'node:path';
import type { TextFile } from './repository.ts';

/** What citations may lead to. */
export type Targets = {
  /** Paths of all files and folders, from the root of the repository. */
  readonly paths: readonly string[];
  /** Anchors of each Markdown file by its path. */
  readonly anchors: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of sources as docs/sources.md lists them, and pages of the REST API. */
  readonly sources: readonly string[];
  readonly pages: readonly string[];
};

/** Files of an app's archive, which lies in a folder `app` of its own. */
const inTheArchive = /^app\/(static|about|server\.mjs)/;

/** Words that announce a source and its name; each such name has to be listed. */
const names = new RegExp(
  [
    String.raw`\b(?:RFC|ISO|IEEE|NIST|ECMA|APAR|CVE|Cisco)[ -][A-Z]*\d[\w.-]*\w`,
    String.raw`\bTA\d\d-\d+A\b`,
    String.raw`\bATT&CK T[\d.]*\d`,
    String.raw`\bQRadar REST API \d+\.\d+`,
    String.raw`\b(?:CycloneDX|OpenAPI) \d+\.\d+`,
    String.raw`\b(?:IANA|APPNOTE|WCAG|AQL guide|PNG specification|qpylib|qjslib|supervisord)\b`,
  ].join('|'),
  'g',
);

/** Ways of citing that only their author can follow. */
const untraceable = [
  /(?<![.\w])digest\b(?! *[(:=])/gi,
  /\.md \d[\d.]*/g,
  /\b(?:IBM|framework|guide|documentation)\b[^\n".;)]{0,30},? "[A-Z][^"\n]*"/gi,
];

const pageName = /(?<![\w*-])[a-z_]+(?:-[a-z_*]+)*-(?:GET|POST|PUT|DELETE|PATCH|\*)(?![\w.])/g;

/** The words of a text that are citations leading nowhere, each with what is wrong. */
export function deadEnds(file: TextFile, targets: Targets): string[] {
  return [
    ...unknownAnchors(file, targets),
    ...unknownHeadings(file, targets),
    ...brokenLinks(file, targets),
    ...unknownPaths(file, targets),
    ...unlistedNames(file.text, targets),
    ...unlistedPages(file.text, targets),
    ...untraceable.flatMap((form) => matches(file.text, form).map((it) => `untraceable: ${it}`)),
  ];
}

/** The anchors of a Markdown text, made of its headings as GitHub makes them. */
export function anchorsOf(markdown: string): Set<string> {
  return new Set(matches(markdown, /^#+ .*$/gm).map((line) => slug(line.replace(/^#+ /, ''))));
}

/** `docs/file.md#anchor` wherever these texts cite it, also by a link from another folder. */
export function citedAnchors(files: readonly TextFile[]): Set<string> {
  return new Set(
    files.flatMap((file) => [
      ...matches(file.text, /\bdocs\/[\w./-]+\.md#[\w-]+/g),
      ...links(file.text).map((target) => resolved(file, target)),
    ]),
  );
}

/** Whether a page of the REST API is named in a text, in full or by a star. */
export function citesPage(text: string, page: string): boolean {
  return matches(text, pageName).some((name) => starred(name).test(page));
}

export function matches(text: string, form: RegExp): string[] {
  return Array.from(text.matchAll(form), ([whole]) => whole);
}

function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function starred(name: string): RegExp {
  return new RegExp(`^${name.replaceAll('*', '.*')}$`);
}

function links(text: string): string[] {
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target ?? '').filter(
    (target) => !/^[a-z]+:/.test(target),
  );
}

function resolved(file: TextFile, target: string): string {
  return target.startsWith('#')
    ? `${file.path}${target}`
    : path.posix.join(path.posix.dirname(file.path), target);
}

function unknownAnchors({ text }: TextFile, { anchors }: Targets): string[] {
  return matches(text, /\bdocs\/[\w./-]+\.md#[\w-]+/g)
    .filter((cited) => !leads(cited, anchors))
    .map((cited) => `no such heading: ${cited}`);
}

function leads(cited: string, anchors: Targets['anchors']): boolean {
  const [page = '', anchor = ''] = cited.split('#');
  return anchors.get(page)?.has(anchor) ?? false;
}

function unknownHeadings({ text }: TextFile, { anchors }: Targets): string[] {
  return Array.from(text.matchAll(/\b(docs\/[\w./-]+\.md), "([^"\n]+)"/g))
    .filter(([, page = '', heading = '']) => !leads(`${page}#${slug(heading)}`, anchors))
    .map(([whole]) => `no such heading: ${whole}`);
}

function brokenLinks(file: TextFile, { paths, anchors }: Targets): string[] {
  if (!file.path.endsWith('.md')) return [];
  return links(file.text)
    .map((target) => resolved(file, target))
    .filter((target) => (/\.md#/.test(target) ? !leads(target, anchors) : !paths.includes(target)))
    .map((target) => `broken link: ${target}`);
}

/**
 * Paths and names of source files in prose: a comment, or Markdown outside of examples. Decision records are never
 * edited and speak of the files of their day.
 */
function unknownPaths(file: TextFile, { paths }: Targets): string[] {
  if (file.path.startsWith('docs/decisions/')) return [];
  const prose = file.path.endsWith('.md') ? withoutExamples(file.text) : comments(file.text);
  const folders =
    /(?<![\w/.@:*-])(?:app|bench|cards|contract|docs|qradar_app_package|sandbox|tests|ui|words)\/[\w./-]*\w(?![\w*{<…]|\/[*{<…])/g;
  const files = /(?<![\w/.*…-])(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:tsx?|scss|md)\b(?!\/)/g;
  return [
    ...matches(prose, folders).filter((it) => !inTheArchive.test(it) && !paths.includes(it)),
    ...matches(prose, files).filter((it) => !paths.some((each) => `/${each}`.endsWith(`/${it}`))),
  ].map((it) => `no such file: ${it}`);
}

function withoutExamples(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/^ {4}.*$/gm, '');
}

function comments(code: string): string {
  return matches(code, /^\s*(?:\/\*|\*|\/\/|\{\/\*).*$|(?<= )\/\/ .*$/gm).join('\n');
}

function unlistedNames(text: string, { sources }: Targets): string[] {
  return matches(text, names)
    .filter((name) => !sources.includes(name))
    .map((name) => `not in docs/sources.md: ${name}`);
}

function unlistedPages(text: string, { pages }: Targets): string[] {
  return matches(text, pageName)
    .filter((name) => !pages.some((page) => starred(name).test(page)))
    .map((name) => `not a page of docs/sources.md: ${name}`);
}
