import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Stopped {
  readonly reason: string;
  readonly threadId: number;
}

interface Place {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** Drives one debug session at a time and waits for its stops. */
export class DebugSessionDriver {
  private readonly stops: Stopped[] = [];
  private readonly failures: string[] = [];
  /** VS Code's own `activeDebugSession` may still be the one before. */
  private current: vscode.DebugSession | undefined;
  private readonly waiting: { resolve: (stop: Stopped) => void; reject: (error: Error) => void }[] = [];
  private readonly tracker = vscode.debug.registerDebugAdapterTrackerFactory('elixirscope', {
    createDebugAdapterTracker: (session) => {
      this.current = session;
      return { onDidSendMessage: (message) => this.receive(message) };
    },
  });

  /** A session that VS Code has ended (a refused launch, say) is not waited for. */
  private readonly endings = vscode.debug.onDidTerminateDebugSession(({ id }) => {
    if (this.current?.id === id) this.current = undefined;
  });

  async launch(options: { program: string; stopOnEntry?: boolean }): Promise<Stopped> {
    const program = vscode.Uri.joinPath(this.folder().uri, options.program).fsPath;
    return this.start({ ...options, program, request: 'launch', name: 'suite' });
  }

  async open(recording: vscode.Uri): Promise<Stopped> {
    return this.start({ request: 'attach', name: 'suite', recording: recording.fsPath });
  }

  async breakAt(file: string, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(this.folder().uri, file));
    const offset = document.getText().indexOf(text);
    assert.ok(offset >= 0, `${file} contains ${text}`);
    const location = new vscode.Location(document.uri, document.positionAt(offset));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location)]);
  }

  async step(command: 'next' | 'stepBack' | 'reverseContinue'): Promise<void> {
    await this.request(command);
  }

  /** Sends a request that moves the playhead and waits for the stop. */
  async request(command: string): Promise<void> {
    await this.session().customRequest(command, { threadId: this.thread() });
    await this.nextStop();
  }

  async place(): Promise<Place> {
    const answer = await this.session().customRequest('stackTrace', { threadId: this.thread(), levels: 1 });
    const frame = answer.stackFrames[0];
    return { function: lastName(frame.name), file: frame.source?.name, line: frame.line };
  }

  async stop(): Promise<void> {
    const session = this.current;
    if (session === undefined) return;
    this.current = undefined;
    const ended = new Promise<void>((resolve) => {
      const subscription = vscode.debug.onDidTerminateDebugSession(({ id }) => {
        if (id !== session.id) return;
        subscription.dispose();
        resolve();
      });
    });
    await vscode.debug.stopDebugging(session);
    await ended;
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.tracker.dispose();
    this.endings.dispose();
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
  }

  private async start(configuration: Omit<vscode.DebugConfiguration, 'type'>): Promise<Stopped> {
    const complete = { ...configuration, type: 'elixirscope' } as vscode.DebugConfiguration;
    const stop = this.nextStop();
    // VS Code shows a refused launch in a dialog that nobody answers here: the tracker's answer decides.
    void vscode.debug.startDebugging(this.folder(), complete, { suppressDebugView: true });
    return stop;
  }

  private nextStop(): Promise<Stopped> {
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(new Error(failure));
    const stop = this.stops.shift();
    if (stop !== undefined) return Promise.resolve(stop);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('no stop within 20 s')), 20_000);
      const settle =
        <T>(action: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          action(value);
        };
      this.waiting.push({ resolve: settle(resolve), reject: settle(reject) });
    });
  }

  private receive(message: {
    type: string;
    event?: string;
    command?: string;
    success?: boolean;
    message?: string;
    body?: Stopped & { error?: { format: string } };
  }): void {
    if (message.type === 'event' && message.event === 'stopped' && message.body !== undefined) {
      this.last = message.body;
      const next = this.waiting.shift();
      if (next === undefined) this.stops.push(message.body);
      else next.resolve(message.body);
    }
    const starts = message.command === 'launch' || message.command === 'attach';
    if (message.type === 'response' && starts && message.success === false) {
      this.current = undefined;
      const text = message.body?.error?.format ?? message.message ?? 'refused';
      const next = this.waiting.shift();
      if (next === undefined) this.failures.push(text);
      else next.reject(new Error(text));
    }
  }

  private last: Stopped | undefined;

  private thread(): number {
    return this.last?.threadId ?? 1;
  }

  private session(): vscode.DebugSession {
    assert.ok(this.current, 'a session runs');
    return this.current;
  }

  private folder(): vscode.WorkspaceFolder {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'a folder is open');
    return folder;
  }
}

/** `Orders.#price` and `#price` name the same function. */
function lastName(name: string): string {
  return name.split(/[ .]/).at(-1) ?? name;
}
