/** The row in which one types what to look for. */
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import { count } from '../amounts.js';
import type { TimelineModel } from './model.js';

const KIND_ICONS = { call: 'symbol-method', value: 'symbol-variable', output: 'terminal', error: 'error' } as const;

export function searchBar(model: TimelineModel, close: () => void): TemplateResult | typeof nothing {
  const { finder } = model;
  if (!finder.isOpen) return nothing;
  const has = finder.hits.length > 0;
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') model.goToFound(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  return html`<div class="search" role="search">
    <vscode-textfield id="search" label="Search the recording" placeholder="Function, value, output, error, or name = value" .value=${finder.text}
      @input=${(event: Event) => model.look((event.target as HTMLInputElement).value)} @keydown=${key}>
      <vscode-icon slot="content-before" name="search" size="14"></vscode-icon>
    </vscode-textfield>
    <span class="found" role="status">${foundText(model)}</span>
    <vscode-toolbar-button icon="arrow-up" label="Previous Result (Shift+Enter)" title="Previous Result (Shift+Enter)" ?disabled=${!has} @click=${() => model.goToFound(-1)}></vscode-toolbar-button>
    <vscode-toolbar-button icon="arrow-down" label="Next Result (Enter)" title="Next Result (Enter)" ?disabled=${!has} @click=${() => model.goToFound(1)}></vscode-toolbar-button>
    ${current(model)}
    <vscode-toolbar-button class="close" icon="close" label="Close (Escape)" title="Close (Escape)" @click=${close}></vscode-toolbar-button>
  </div>`;
}

function foundText({ finder, whole }: TimelineModel): string {
  const { hits, current: at, more, searched, failure, text } = finder;
  if (failure !== undefined) return failure;
  if (text.trim() === '') return '';
  const total = `${count(hits.length)}${more ? '+' : ''}`;
  const found = hits.length === 0 ? '' : at < 0 ? `${total} found` : `${count(at + 1)} of ${total}`;
  if (searched === undefined) return found || 'Nothing found';
  const share = searched / Math.max(1, whole?.body.extent.lastSeq ?? 1);
  return `${found === '' ? 'Searching' : found}… ${Math.floor(share * 100)} %`;
}

function current({ finder: { currentHit } }: TimelineModel): TemplateResult | typeof nothing {
  if (currentHit === undefined) return nothing;
  const { kind, text, place } = currentHit;
  const file = place === null ? '' : `${place.path.split(/[\\/]/).at(-1)}:${place.line}`;
  return html`<span class="hit" title=${text}><vscode-icon name=${KIND_ICONS[kind]} size="14"></vscode-icon><span class="hit-text">${text}</span><span class="muted">${file}</span></span>`;
}
