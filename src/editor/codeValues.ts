/** What the recording says, in the code itself: values at the playhead, what ran before it, how often lines ran, how often functions were called. */
import * as vscode from 'vscode';
import type { Recordings } from './recordings.js';
import { CallLenses, goToCall } from './callLenses.js';
import { CameFrom } from './cameFrom.js';
import { CoverageColumn } from './coverageColumn.js';
import { FileCoverage } from './fileCoverage.js';
import { TRAVEL_COMMAND, type Travel } from './hoverText.js';
import { InlineValues } from './inlineValues.js';
import { registerRecordedText } from './recordedText.js';
import { recordTest, TestLenses } from './testLenses.js';
import { TimeHover } from './timeHover.js';

const LANGUAGES: vscode.DocumentSelector = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

export function registerCodeValues(debugType: string, recordings: Recordings): vscode.Disposable[] {
  const files = new FileCoverage(recordings);
  const column = new CoverageColumn(files);
  return [
    files,
    column,
    new CameFrom(recordings),
    ...registerRecordedText(recordings),
    new TimeHover(LANGUAGES, recordings),
    vscode.languages.registerInlineValuesProvider(LANGUAGES, new InlineValues(debugType)),
    vscode.languages.registerCodeLensProvider(LANGUAGES, new CallLenses(files)),
    vscode.languages.registerCodeLensProvider(LANGUAGES, new TestLenses()),
    vscode.commands.registerCommand('elixirscope.recordTest', recordTest),
    vscode.commands.registerCommand('elixirscope.toggleCoverage', () => column.toggle()),
    vscode.commands.registerCommand('elixirscope.goToCall', goToCall),
    vscode.commands.registerCommand(TRAVEL_COMMAND, (to: Travel) => recordings.travel(to)),
  ];
}
