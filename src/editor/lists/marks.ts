import * as vscode from 'vscode';
import type { PanelPlace } from '../../wire/panel.js';
import type { Recordings } from '../recordings.js';
import { type Mark, marksPath, marksText, parseMarks, withMark, withoutMark } from './markFile.js';

/** The marks of the recording that is open. */
export class Marks implements vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changedEmitter.event;
  private readonly subscription: vscode.Disposable;
  private recording: string | undefined;
  /** in the order of their moments */
  all: readonly Mark[] = [];

  constructor(private readonly recordings: Recordings) {
    this.subscription = recordings.onDidChange(() => this.look());
  }

  dispose(): void {
    vscode.Disposable.from(this.changedEmitter, this.subscription).dispose();
  }

  /** Asks for a note and marks where the playhead stands. */
  async add(): Promise<void> {
    const { playhead } = this.recordings;
    if (playhead === undefined || this.recording === undefined) {
      await vscode.window.showInformationMessage('Pause the program, or open a recording: a mark is of one moment.');
      return;
    }
    const { thread, seq, timeMicros } = playhead;
    const known = this.all.find((mark) => mark.thread === thread && mark.seq === seq);
    const place = known?.place ?? (await this.placeOf(thread));
    await this.note(known ?? { thread, seq, timeMicros, note: '', place });
  }

  /** Asks for the note of a mark, which may be new. */
  async note(mark: Mark): Promise<void> {
    const note = await vscode.window.showInputBox({
      title: 'Mark This Moment',
      prompt: 'What happens here? It is kept beside the recording.',
      value: mark.note,
    });
    if (note !== undefined) await this.save(withMark(this.all, { ...mark, note: note.trim() }));
  }

  remove(mark: Mark): Promise<void> {
    return this.save(withoutMark(this.all, mark));
  }

  private async placeOf(threadId: number): Promise<PanelPlace | null> {
    const { stackFrames } = await this.recordings.request<{
      stackFrames: { source?: { path?: string }; line: number; column: number }[];
    }>('stackTrace', { threadId, startFrame: 0, levels: 1 });
    const [frame] = stackFrames;
    if (frame?.source?.path === undefined) return null;
    // VS Code turns paths in answers into URIs where the workspace is not on its own machine.
    const { path } = frame.source;
    const { line, column } = frame;
    return { path: /^[\w+.-]{2,}:\/\//.test(path) ? vscode.Uri.parse(path).fsPath : path, line, column };
  }

  private look(): void {
    const recording = this.recordings.session && (this.recordings.status?.recording ?? undefined);
    if (recording === this.recording) return;
    this.recording = recording;
    void this.load(recording);
  }

  private async load(recording: string | undefined): Promise<void> {
    const marks = recording === undefined ? [] : await marksIn(recording);
    if (recording === this.recording) this.show(marks);
  }

  private async save(marks: readonly Mark[]): Promise<void> {
    if (this.recording === undefined) return;
    const file = vscode.Uri.file(marksPath(this.recording));
    try {
      if (marks.length > 0) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(marksText(marks)));
      else await vscode.workspace.fs.delete(file);
      this.show(marks);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await vscode.window.showErrorMessage(`The marks of this recording could not be saved: ${why}`);
    }
  }

  private show(marks: readonly Mark[]): void {
    this.all = marks;
    this.changedEmitter.fire();
  }
}

async function marksIn(recording: string): Promise<readonly Mark[]> {
  const file = marksPath(recording);
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file)));
  } catch {
    return [];
  }
  try {
    return parseMarks(text);
  } catch {
    void vscode.window.showWarningMessage(`${file} does not hold marks of a recording, so none are shown.`);
    return [];
  }
}
