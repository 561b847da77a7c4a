import { html } from '../html.ts';
import type { Theme } from '../theme.ts';
import { htmlDocument } from './document.ts';

/** A user who can log in, and what that user is for. */
export type ConsoleUser = { readonly username: string; readonly description: string };

/** The log-in page: one button per user, no password, because there is nothing to protect here. */
export function signInPage(parts: {
  readonly users: readonly ConsoleUser[];
  readonly next: string;
  readonly theme: Theme;
  readonly release: string;
}): string {
  const choices = parts.users.map(
    (user) =>
      html`<li>
        <button type="submit" name="username" value="${user.username}">
          <strong>${user.username}</strong>
          <span>${user.description}</span>
        </button>
      </li>`,
  );
  const body = html`<main class="sign-in-card">
    <p class="sign-in-product">Security console <em>stand-in</em></p>
    <h1>Log in</h1>
    <p class="secondary">Choose a user. There are no passwords; the data is this machine's own.</p>
    <form method="post" action="/console/login">
      <input type="hidden" name="next" value="${parts.next}" />
      <ul class="sign-in-users">
        ${choices}
      </ul>
    </form>
    <p class="secondary sign-in-release">Answers as ${parts.release}</p>
  </main>`;
  // Who the user is, and so the language, is what this page asks.
  return htmlDocument({
    title: 'Log in',
    theme: parts.theme,
    language: 'en',
    body,
    kind: 'sign-in',
    modules: [],
  });
}
