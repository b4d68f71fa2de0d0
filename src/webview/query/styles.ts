import { css } from 'lit';

export const styles = css`
  .query { flex: none; max-height: 60%; overflow: auto; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); padding: 8px 12px; }
  .builder { display: flex; flex-direction: column; gap: 4px; }
  .condition { display: flex; align-items: center; gap: 8px; min-width: 0; }
  .field { width: 76px; flex: none; color: var(--vscode-descriptionForeground); }
  .adding, .chips { display: flex; flex-wrap: wrap; gap: 4px; min-width: 0; }
  .adding { margin-top: 4px; }
  .chip { all: unset; box-sizing: border-box; display: inline-flex; align-items: center; gap: 3px; padding: 1px 8px; border-radius: 10px; cursor: pointer; white-space: nowrap; font-size: 12px; line-height: 16px; color: var(--vscode-foreground); border: 1px solid var(--vscode-widget-border, var(--vscode-panel-border, var(--vscode-contrastBorder))); }
  .chip:hover { background: var(--vscode-toolbar-hoverBackground); }
  .chip[aria-pressed='true'] { color: var(--vscode-button-foreground); background: var(--vscode-button-background); border-color: var(--vscode-contrastActiveBorder, var(--vscode-button-background)); }
  .chip:focus-visible, select:focus-visible, input:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 0; }
  .add { border-style: dashed; color: var(--vscode-descriptionForeground); }
  input, select { box-sizing: border-box; height: 24px; min-width: 0; padding: 2px 6px; font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-widget-border, transparent)); border-radius: 2px; }
  select { color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); border-color: var(--vscode-dropdown-border); }
  input::placeholder { color: var(--vscode-input-placeholderForeground); }
  .operator { width: 88px; flex: none; }
  .operand { width: 260px; flex: 0 1 auto; }
  .wide { flex: 1; width: auto; }
  .condition .chips { flex: 1; }
  .text { display: flex; align-items: center; gap: 6px; margin-top: 8px; }
  .text input { flex: 1; height: 26px; }
  .failure { margin-top: 4px; color: var(--vscode-errorForeground); }
  .templates { width: 180px; flex: 0 1 auto; }
  .status { display: flex; align-items: center; gap: 8px; padding: 4px 12px; flex: none; color: var(--vscode-descriptionForeground); }
  .results { flex: 1; overflow: auto; min-height: 0; }
  .table .head, .table .row { display: grid; grid-template-columns: 84px 96px minmax(80px, 1fr) minmax(120px, 3fr) minmax(140px, 1.6fr); column-gap: 10px; align-items: center; padding: 0 12px; min-height: 24px; }
  .table .head { position: sticky; top: 0; z-index: 1; background: var(--vscode-editor-background); font-size: 11px; text-transform: uppercase; letter-spacing: .04em; color: var(--vscode-descriptionForeground); border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
  .row { content-visibility: auto; contain-intrinsic-size: auto 24px; cursor: default; }
  .row:hover { background: var(--vscode-list-hoverBackground); }
  .row.at { background: var(--vscode-list-inactiveSelectionBackground); }
  .table:focus-within .row.at { background: var(--vscode-list-activeSelectionBackground); color: var(--vscode-list-activeSelectionForeground); }
  .row.at .muted, .table:focus-within .row.at button.link { color: inherit; }
  .row.reached { box-shadow: inset 2px 0 var(--vscode-debugIcon-continueForeground, var(--vscode-focusBorder)); }
  .what { display: flex; align-items: center; gap: 5px; white-space: nowrap; }
  .what vscode-icon { flex: none; }
  .row .time { text-align: right; }
  .head .time { text-align: right; }
  .where { display: flex; gap: 8px; justify-content: flex-end; text-align: right; }
  .where button.link { flex: none; }
  .more { display: flex; justify-content: center; padding: 8px; }
  @container (max-width: 620px) {
    .table .head { display: none; }
    .table .row { grid-template-columns: auto minmax(0, 1fr) auto; grid-template-rows: auto auto; padding: 2px 8px; }
    .row .time { grid-row: 1; grid-column: 3; color: inherit; }
    .row .what { grid-row: 1; grid-column: 1; }
    .row .name { grid-row: 1; grid-column: 2; }
    .row .value { grid-row: 2; grid-column: 1 / 3; padding-left: 19px; }
    .row .where { grid-row: 2; grid-column: 3; }
    .row .where .muted { display: none; }
    .condition { flex-wrap: wrap; gap: 4px; justify-content: space-between; }
    .condition .chips { flex-basis: 100%; order: 1; }
    .status { flex-wrap: wrap; padding: 4px 8px; }
    .field { width: auto; min-width: 60px; }
    .operand { flex: 1 1 100px; width: 100px; }
    .query { padding: 6px 8px; }
    .templates { width: 150px; }
  }
`;
