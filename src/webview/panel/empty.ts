/** What stands in a panel when there is nothing to show, and what to do about it. */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { html, nothing, type TemplateResult } from 'lit';

export type OpeningCommand = 'open' | 'record' | 'reopen';

export const message = (icon: string, title: string, text: string, actions: unknown = nothing): TemplateResult => html`
  <div class="empty">
    <vscode-icon name=${icon} size="28"></vscode-icon>
    <h2>${title}</h2>
    <p>${text}</p>
    ${actions}
  </div>`;

export interface Opening {
  /** recording that was open last */
  readonly last: string | null;
  readonly run: (command: OpeningCommand) => void;
}

/** Nothing is open. */
export const withoutRecording = (icon: string, title: string, text: string, { last, run }: Opening): TemplateResult =>
  message(
    icon,
    title,
    text,
    html`<div class="actions">
      <vscode-button @click=${() => run('record')}>Record and Debug File</vscode-button>
      <vscode-button secondary @click=${() => run('open')}>Open Recording…</vscode-button>
      ${
        last === null
          ? nothing
          : html`<vscode-button secondary @click=${() => run('reopen')}>Open ${last} Again</vscode-button>`
      }
    </div>`,
  );
