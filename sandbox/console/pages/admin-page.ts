import { hasCapability, type Caller } from '../../api/access/sessions.ts';
import type { AppInstance } from '../../extensions/app-instance.ts';
import { localized } from '../../extensions/resource-bundles.ts';
import { html, type Html } from '../html.ts';
import type { Theme } from '../theme.ts';
import type { Words } from '../words/index.ts';
import { consolePage, type PageContext } from './console-page.ts';
import { proxied, type WovenApp } from './woven-app.ts';

/** The apps' configuration pages, the stand-in's own attack range where there is one, users, the installed apps and their states: enough to see why a tab is missing. */
export function adminPage(
  context: PageContext,
  caller: Caller,
  instances: readonly AppInstance[],
  hasRange: boolean,
): string {
  const { admin, range, tabs } = context.words;
  const pages = context.apps.flatMap((app) => configurationPages(app, caller, context.theme));
  const content = html`<main>
    <section class="tile">
      <h2>${admin.extensions}</h2>
      <p class="secondary">${admin.extensionsText}</p>
      <a class="button primary" href="/console/do/qradar/extensions">${admin.management}</a>
    </section>
    ${
      hasRange
        ? html`<section class="tile">
            <h2>${range.title}</h2>
            <p class="secondary">${range.linkText}</p>
            <a class="button primary" href="/console/do/core/attackRange">${range.link}</a>
          </section>`
        : null
    }
    <section class="tile">
      <h2>${admin.apps}</h2>
      ${pages.length === 0 ? html`<p class="secondary">${admin.noPages}</p>` : pages}
    </section>
    <section class="tile">
      <h2>${admin.installed}</h2>
      ${
        instances.length === 0
          ? html`<p class="secondary">${admin.noApps}</p>`
          : instances.map((instance) => facts(instance, caller.locale, context.words))
      }
    </section>
    <section class="tile">
      <h2>${admin.users}</h2>
      <div id="admin-users" aria-busy="true"></div>
    </section>
  </main>`;
  return consolePage(context, {
    appName: 'QRadar',
    pageId: 'systemConfiguration',
    title: tabs.ADMIN,
    modules: ['admin'],
    content,
  });
}

/**
 * An icon and a name per `configuration_pages`, which open a window of their own. QRadar tells these pages its theme
 * from UP13 on (docs/qradar-facts.md#theme).
 */
function configurationPages(
  { id, manifest }: WovenApp,
  caller: Caller,
  theme: Theme,
): readonly Html[] {
  return manifest.configuration_pages
    .filter((page) => page.required_capabilities.every((name) => hasCapability(caller, [name])))
    .map(({ text, description, icon, url }) => {
      const source = icon ?? '';
      const image =
        source === ''
          ? null
          : html`<img src="${proxied(id, source)}" width="32" height="32" alt="" />`;
      const address = `${proxied(id, url)}${url.includes('?') ? '&' : '?'}ui=new&theme=${theme}`;
      return html`<a
        class="configuration-page"
        href="${address}"
        target="_blank"
        title="${description}"
        >${image}<span>${text}</span></a
      >`;
    });
}

function facts(instance: AppInstance, locale: string, words: Words): Html {
  const { id, status, memoryMb, lastLines } = instance;
  const manifest = localized(instance.manifest, instance.bundles, locale);
  const named = words.admin.facts;
  const rows: readonly (readonly [string, string])[] = [
    [named.name, manifest.name],
    [named.version, manifest.version],
    [named.id, String(id)],
    [named.state, status],
    [named.memory, `${memoryMb} MB`],
    [named.tabs, manifest.areas.map((area) => area.text).join(', ')],
    [named.menu, manifest.gui_actions.map((action) => action.text).join(', ')],
    [named.csrf, manifest.use_qradar_csrf],
    ...(status === 'ERROR' ? [[named.said, lastLines.join('\n')] as const] : []),
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value === '' ? words.nothing : value}</dd>
        </div>`,
    )}
  </dl>`;
}
