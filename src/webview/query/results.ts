/** What a query found, as a table whose rows lead to the moments. */
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { EventsBody, PlayheadPosition } from '../../wire/panel.js';
import { count, duration } from '../amounts.js';

export type Found = EventsBody['events'][number];

const ICONS: Readonly<Record<string, string>> = {
  enter: 'symbol-method',
  return: 'arrow-left',
  throw: 'flame',
  failure: 'error',
  catch: 'shield',
  write: 'symbol-variable',
  put: 'symbol-property',
  delete: 'trash',
  mutate: 'symbol-array',
  output: 'terminal',
  await: 'watch',
  resume: 'debug-continue',
  yield: 'debug-pause',
  turn: 'sync',
  step: 'debug-step-over',
  gap: 'warning',
};

export interface ResultParts {
  readonly events: readonly Found[];
  readonly playhead: PlayheadPosition | null;
  /** index of the row that keys act on */
  readonly at: number;
  readonly select: (index: number) => void;
  readonly goTo: (event: Found) => void;
  readonly key: (event: KeyboardEvent) => void;
}

export function resultTable(parts: ResultParts): TemplateResult {
  const { events, playhead, key } = parts;
  const reached =
    playhead === null
      ? -1
      : events.findLastIndex(({ thread, seq }) => thread === playhead.thread && seq <= playhead.seq);
  return html`<div class="table" role="grid" aria-label="Events found" aria-readonly="true" aria-rowcount=${events.length} @keydown=${key}>
    <div class="head" role="row">
      ${['Time', 'What', 'Name', 'Value', 'Where'].map((name) => html`<span role="columnheader" class=${name.toLowerCase()}>${name}</span>`)}
    </div>
    ${events.map((event, index) => resultRow(event, { ...parts, index, isReached: index === reached }))}
  </div>`;
}

function resultRow(
  event: Found,
  { index, at, isReached, select, goTo }: ResultParts & { readonly index: number; readonly isReached: boolean },
): TemplateResult {
  const { kind, name, value, text, place, seq, timeMicros } = event;
  const file = place === null ? '' : `${place.path.split(/[\\/]/).at(-1)}:${place.line}`;
  const shown = value ?? text?.trimEnd() ?? '';
  return html`<div class=${`row${index === at ? ' at' : ''}${isReached ? ' reached' : ''}`} role="row" tabindex=${index === at ? 0 : -1}
      aria-current=${isReached ? 'true' : nothing} @click=${() => select(index)} @dblclick=${() => goTo(event)}>
    <span class="time numbers" role="gridcell" title=${`event ${count(seq)}`}>${duration(timeMicros)}</span>
    <span class="what" role="gridcell"><vscode-icon name=${ICONS[kind] ?? 'circle-small'} size="14"></vscode-icon>${kind}</span>
    <span class="name code cut" role="gridcell" title=${name ?? ''}>${name ?? ''}</span>
    <span class="value code cut" role="gridcell" title=${shown}>${shown}</span>
    <span class="where cut" role="gridcell"><span class="muted cut">${event.function ?? ''}</span>
      <button class="link" tabindex="-1" title=${`Go to event ${count(seq)}`} @click=${(click: Event) => {
        click.stopPropagation();
        select(index);
        goTo(event);
      }}>${file === '' ? `event ${count(seq)}` : file}</button></span>
  </div>`;
}
