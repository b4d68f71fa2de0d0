import { css } from 'lit';

export const styles = css`
  .moments { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; min-width: 0; flex: 1 1 260px; }
  .moment { display: flex; align-items: baseline; gap: 6px; min-width: 0; }
  .moment .muted { white-space: nowrap; }
  .moment vscode-icon { align-self: center; flex: none; }
  .counts { display: flex; gap: 10px; white-space: nowrap; }
  .counts span { display: inline-flex; align-items: center; gap: 3px; }
  .filter { width: 150px; }
  .head, .row { display: grid; grid-template-columns: minmax(160px, 2.2fr) minmax(80px, 2fr) minmax(80px, 2fr) minmax(104px, max-content); column-gap: 12px; align-items: center; padding: 0 12px; }
  .head { flex: none; min-height: 24px; font-size: 11px; text-transform: uppercase; letter-spacing: .04em; color: var(--vscode-descriptionForeground); border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
  .rows { flex: 1; overflow: auto; padding: 4px 0 12px; }
  .row { min-height: 24px; content-visibility: auto; contain-intrinsic-size: auto 24px; cursor: default; }
  .row:hover { background: var(--vscode-list-hoverBackground); }
  .row.at { background: var(--vscode-list-inactiveSelectionBackground); }
  .rows:focus-within .row.at { background: var(--vscode-list-activeSelectionBackground); color: var(--vscode-list-activeSelectionForeground); }
  .row.at .muted, .rows:focus-within .row.at button.link { color: inherit; }
  .name { display: flex; align-items: center; gap: 4px; padding-left: calc((var(--level) - 1) * 14px); min-width: 0; }
  .name vscode-icon { flex: none; }
  .twist { width: 16px; height: 16px; flex: none; }
  .added > .name .mark { color: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green)); }
  .removed > .name .mark { color: var(--vscode-gitDecoration-deletedResourceForeground, var(--vscode-charts-red)); }
  .changed > .name .mark { color: var(--vscode-gitDecoration-modifiedResourceForeground, var(--vscode-charts-yellow)); }
  .value { padding: 1px 4px; border-radius: 2px; justify-self: start; max-width: 100%; box-sizing: border-box; }
  .old { background: var(--vscode-diffEditor-removedTextBackground); outline: 1px dashed var(--vscode-diffEditor-removedTextBorder, transparent); outline-offset: -1px; }
  .new { background: var(--vscode-diffEditor-insertedTextBackground); outline: 1px dashed var(--vscode-diffEditor-insertedTextBorder, transparent); outline-offset: -1px; }
  .values { grid-column: 2 / 4; display: grid; grid-template-columns: subgrid; align-items: center; min-width: 0; }
  .values > * { min-width: 0; display: flex; align-items: center; gap: 6px; }
  .old-cell { grid-column: 1; }
  .new-cell { grid-column: 2; }
  .becomes { display: none; }
  .both-cell { grid-column: 2 / 4; padding-left: 4px; }
  .frame .label, .module .label { font-weight: 600; }
  .frame > .name .label { flex: none; }
  .where { justify-self: end; }
  @container (max-width: 620px) {
    .head { display: none; }
    .row { grid-template-columns: minmax(0, 1fr) auto; padding: 2px 8px; }
    .values { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 0 6px; padding-left: calc((var(--level) - 1) * 14px + 40px); }
    .becomes { display: block; flex: none; }
    .where { grid-row: 1; grid-column: 2; }
    .both-cell, .none { display: none; }
    .toolbar { padding: 4px 8px; }
    .filter { width: 110px; }
  }
`;
