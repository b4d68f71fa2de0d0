/** One row of the tree of changes. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeBody, FoundWrite } from '../../wire/stateDiff.js';
import { count } from '../amounts.js';
import type { Row } from './rows.js';

export interface RowParts {
  readonly isAt: boolean;
  /** undefined: not looked for yet; null: there is none */
  readonly write: FoundWrite | null | undefined;
  readonly select: () => void;
  readonly toggle: () => void;
  readonly goTo: (write: FoundWrite) => void;
}

const MARKS = { added: 'diff-added', removed: 'diff-removed', changed: 'diff-modified' } as const;
const ROLES = { frame: 'symbol-method', module: 'symbol-file' } as const;

export function rowOf(row: Row, { isAt, write, select, toggle, goTo }: RowParts): TemplateResult {
  const { change, level, open } = row;
  const { kind, role, label, children } = change;
  const twist = children.length === 0 ? '' : open ? 'chevron-down' : 'chevron-right';
  return html`<div class=${`row ${kind} ${role}${isAt ? ' at' : ''}`} role="row" tabindex=${isAt ? 0 : -1} .style=${`--level: ${level}`}
      aria-level=${level} aria-expanded=${children.length === 0 ? nothing : String(open)} @click=${select} @dblclick=${toggle}>
    <span class="name" role="gridcell">
      <span class="twist" aria-hidden="true" @click=${toggle}>${twist === '' ? nothing : html`<vscode-icon name=${twist} size="16"></vscode-icon>`}</span>
      ${icon(change)}
      <span class="label cut code" title=${label}>${label}</span>
      ${role === 'frame' ? html`<span class="muted cut">${frameText(change)}</span>` : nothing}
      ${kind === 'inside' ? nothing : html`<span class="for-readers">${kind}</span>`}
    </span>
    ${values(change)}
    <span class="where" role="gridcell">${writeLink(write, goTo)}</span>
  </div>`;
}

function icon({ kind, role }: ChangeBody): unknown {
  const name = kind === 'inside' ? (role === 'frame' || role === 'module' ? ROLES[role] : undefined) : MARKS[kind];
  return name === undefined ? nothing : html`<vscode-icon class="mark" name=${name} size="14"></vscode-icon>`;
}

function frameText({ kind, place }: ChangeBody): string {
  const where = place === null ? '' : `${place.path.split(/[\\/]/).at(-1)}:${place.line}`;
  return kind === 'added' ? `called, ${where}` : kind === 'removed' ? `over, was at ${where}` : where;
}

/** What is the same object needs no before and after. */
function values({ kind, before, after }: ChangeBody): TemplateResult {
  if (kind === 'inside')
    return html`<span class="both-cell cut muted code" role="gridcell" title=${after ?? ''}>${after}</span>`;
  return html`<div class=${before === null && after === null ? 'values none' : 'values'} role="none">
    <span class=${before === null ? 'none' : 'old-cell'} role="gridcell">${textOf(before, 'old')}</span>
    <span class=${after === null ? 'none' : 'new-cell'} role="gridcell">${before === null ? nothing : html`<vscode-icon class="becomes muted" name="arrow-right" size="12"></vscode-icon>`}${textOf(after, 'new')}</span>
  </div>`;
}

const textOf = (text: string | null, kind: 'old' | 'new'): unknown =>
  text === null ? nothing : html`<span class=${`value cut code ${kind}`} title=${text}>${text}</span>`;

function writeLink(write: FoundWrite | null | undefined, goTo: (write: FoundWrite) => void): unknown {
  if (write === undefined || write === null) return nothing;
  const { place, seq } = write;
  const where = place === null ? `event ${count(seq)}` : `${place.path.split(/[\\/]/).at(-1)}:${place.line}`;
  return html`<button class="link" tabindex="-1" title=${`Go to the write, event ${count(seq)}`} @click=${(
    event: Event,
  ) => {
    event.stopPropagation();
    goTo(write);
  }}>${where}</button>`;
}
