import * as vscode from 'vscode';
import type { DurationsArguments, DurationsBody } from '../wire/calls.js';
import type { CoverageBody } from '../wire/panel.js';
import type { RecordedFunction } from './lensText.js';
import type { Recordings } from './recordings.js';

const TELL_AFTER_MILLIS = 100;

/**
 * How often the lines and functions of files ran in the recording that is open: asked for once per file, until more is recorded or
 * another part is focused on.
 */
export class FileCoverage implements vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changedEmitter.event;
  private known = new Map<string, Promise<CoverageBody | undefined>>();
  private took = new Map<string, DurationsBody | undefined>();
  private readonly subscription: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private recorded = '';

  constructor(private readonly recordings: Recordings) {
    this.subscription = vscode.Disposable.from(
      recordings.onDidChange(() => this.forget()),
      recordings.onDidFocus(() => this.forget()),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(this.changedEmitter, this.subscription).dispose();
  }

  /** Only what happened in a part of the recording is counted. */
  get isNarrowed(): boolean {
    return this.recordings.focus !== undefined;
  }

  /** Undefined if no recording is open, or the file has changed since it was recorded. */
  of({ uri, isDirty, version }: vscode.TextDocument): Promise<CoverageBody | undefined> {
    const isRecorded = this.recordings.isRecordedText(uri);
    if ((uri.scheme !== 'file' && !isRecorded) || isDirty) return Promise.resolve(undefined);
    const key = `${uri.toString()} ${version}`;
    const known = this.known.get(key) ?? this.ask(vscode.Uri.file(uri.path).fsPath, isRecorded);
    this.known.set(key, known);
    return known;
  }

  /**
   * Undefined until they are known, which is a change: of many calls they take a while, and nobody is to wait for them.
   * Of a running program they would be others every moment, and are not asked for.
   */
  durations({ uri }: vscode.TextDocument, { line, column }: RecordedFunction): DurationsBody | undefined {
    if (this.recordings.status?.state === 'live-running') return undefined;
    const key = `${uri.fsPath}:${line}:${column}`;
    if (!this.took.has(key)) {
      this.took.set(key, undefined);
      void this.askDurations(key, { path: uri.fsPath, line, column });
    }
    return this.took.get(key);
  }

  private async askDurations(key: string, asked: DurationsArguments): Promise<void> {
    const { took } = this;
    const { focus: part } = this.recordings;
    try {
      took.set(
        key,
        await this.recordings.request<DurationsBody>('elixirscope/durations', { ...asked, ...(part && { part }) }),
      );
    } catch {
      return;
    }
    if (took === this.took) this.tellSoon();
  }

  /** What comes together is told of once. */
  private tellSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.changedEmitter.fire();
    }, TELL_AFTER_MILLIS);
  }

  private async ask(path: string, isRecorded: boolean): Promise<CoverageBody | undefined> {
    if (this.recordings.status === undefined || this.recordings.status.events === 0) return undefined;
    try {
      const { focus: part } = this.recordings;
      const asked = { path, isRecorded, ...(part && { part }) };
      return await this.recordings.request<CoverageBody>('elixirscope/coverage', asked);
    } catch {
      return undefined;
    }
  }

  private forget(): void {
    const { session, status, focus } = this.recordings;
    const recorded = `${session?.id} ${status?.events} ${status?.state === 'live-running'} ${focus?.thread}:${focus?.from}-${focus?.to}`;
    if (recorded === this.recorded) return;
    this.recorded = recorded;
    this.known = new Map();
    this.took = new Map();
    this.changedEmitter.fire();
  }
}
