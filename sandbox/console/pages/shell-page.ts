import { html, type Html } from '../html.ts';
import type { Theme } from '../theme.ts';
import { wordsIn, type Language } from '../words/index.ts';
import { htmlDocument } from './document.ts';

/** One tab: its id for `setActiveTab`, its label, and its first address below `/console/`. */
export type Tab = {
  readonly id: string;
  readonly label: string;
  readonly url: string;
  /** Apps are told the theme in their first address; the console's own pages know it. */
  readonly isApp: boolean;
};

/** The frame around everything: header, tabs, and one panel per tab. */
export function shellPage(parts: {
  readonly tabs: readonly Tab[];
  readonly username: string;
  readonly csrf: string;
  readonly theme: Theme;
  readonly language: Language;
  /** As people read it, and as scripts do (`window.QRADAR_VERSION`). */
  readonly releaseName: string;
  readonly buildVersion: string;
  /** What an administrator should know, for example why an app has no tab. */
  readonly notices: readonly string[];
}): string {
  const { shell } = wordsIn(parts.language);
  const other = parts.theme === 'dark' ? 'light' : 'dark';
  const body = html` <header class="shell-header">
      <h1 class="visually-hidden">${shell.heading}</h1>
      <a class="brand" href="/console/">${shell.title} <em>${shell.standIn}</em></a>
      <div class="tabs" role="tablist" aria-label="${shell.tabs}">${parts.tabs.map(tabButton)}</div>
      <div class="shell-actions">
        <button
          type="button"
          id="theme-switch"
          class="icon-button"
          aria-pressed="${parts.theme === 'dark' ? 'true' : 'false'}"
          title="${shell.toTheme(other)}"
          aria-label="${shell.darkTheme}"
        >
          ${themeIcon}
        </button>
        <details class="user-menu">
          <summary>${userIcon}<span>${parts.username}</span></summary>
          <div class="user-panel">
            <p>${shell.loggedInAs} <strong>${parts.username}</strong></p>
            <p class="secondary">${parts.releaseName}</p>
            <form method="post" action="/console/language" aria-label="${shell.language}">
              <input type="hidden" name="csrf" value="${parts.csrf}" />
              ${languages.map((one) => languageButton(one, parts.language))}
            </form>
            <form method="post" action="/console/logout">
              <input type="hidden" name="csrf" value="${parts.csrf}" />
              <button type="submit" class="button ghost">${shell.logOut}</button>
            </form>
          </div>
        </details>
      </div>
    </header>
    ${parts.notices.length === 0 ? null : noticeBar(parts.notices, shell.appProblem)}
    <main class="panels">${parts.tabs.map(tabPanel)}</main>`;
  return htmlDocument({
    title: shell.title,
    theme: parts.theme,
    language: parts.language,
    body,
    kind: 'shell',
    modules: ['shell'],
    data: html`<meta name="console-release" content="${parts.buildVersion}" />`,
  });
}

/** A language and the locale of its users. */
const languages = [
  { language: 'en', locale: 'en_US', name: 'English' },
  { language: 'de', locale: 'de_DE', name: 'Deutsch' },
] as const;

function languageButton(
  { language, locale, name }: (typeof languages)[number],
  current: Language,
): Html {
  const isCurrent = language === current ? 'true' : 'false';
  return html`<button
    type="submit"
    name="locale"
    value="${locale}"
    lang="${language}"
    class="button ghost"
    aria-pressed="${isCurrent}"
  >
    ${name}
  </button>`;
}

function tabButton(tab: Tab): Html {
  return html`<button
    type="button"
    role="tab"
    id="tab-${tab.id}"
    aria-controls="panel-${tab.id}"
    aria-selected="false"
    tabindex="-1"
    data-tab="${tab.id}"
    data-url="${tab.url}"
    data-app="${tab.isApp ? 'true' : 'false'}"
    disabled
  >
    ${tab.label}
  </button>`;
}

function tabPanel(tab: Tab): Html {
  return html`<section role="tabpanel" id="panel-${tab.id}" aria-labelledby="tab-${tab.id}" hidden>
    <iframe title="${tab.label}" name="PAGE_${tab.id}"></iframe>
  </section>`;
}

function noticeBar(notices: readonly string[], heading: string): Html {
  const lines = notices.map((notice) => html`<li>${notice}</li>`);
  return html`<aside class="notice error" role="alert">
    <strong>${heading}</strong>
    <ul>
      ${lines}
    </ul>
  </aside>`;
}

const themeIcon = html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
  <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.5" />
  <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
</svg>`;
const userIcon = html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
  <circle cx="10" cy="7" r="3.5" fill="none" stroke="currentColor" stroke-width="1.5" />
  <path d="M3.5 17a6.5 6.5 0 0 1 13 0" fill="none" stroke="currentColor" stroke-width="1.5" />
</svg>`;
