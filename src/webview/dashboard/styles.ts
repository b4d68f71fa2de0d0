import { css } from 'lit';

export const styles = css`
  .totals { display: flex; flex-wrap: wrap; gap: 8px 28px; padding: 12px 16px 4px; }
  .total { display: flex; flex-direction: column; }
  .total b { font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
  .total.bad b { color: var(--vscode-editorWarning-foreground); }
  .live { display: inline-flex; align-items: center; gap: 6px; }
  .dot { width: 8px; height: 8px; border-radius: 50%; background: var(--vscode-charts-red); animation: pulse 1.6s ease-in-out infinite; }
  @keyframes pulse { 50% { opacity: .35; } }
  @media (prefers-reduced-motion: reduce) { .dot { animation: none; } }
  .board { flex: 1; overflow: auto; padding-bottom: 16px; }
  .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr)); gap: 12px; padding: 8px 16px; }
  /* Two charts to a row: the third one has a row to itself. */
  @container (min-width: 444px) and (max-width: 655px) { .depths { grid-column: 1 / -1; } }
  .lists { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 12px; padding: 4px 16px; align-items: start; }
  h2 { margin: 8px 16px 0; font-size: 13px; font-weight: 600; }
  .card { margin: 0; overflow: hidden; padding: 8px 10px; border: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); border-radius: 4px; background: var(--vscode-editorWidget-background); min-width: 0; }
  figcaption, header { display: flex; justify-content: space-between; gap: 8px; margin-bottom: 6px; font-weight: 600; }
  /* Two lines whether the second is used or not, so that the charts of a row begin at one height. */
  figcaption { flex-direction: column; justify-content: flex-start; gap: 0; min-height: 2.7em; }
  figcaption span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  figcaption .muted, header .muted { font-weight: 400; }
  .plot { position: relative; }
  .scale { position: absolute; top: 0; right: 0; font-size: 10px; padding: 0 2px; }
  svg { display: block; width: 100%; height: 72px; }
  .grid { stroke: var(--vscode-editorIndentGuide-background1, var(--vscode-widget-border)); stroke-width: 1; vector-effect: non-scaling-stroke; }
  .area { fill: var(--vscode-charts-blue); fill-opacity: .75; }
  .objects .area { fill: var(--vscode-charts-green); }
  .depths .area { fill: var(--vscode-charts-purple); }
  :host-context(.vscode-high-contrast) .area, :host-context(.vscode-high-contrast-light) .area { fill-opacity: 1; }
  .time { display: flex; justify-content: space-between; font-size: 10px; margin-top: 2px; }
  ul { margin: 0; padding: 0; list-style: none; }
  .bar-row { all: unset; box-sizing: border-box; position: relative; display: flex; justify-content: space-between; gap: 10px; width: 100%; padding: 2px 4px; overflow: hidden; }
  .bar-row .numbers { flex: none; white-space: nowrap; }
  button.bar-row { cursor: pointer; }
  button.bar-row:hover { background: var(--vscode-list-hoverBackground); }
  button.bar-row:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
  .bar { position: absolute; left: 0; bottom: 0; height: 2px; background: var(--vscode-charts-blue); }
  .bar-name { font-family: var(--vscode-editor-font-family); }
  p { margin: 4px; }
`;
