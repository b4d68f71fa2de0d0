import { css } from 'lit';
import { DENSITY_HEIGHT, GUTTER, LANE_HEIGHT, MARGIN, RULER_HEIGHT } from './layout.js';

const pixels = (n: number) => css`${n}px`;

export const styles = css`
  :host { display: flex; flex-direction: column; height: 100vh; min-height: 120px; overflow: hidden; color: var(--vscode-foreground); background: var(--vscode-panel-background, var(--vscode-editor-background)); font: var(--vscode-font-size) var(--vscode-font-family); container-type: inline-size; }
  .toolbar { display: flex; align-items: center; gap: 2px; padding: 2px 8px; min-height: 28px; flex: none; }
  .separator { width: 1px; height: 16px; margin: 0 6px; background: var(--vscode-widget-border, var(--vscode-panel-border)); }
  .threads { margin-left: 8px; width: 140px; }
  .position { margin-left: auto; display: flex; gap: 10px; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--vscode-descriptionForeground); }
  .position b { color: var(--vscode-foreground); font-weight: 600; }
  .time { min-width: 64px; text-align: right; }
  .live { display: inline-flex; align-items: center; gap: 6px; color: var(--vscode-foreground); }
  .dot { width: 8px; height: 8px; border-radius: 50%; background: var(--vscode-charts-red); }
  .lost { color: var(--vscode-editorWarning-foreground); }
  .search { display: flex; align-items: center; gap: 4px; padding: 0 8px 4px; flex: none; }
  .search vscode-textfield { flex: 0 1 320px; min-width: 110px; }
  .found { min-width: 76px; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--vscode-descriptionForeground); }
  .hit { display: flex; align-items: center; gap: 6px; min-width: 0; overflow: hidden; }
  .hit vscode-icon { flex: none; }
  .hit-text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-family: var(--vscode-editor-font-family); }
  .search .close { margin-left: auto; }
  .minimap { flex: none; height: 22px; margin: 0 8px 4px; }
  .minimap canvas { width: 100%; height: 100%; display: block; cursor: pointer; }
  .body { flex: 1; display: flex; min-height: 0; padding: 0 ${pixels(MARGIN)}; border-top: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
  .gutter { flex: none; width: ${pixels(GUTTER.wide)}; overflow: hidden; color: var(--vscode-descriptionForeground); }
  .gutter > div { display: flex; align-items: center; gap: 6px; box-sizing: border-box; white-space: nowrap; }
  .gutter vscode-icon { flex: none; }
  .ruler-name { height: ${pixels(RULER_HEIGHT)}; flex-direction: column; justify-content: center; align-items: flex-start !important; gap: 0 !important; font-size: 11px; color: var(--vscode-foreground); }
  .density-name { height: ${pixels(DENSITY_HEIGHT)}; }
  .lane-name { height: ${pixels(LANE_HEIGHT)}; }
  .calls-name { height: 24px; padding-top: 4px; }
  .stage { flex: 1; position: relative; min-width: 0; overflow: hidden; }
  .stage canvas { position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; }
  canvas:focus { outline: none; }
  canvas:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
  .hover { position: absolute; z-index: 2; max-width: 320px; padding: 4px 8px; pointer-events: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
    color: var(--vscode-editorHoverWidget-foreground); background: var(--vscode-editorHoverWidget-background); border: 1px solid var(--vscode-editorHoverWidget-border); border-radius: 3px; }
  .legend { flex: none; display: flex; flex-wrap: wrap; gap: 2px 14px; padding: 2px 8px; font-size: 11px; color: var(--vscode-descriptionForeground); }
  .legend span { display: inline-flex; align-items: center; gap: 5px; }
  .swatch { width: 14px; height: 12px; }
  .muted { color: var(--vscode-descriptionForeground); }
  .waiting { position: absolute; inset: 0; display: grid; place-items: center; color: var(--vscode-descriptionForeground); }
  .empty { margin: auto; max-width: 460px; padding: 12px 20px; text-align: center; overflow: auto; }
  .empty h2 { margin: 8px 0 4px; font-size: 14px; font-weight: 600; }
  .empty p { margin: 0 0 14px; line-height: 1.5; color: var(--vscode-descriptionForeground); }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; justify-content: center; }
  .for-readers { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @container (max-width: ${pixels(GUTTER.narrowUpTo)}) {
    .gutter { width: ${pixels(GUTTER.narrow)}; }
    .gutter span { display: none; }
    .live, .time, .hit { display: none; }
  }
  @container (max-width: 380px) {
    .errors, .separator, .more { display: none; }
    .position { gap: 4px; }
  }
`;
