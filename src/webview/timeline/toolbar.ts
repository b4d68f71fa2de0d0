/** The row of buttons above the timeline, and where the playhead is. */
import { html, nothing, type TemplateResult } from 'lit';
import { count, duration, size } from '../amounts.js';
import type { TimelineModel } from './model.js';
import { goToNext } from './moves.js';
import { zoomed } from './viewport.js';

export function toolbar(model: TimelineModel): TemplateResult {
  const { session, playhead, focus, view, bounds, axis } = model;
  const middle = (view.from + view.to) / 2;
  return html`<div class="toolbar" role="toolbar" aria-label="Timeline">
    ${button('zoom-in', 'Zoom In (+)', () => model.show(zoomed(view, bounds, 1 / 2, middle)))}
    ${button('zoom-out', 'Zoom Out (-)', () => model.show(zoomed(view, bounds, 2, middle)))}
    ${button('screen-full', 'Show Everything (0)', () => model.show(bounds))}
    <span class="separator"></span>
    ${toggle(
      'clock',
      axis === 'time' ? 'Axis: Time. Switch to Events' : 'Axis: Events. Switch to Time',
      axis === 'time',
      () => model.setAxis(axis === 'time' ? 'events' : 'time'),
    )}
    ${toggle(
      'target',
      focus === undefined ? 'Focus on What Is in Sight (F)' : 'End the Focus (Escape)',
      focus !== undefined,
      () => model.setFocus(focus === undefined ? view : undefined),
    )}
    ${session?.running ? follow(model) : nothing}
    <span class="separator"></span>
    ${button('arrow-up', 'Previous Error (Shift+E)', () => goToNext(model, 'errors', -1), 'errors')}
    ${button('arrow-down', 'Next Error (E)', () => goToNext(model, 'errors', 1), 'errors')}
    <span class="separator"></span>
    ${toggle(
      'diff',
      model.picked === undefined
        ? 'Compare This Moment with Another (D)'
        : `Compare Event ${count(model.picked.seq)} with This Moment (D)`,
      model.picked !== undefined,
      () => model.pick(playhead?.seq),
    )}
    ${toggle('search', 'Search (Ctrl+F)', model.finder.isOpen, () => (model.finder.isOpen ? model.finder.close() : model.finder.open()))}
    ${threads(model)}
    <span class="position">
      ${session?.running ? html`<span class="live"><span class="dot"></span>${count(session.events)} events · ${count(model.rate.perSecond)}/s · ${size(session.bytes)}</span>` : nothing}
      ${session && session.lost > 0 ? html`<span class="lost">${count(session.lost)} lost</span>` : nothing}
      ${session && session.leftOut > 0 ? html`<span class="more" title="By a budget, a sample or the limit of size">${count(session.leftOut)} left out</span>` : nothing}
      ${playhead === null ? nothing : html`<span class="where">event <b>${count(playhead.seq)}</b> <span class="more">/ ${count(playhead.endSeq)}</span></span><span class="time">${duration(playhead.timeMicros)}</span>`}
    </span>
  </div>`;
}

/** Standing still, the panel can be read; the program goes on, and so does recording it. */
function follow(model: TimelineModel): TemplateResult {
  const label = model.following
    ? 'Stand Still Here: the Program Goes On (Space)'
    : 'Follow the Running Program Again (Space)';
  return button(model.following ? 'debug-pause' : 'debug-continue', label, () => model.setFollowing(!model.following));
}

function threads(model: TimelineModel): unknown {
  const { session, thread } = model;
  if (!session || session.threads.length < 2) return nothing;
  return html`<vscode-single-select class="threads" label="Thread" @change=${(event: Event) => model.setThread(Number((event.target as HTMLSelectElement).value))}>
    ${session.threads.map(({ id, name }) => html`<vscode-option value=${id} ?selected=${id === thread}>${name}</vscode-option>`)}
  </vscode-single-select>`;
}

const button = (icon: string, label: string, run: () => void, kind = ''): TemplateResult => html`
  <vscode-toolbar-button class=${kind} icon=${icon} label=${label} title=${label} @click=${run}></vscode-toolbar-button>`;

const toggle = (icon: string, label: string, on: boolean, run: () => void): TemplateResult => html`
  <vscode-toolbar-button icon=${icon} label=${label} title=${label} toggleable .checked=${on} @click=${run}></vscode-toolbar-button>`;
