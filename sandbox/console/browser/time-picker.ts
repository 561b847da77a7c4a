import { byId, element } from './dom.ts';
import type { QueryBox } from './filter-bar.ts';
import {
  betweenFrame,
  frameText,
  lastFrame,
  spanOf,
  viewOf,
  views,
  type Span,
  type View,
} from './query-time.ts';
import { readQuery, withTime, writeQuery } from './query.ts';
import { words } from './words.ts';

const picker = byId('time-view', HTMLSelectElement);
const custom = byId('time-custom', HTMLElement);
const from = byId('time-from', HTMLInputElement);
const to = byId('time-to', HTMLInputElement);
const fault = byId('time-fault', HTMLElement);

const keyOf = ({ unit, count }: View) => `${count} ${unit}`;

/** Makes the time picker work over the query in a box. The returned function shows which time the query asks for. */
export function installTimePicker(box: QueryBox): () => void {
  picker.addEventListener('change', () => {
    const view = views.find((one) => keyOf(one) === picker.value);
    custom.hidden = picker.value !== 'custom';
    if (view !== undefined) setFrame(box, lastFrame(view));
    else if (picker.value === 'custom') offerCustom(box);
    else showTime(box);
  });
  byId('time-apply', HTMLButtonElement).addEventListener('click', () => {
    const [startMs, stopMs] = [from, to].map((field) => Date.parse(field.value));
    fault.textContent = faultOf(startMs, stopMs);
    if (fault.textContent === '' && startMs !== undefined && stopMs !== undefined) {
      setTime(box, { startMs, stopMs });
    }
  });
  return () => showTime(box);
}

/** Shows only this stretch of time. */
export function setTime(box: QueryBox, span: Span): void {
  setFrame(box, betweenFrame(span));
}

function setFrame(box: QueryBox, frame: string): void {
  const query = readQuery(box.read());
  if (query !== null) box.write(writeQuery(withTime(query, frame)));
}

function faultOf(startMs = NaN, stopMs = NaN): string {
  if (Number.isNaN(startMs) || Number.isNaN(stopMs)) return words.time.missing;
  return stopMs > startMs ? '' : words.time.order;
}

/** Begins with the time the query has, so that one end can be moved. */
function offerCustom(box: QueryBox): void {
  const query = readQuery(box.read());
  const span = query === null ? null : spanOf(query, Date.now());
  if (span !== null) {
    from.value = asField(span.startMs);
    to.value = asField(span.stopMs);
  }
  from.focus();
}

/** Epoch ms as a field for date and time has it, in the browser's zone. */
function asField(ms: number): string {
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 16);
}

function showTime(box: QueryBox): void {
  const query = readQuery(box.read());
  const view = query === null ? null : viewOf(query);
  const written = query === null ? null : frameText(query);
  const other = written === null ? words.time.standard : words.time.asWritten;
  const options = views.map((one) =>
    element('option', { value: keyOf(one) }, words.time[one.unit](one.count)),
  );
  if (view === null) options.unshift(element('option', { value: 'other' }, other));
  options.push(element('option', { value: 'custom' }, words.time.custom));
  picker.replaceChildren(...options);
  picker.value = view === null ? 'other' : keyOf(view);
  picker.disabled = query === null;
  custom.hidden = true;
}
