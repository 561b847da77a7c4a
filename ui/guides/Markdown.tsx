import MarkdownIt, { type Token } from 'markdown-it';
import { Fragment, type ReactNode } from 'react';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/**
 * Paragraphs of Markdown: strong and emphasised text, code, links to the web. Anything else, HTML first of all, is shown as it
 * was written; nothing is ever taken as HTML.
 */
export function Markdown({ text }: { readonly text: string }) {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph, index) => (
      <p key={index}>
        <Inline text={paragraph} />
      </p>
    ));
}

/** The same without paragraphs. */
export function Inline({ text }: { readonly text: string }) {
  const [inline] = markdown.parseInline(text, {});
  return <>{nodesOf(inline?.children ?? []).nodes}</>;
}

/** Tokens up to the end of what they stand in, and how many of them that were. */
function nodesOf(tokens: readonly Token[]): { readonly nodes: ReactNode[]; readonly read: number } {
  const nodes: ReactNode[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined || token.nesting === -1) return { nodes, read: at + 1 };
    at += 1;
    if (token.nesting === 0) {
      nodes.push(<Fragment key={at}>{leafOf(token)}</Fragment>);
      continue;
    }
    const inside = nodesOf(tokens.slice(at));
    nodes.push(<Fragment key={at}>{around(token, inside.nodes)}</Fragment>);
    at += inside.read;
  }
  return { nodes, read: at };
}

function leafOf({ type, content }: Token): ReactNode {
  if (type === 'code_inline') return <code>{content}</code>;
  return type === 'softbreak' || type === 'hardbreak' ? ' ' : content;
}

function around(token: Token, children: readonly ReactNode[]): ReactNode {
  if (token.type === 'strong_open') return <strong>{children}</strong>;
  if (token.type === 'em_open') return <em>{children}</em>;
  const href = token.type === 'link_open' ? token.attrGet('href') : null;
  if (typeof href !== 'string' || !/^https?:\/\//.test(href)) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
