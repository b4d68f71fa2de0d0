/** What all panels that are editors have in common. Every colour is the theme's. */
import { css } from 'lit';

export const panelStyles = css`
  :host { display: flex; flex-direction: column; height: 100vh; overflow: hidden; color: var(--vscode-foreground); background: var(--vscode-editor-background); font: var(--vscode-font-size) var(--vscode-font-family); container-type: inline-size; }
  .toolbar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; padding: 6px 12px; flex: none; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
  .toolbar .end { margin-left: auto; display: flex; align-items: center; gap: 4px; }
  .muted { color: var(--vscode-descriptionForeground); }
  .code { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
  .numbers { font-variant-numeric: tabular-nums; }
  .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  button.link { all: unset; cursor: pointer; color: var(--vscode-textLink-foreground); white-space: nowrap; }
  button.link:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
  button.link:focus-visible, [tabindex]:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
  .note { display: flex; align-items: center; gap: 6px; padding: 4px 12px; flex: none; color: var(--vscode-editorWarning-foreground); }
  .empty { margin: auto; max-width: 460px; padding: 12px 20px; text-align: center; overflow: auto; }
  .empty h2 { margin: 8px 0 4px; font-size: 14px; font-weight: 600; }
  .empty p { margin: 0 0 14px; line-height: 1.5; color: var(--vscode-descriptionForeground); }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; justify-content: center; }
  .for-readers { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
