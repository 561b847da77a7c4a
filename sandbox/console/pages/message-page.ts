import type { Response } from 'express';
import { html } from '../html.ts';
import type { Theme } from '../theme.ts';
import { htmlDocument } from './document.ts';

/** Answers with a page that says one thing: a heading and what to do. */
export function sendMessage(
  response: Response,
  message: {
    readonly status: number;
    readonly heading: string;
    readonly text: string;
    readonly theme: Theme;
  },
): void {
  const body = html`<main class="message">
    <h1>${message.heading}</h1>
    <p>${message.text}</p>
  </main>`;
  response
    .status(message.status)
    .type('html')
    .send(
      htmlDocument({
        title: message.heading,
        theme: message.theme,
        body,
        kind: 'page',
        modules: [],
      }),
    );
}
