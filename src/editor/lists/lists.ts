/** The tree views of our view container. */
import * as vscode from 'vscode';
import type { Recordings } from '../recordings.js';
import type { StateDiff } from '../stateDiff.js';
import { CallsList } from './callsList.js';
import { errorsList } from './errorsList.js';
import { HealthList } from './healthList.js';
import type { Marks } from './marks.js';
import { MarksList } from './marksList.js';
import { outputList } from './outputList.js';
import { RecordingFiles } from './recordingFiles.js';
import { MORE_COMMAND } from './rows.js';

export interface ListParts {
  readonly recordings: Recordings;
  readonly marks: Marks;
  readonly stateDiff: StateDiff;
  readonly memento: vscode.Memento;
}

export function registerLists({ recordings, marks, stateDiff, memento }: ListParts): vscode.Disposable[] {
  const calls = new CallsList(recordings);
  const errors = errorsList(recordings);
  const output = outputList(recordings);
  const lists = { 'elixirscope.calls': calls, 'elixirscope.errors': errors, 'elixirscope.output': output };
  const openKey = (): Thenable<unknown> =>
    vscode.commands.executeCommand('setContext', 'elixirscope.isOpen', recordings.session !== undefined);
  void openKey();
  return [
    new RecordingFiles(recordings, memento),
    calls,
    errors,
    output,
    new HealthList(recordings),
    new MarksList(recordings, marks, stateDiff),
    recordings.onDidChange(openKey),
    vscode.commands.registerCommand(MORE_COMMAND, (view: keyof typeof lists, branch) => lists[view].loadMore(branch)),
  ];
}
