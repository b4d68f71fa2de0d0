/** The workbench's colours for the canvas. Nothing here is a colour of our own: every theme, high contrast included, decides. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly focus: string;
  readonly playhead: string;
  readonly selection: string;
  readonly output: string;
  readonly error: string;
  readonly hit: string;
  /** what was searched for */
  readonly found: string;
  readonly mark: string;
  readonly gap: string;
  readonly density: string;
  readonly turn: string;
  /** one for each file, over and over */
  readonly calls: readonly string[];
  readonly highContrast: boolean;
  readonly font: string;
}

export function readTheme(element: HTMLElement): Theme {
  const style = getComputedStyle(element);
  const color = (...names: readonly string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return style.color;
  };
  return {
    background: color('panel-background', 'editor-background'),
    foreground: color('foreground'),
    muted: color('descriptionForeground', 'foreground'),
    line: color('contrastBorder', 'editorIndentGuide-background1', 'panel-border', 'widget-border'),
    focus: color('focusBorder'),
    playhead: color('debugIcon-continueForeground', 'charts-blue', 'focusBorder'),
    selection: color('contrastActiveBorder', 'focusBorder'),
    output: color('charts-green'),
    error: color('charts-red', 'errorForeground'),
    hit: color('debugIcon-breakpointForeground', 'charts-red'),
    found: color('charts-orange', 'editorOverviewRuler-findMatchForeground'),
    mark: color('charts-yellow'),
    gap: color('editorWarning-foreground', 'charts-orange'),
    density: color('charts-blue'),
    turn: color('charts-purple'),
    calls: ['charts-blue', 'charts-green', 'charts-purple', 'charts-orange', 'charts-yellow'].map((name) =>
      color(name),
    ),
    highContrast:
      document.body.classList.contains('vscode-high-contrast') ||
      document.body.classList.contains('vscode-high-contrast-light'),
    font: `11px ${style.getPropertyValue('--vscode-font-family') || 'sans-serif'}`,
  };
}

const files = new Map<string, number>();

/** Files keep their colour, whatever is in sight: each new one gets the next. */
export function colorOf(theme: Theme, path: string): string {
  const number = files.get(path) ?? files.size;
  files.set(path, number);
  return theme.calls[number % theme.calls.length]!;
}
