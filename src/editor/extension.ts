/**
 * Entry point of the VS Code extension. Everything that understands a recording lives in the engine's process; this side
 * starts it, shows where the playhead is, and turns keys and buttons into requests.
 */
import * as vscode from 'vscode';
import { LaunchConfigurations } from './configurations.js';
import { registerCodeValues } from './codeValues.js';
import { registerDashboard } from './dashboardPanel.js';
import { EngineFactory } from './engine.js';
import { registerLists } from './lists/lists.js';
import { Marks } from './lists/marks.js';
import { EngineLog } from './log.js';
import { openRecording } from './openRecording.js';
import {
  goToEnd,
  goToPosition,
  goToScheduling,
  goToStart,
  runBackToCursor,
  stepBackByExpression,
  stepBackInto,
  stepBackOut,
  stepByExpression,
  valuesAtLine,
  whyNot,
} from './playheadMoves.js';
import { PlayheadStatus } from './playheadStatus.js';
import { QueryPanel } from './queryPanel.js';
import { Recordings } from './recordings.js';
import { recordFile } from './recordFile.js';
import { registerRecordingFileEditor } from './recordingFileEditor.js';
import { RunCompare } from './runCompare.js';
import { StateDiff } from './stateDiff.js';
import { TimelinePanel } from './timelinePanel.js';
import { showOrigins, whoWrote } from './whoWrote.js';

/** Debug type of our sessions, the prefix of our commands and settings. */
const debugType = 'elixirscope';

export function activate(context: vscode.ExtensionContext): void {
  const log = new EngineLog();
  const recordings = new Recordings(debugType, context.workspaceState);
  const stateDiff = new StateDiff(context.extensionUri, recordings);
  const marks = new Marks(recordings);
  const configurations = new LaunchConfigurations();
  context.subscriptions.push(
    log,
    recordings,
    new PlayheadStatus(recordings),
    new TimelinePanel(context.extensionUri, { recordings, marks, stateDiff }),
    stateDiff,
    new RunCompare(recordings),
    ...registerDashboard(context.extensionUri, recordings),
    new QueryPanel(context.extensionUri, recordings, context.workspaceState),
    registerRecordingFileEditor(),
    marks,
    ...registerLists({ recordings, marks, stateDiff, memento: context.workspaceState }),
    ...registerCodeValues(debugType, recordings),
    vscode.debug.registerDebugAdapterDescriptorFactory(debugType, new EngineFactory(context.extensionPath)),
    vscode.debug.registerDebugAdapterTrackerFactory(debugType, log),
    vscode.debug.registerDebugConfigurationProvider(debugType, configurations),
    vscode.debug.registerDebugConfigurationProvider(
      debugType,
      configurations,
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    vscode.commands.registerCommand('elixirscope.openRecording', openRecording),
    vscode.commands.registerCommand('elixirscope.recordFile', recordFile),
    vscode.commands.registerCommand('elixirscope.goToPosition', goToPosition),
    vscode.commands.registerCommand('elixirscope.goToScheduling', goToScheduling),
    vscode.commands.registerCommand('elixirscope.goToStart', goToStart),
    vscode.commands.registerCommand('elixirscope.goToEnd', goToEnd),
    vscode.commands.registerCommand('elixirscope.runBackToCursor', runBackToCursor),
    vscode.commands.registerCommand('elixirscope.whyNot', whyNot),
    vscode.commands.registerCommand('elixirscope.valuesAtLine', valuesAtLine),
    vscode.commands.registerCommand('elixirscope.showOrigins', showOrigins),
    vscode.commands.registerCommand('elixirscope.whoWrote', whoWrote),
    vscode.commands.registerCommand('elixirscope.stepBackInto', stepBackInto),
    vscode.commands.registerCommand('elixirscope.stepBackOut', stepBackOut),
    vscode.commands.registerCommand('elixirscope.stepByExpression', stepByExpression),
    vscode.commands.registerCommand('elixirscope.stepBackByExpression', stepBackByExpression),
    vscode.commands.registerCommand('elixirscope.showTimeline', () =>
      vscode.commands.executeCommand('elixirscope.timeline.focus'),
    ),
    vscode.commands.registerCommand('elixirscope.showLog', () => log.show()),
  );
}
