/** What stands in the panel when there is nothing to show, and what to do about it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TimelineModel } from './model.js';

type Command = 'open' | 'record' | 'reopen';

export function emptyState({ session, failure, last }: TimelineModel, run: (command: Command) => void): TemplateResult {
  if (failure !== undefined) return message('warning', 'The recording cannot be shown', failure);
  if (session)
    return message(
      'sync',
      'Nothing is recorded yet',
      session.running
        ? 'Calls appear here as soon as code of your workspace runs. Files that are not recorded are listed by "elixirscope info".'
        : 'No code of your workspace ran in this recording. Check the settings elixirscope.include and elixirscope.exclude.',
    );
  return html`${message(
    'history',
    'See what your program did, call by call',
    'Run a program with ElixirScope and its whole run appears here: calls, output, errors, and where time went. Drag the playhead to any moment of it.',
    html`<div class="actions">
      <vscode-button @click=${() => run('record')}>Record and Debug File</vscode-button>
      <vscode-button secondary @click=${() => run('open')}>Open Recording…</vscode-button>
      ${
        last === null
          ? nothing
          : html`<vscode-button secondary @click=${() => run('reopen')}>Open ${last} Again</vscode-button>`
      }
    </div>`,
  )}`;
}

const message = (icon: string, title: string, text: string, actions: unknown = nothing): TemplateResult => html`
  <div class="empty">
    <vscode-icon name=${icon} size="28"></vscode-icon>
    <h2>${title}</h2>
    <p>${text}</p>
    ${actions}
  </div>`;
