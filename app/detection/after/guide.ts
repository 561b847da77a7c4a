import { mostGuideSteps } from '../../../contract/guides.ts';
import { AppError } from '../../ports/app-error.ts';
import { isPlaceholder, placeholder } from './guide-query.ts';

/** A step of a guide as it was written; queries with their placeholders. */
export type WrittenStep = {
  readonly id: string;
  readonly text: string;
  readonly queries: readonly string[];
};

/** A guide as it was written; texts are Markdown paragraphs. */
export type WrittenGuide = {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly {
    readonly title: string;
    readonly text: string;
    readonly steps: readonly WrittenStep[];
  }[];
};

const titleLine = /^# +(\S.*)$/;
const sectionLine = /^## +(\S.*)$/;
/** A task of a list, with an id that stays when the text is changed or translated. */
const stepLine = /^[-*] \[ \] +\{#([a-z0-9-]{1,40})\} +(\S.*)$/;
const fenceBegin = /^ *```aql *$/;
const fenceEnd = /^ *``` *$/;

/**
 * Reads a guide: one title, sections, in these tasks (`- [ ] {#id} text`), in these queries (code blocks marked `aql`). Anything
 * else is text of what it stands in. Throws `guide-invalid`, its detail naming the line and what is wrong there.
 */
export function readGuide(markdown: string): WrittenGuide {
  const guide = new Reading();
  markdown.split(/\r?\n/).forEach((line, index) => guide.take(line.trimEnd(), index + 1));
  return guide.whole();
}

type Step = { readonly id: string; text: string[]; readonly queries: string[] };
type Section = { readonly title: string; text: string[]; readonly steps: Step[] };

class Reading {
  #title: string | null = null;
  readonly #intro: string[] = [];
  readonly #sections: Section[] = [];
  readonly #ids = new Set<string>();
  #query: { readonly begin: number; readonly lines: string[] } | null = null;

  take(line: string, number: number): void {
    if (this.#query !== null) {
      this.#takeQuery(this.#query, line, number);
      return;
    }
    const title = titleLine.exec(line)?.[1];
    const section = sectionLine.exec(line)?.[1];
    const [, id, text] = stepLine.exec(line) ?? [];
    if (title !== undefined) this.#begin(title, number);
    else if (section !== undefined) this.#sections.push({ title: section, text: [], steps: [] });
    else if (id !== undefined && text !== undefined) this.#step(id, text, number);
    else if (/^[-*] \[.\]/.test(line)) fail(number, 'a step begins "- [ ] {#id} text"');
    else if (fenceBegin.test(line)) this.#query = { begin: number, lines: [] };
    else this.#text(line.trim());
  }

  whole(): WrittenGuide {
    if (this.#query !== null) fail(this.#query.begin, 'the query does not end');
    if (this.#title === null) fail(1, 'a guide begins with "# title"');
    if (this.#ids.size === 0) fail(1, 'no step "- [ ] {#id} text"');
    return {
      title: this.#title,
      intro: paragraphs(this.#intro),
      sections: this.#sections.map(({ title, text, steps }) => ({
        title,
        text: paragraphs(text),
        steps: steps.map((step) => ({ ...step, text: step.text.join(' ').trim() })),
      })),
    };
  }

  #begin(title: string, number: number): void {
    if (this.#title !== null) fail(number, 'a second title');
    this.#title = title;
  }

  #step(id: string, text: string, number: number): void {
    const section = this.#sections.at(-1);
    if (section === undefined) return fail(number, 'a step outside of a section "## title"');
    if (this.#ids.has(id)) fail(number, `a second step {#${id}}`);
    this.#ids.add(id);
    if (this.#ids.size > mostGuideSteps) fail(number, `more than ${mostGuideSteps} steps`);
    section.steps.push({ id, text: [text], queries: [] });
  }

  #text(line: string): void {
    const section = this.#sections.at(-1);
    const step = section?.steps.at(-1);
    (step ?? section)?.text.push(line);
    if (section === undefined && this.#title !== null) this.#intro.push(line);
  }

  #takeQuery(
    query: { readonly begin: number; readonly lines: string[] },
    line: string,
    number: number,
  ): void {
    if (!fenceEnd.test(line)) {
      const unknown = [...line.matchAll(placeholder)].find(([, name = '']) => !isPlaceholder(name));
      if (unknown) fail(number, `no such placeholder: ${unknown[0].slice(0, 40)}`);
      query.lines.push(line.trim());
      return;
    }
    this.#query = null;
    const step = this.#sections.at(-1)?.steps.at(-1);
    if (step === undefined) return fail(query.begin, 'a query outside of a step');
    const aql = query.lines.join('\n').trim();
    if (aql === '') fail(query.begin, 'an empty query');
    step.queries.push(aql);
  }
}

function paragraphs(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replaceAll(/\n{2,}/g, '\n\n')
    .trim();
}

function fail(line: number, what: string): never {
  throw new AppError('guide-invalid', { detail: `line ${line}: ${what}` });
}
