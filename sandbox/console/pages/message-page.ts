import type { Response } from 'express';
import { html } from '../html.ts';
import type { Theme } from '../theme.ts';
import type { Language } from '../words/index.ts';
import { htmlDocument } from './document.ts';

/** Answers with a page that says one thing: a heading and what to do. */
export function sendMessage(
  response: Response,
  message: {
    readonly status: number;
    readonly heading: string;
    readonly text: string;
    readonly theme: Theme;
    /** Default English, for whoever is not logged in. */
    readonly language?: Language;
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
        language: message.language ?? 'en',
        body,
        kind: 'page',
        modules: [],
      }),
    );
}
