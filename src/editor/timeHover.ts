/**
 * Hovers over the code while a recording is stopped: a value with what it was before and is after, a function with its calls.
 *
 * VS Code shows its own debug hover for whatever it can evaluate, and the hovers of extensions only where it cannot. So that a person sees
 * ours, the expression under the mouse is kept from it while a session of ours is active (setting `elixirscope.hover`).
 */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CallsBody } from '../wire/calls.js';
import type { AroundBody } from '../wire/panel.js';
import { callsHover, TRAVEL_COMMAND, valueHover } from './hoverText.js';
import { pathAt } from './names.js';
import type { Recordings } from './recordings.js';

/** Calls that a hover lists. */
const CALLS = 5;
/** Writes to either side that a hover's chart has. */
const WRITES = 30;
/** The language's own service is asked where a function is, and may be busy. */
const PATIENCE_MILLIS = 1500;

export class TimeHover implements vscode.HoverProvider, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  /** keeps expressions from the debug hover while it is there */
  private keeper: vscode.Disposable | undefined;

  constructor(
    private readonly languages: vscode.DocumentSelector,
    private readonly recordings: Recordings,
  ) {
    this.subscriptions = [
      vscode.languages.registerHoverProvider(languages, this),
      recordings.onDidChange(() => this.keep()),
      vscode.debug.onDidChangeActiveDebugSession(() => this.keep()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('elixirscope.hover')) this.keep();
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, { dispose: () => this.keeper?.dispose() }).dispose();
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const path = pathAt(document, position);
    if (path === undefined || this.recordings.playhead === undefined) return undefined;
    const around = await this.around(path.text);
    const isFunction = around === undefined || around.type === 'function';
    const calls = isFunction ? await this.calls(document, position) : undefined;
    const text =
      calls !== undefined ? callsHover(calls) : around && valueHover(path.text, around, (file) => basename(file));
    return text === undefined ? undefined : new vscode.Hover(markdown(text), path.range);
  }

  /** Undefined if the name is no variable or property here. */
  private async around(expression: string): Promise<AroundBody | undefined> {
    const item = vscode.debug.activeStackItem;
    const isOurs = item instanceof vscode.DebugStackFrame && item.session === this.recordings.session;
    try {
      return await this.recordings.request<AroundBody>('elixirscope/around', {
        expression,
        limit: WRITES,
        ...(isOurs && { frameId: item.frameId }),
      });
    } catch {
      return undefined;
    }
  }

  /** Calls of the function whose name is at a position; undefined if it is none that is recorded. */
  private async calls(document: vscode.TextDocument, position: vscode.Position): Promise<CallsBody | undefined> {
    const lookUp = vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    const tooLate = new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), PATIENCE_MILLIS);
    });
    for (const found of (await Promise.race([lookUp, tooLate])) ?? []) {
      const { uri, range } = 'uri' in found ? found : { uri: found.targetUri, range: found.targetRange };
      try {
        const place = { path: uri.fsPath, line: range.start.line + 1, limit: CALLS };
        const body = await this.recordings.request<CallsBody>('elixirscope/calls', place);
        if (body.isFunction) return body;
      } catch {
        // Not in the recording.
      }
    }
    return undefined;
  }

  private keep(): void {
    const isWanted =
      vscode.debug.activeDebugSession !== undefined &&
      vscode.debug.activeDebugSession === this.recordings.session &&
      vscode.workspace.getConfiguration('elixirscope').get('hover', 'time') === 'time';
    if (isWanted) {
      this.keeper ??= vscode.languages.registerEvaluatableExpressionProvider(this.languages, {
        provideEvaluatableExpression: () => undefined,
      });
    } else {
      this.keeper?.dispose();
      this.keeper = undefined;
    }
  }
}

function markdown(text: string): vscode.MarkdownString {
  const found = new vscode.MarkdownString(text, true);
  found.isTrusted = { enabledCommands: [TRAVEL_COMMAND] };
  found.supportHtml = true;
  return found;
}
