import { rangeFacts } from '../../api/range-control.ts';
import { html, type Html } from '../html.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** The page that lets telemetry arrive. The browser fills what depends on the technique, and the list of runs. */
export function attackRangePage(context: PageContext): string {
  const { range } = context.words;
  const content = html`<main>
    <nav><a href="/console/do/core/admin">${range.back}</a></nav>
    <p class="secondary">${range.intro}</p>
    <section class="tile">
      <h2>${range.order}</h2>
      ${orderForm(context)}
    </section>
    <div id="range-news" role="status" aria-live="polite"></div>
    <section class="tile">
      <h2>${range.runs}</h2>
      <div id="range-runs" aria-busy="true"></div>
    </section>
  </main>`;
  return consolePage(context, {
    appName: 'QRadar',
    pageId: 'attackRange',
    title: range.title,
    modules: ['attack-range'],
    content,
    data: rangeFacts,
  });
}

function orderForm({ words: { range } }: PageContext): Html {
  return html`<form id="range-form" class="range-form" novalidate>
    <div class="filter-bar">
      ${field('range-technique', range.technique, html`<select id="range-technique"></select>`)}
      ${field('range-twin', range.form, html`<select id="range-twin"></select>`)}
    </div>
    <div class="filter-bar">
      ${text('range-host', range.hostName)} ${text('range-address', range.hostAddress)}
      ${text('range-user', range.user)}
    </div>
    <div class="filter-bar">
      ${field('range-place', range.where, html`<select id="range-place"></select>`)}
      ${text('range-target', range.target)}
      <span id="range-nowhere" class="secondary" hidden>${range.nowhere}</span>
    </div>
    <div class="filter-bar">
      ${number('range-sessions', range.sessions, 1, 50)}
      ${number('range-bytes', range.bytes, 0, 1_000_000_000_000)}
      ${text('range-marker', range.marker, 'range-marker-hint')}
      <span id="range-marker-hint" class="secondary">${range.markerHint}</span>
    </div>
    <div class="filter-bar">
      ${number('range-late', range.late, 0, 3600, 'range-late-hint')}
      <span id="range-late-hint" class="secondary">${range.lateHint}</span>
    </div>
    <label class="choice"><input type="checkbox" id="range-coalesced" /> ${range.coalesced}</label>
    <fieldset>
      <legend>${range.arriving}</legend>
      <div id="range-signals"></div>
    </fieldset>
    <button type="submit" class="button primary" id="range-inject">${range.inject}</button>
  </form>`;
}

function field(id: string, label: string, control: Html): Html {
  return html`<span class="field"><label for="${id}">${label}</label>${control}</span>`;
}

function text(id: string, label: string, hint: string | null = null): Html {
  return field(
    id,
    label,
    html`<input id="${id}" autocomplete="off" spellcheck="false" ${described(hint)} />`,
  );
}

function described(hint: string | null): Html | null {
  return hint === null ? null : html`aria-describedby="${hint}"`;
}

function number(
  id: string,
  label: string,
  least: number,
  most: number,
  hint: string | null = null,
): Html {
  return field(
    id,
    label,
    html`<input
      type="number"
      id="${id}"
      min="${least}"
      max="${most}"
      step="1"
      ${described(hint)}
    />`,
  );
}
