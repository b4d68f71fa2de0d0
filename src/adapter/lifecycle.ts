/** Beginning and end: launch, open, restart, terminate, disconnect. */
import { countText } from '../base/numbers.js';
import { UserError } from '../base/result.js';
import type { LaunchCommand } from '../record/options.js';
import type { ProcessSession } from '../record/processes.js';
import { type AttachConfiguration, type LaunchConfiguration, recordOptions } from './configuration.js';
import type { RunningProgram, SessionCore } from './core.js';
import { LiveRun } from './liveRun.js';
import type { Moves } from './moves.js';
import type { ProgramEvents } from './programEvents.js';
import { SkipFiles } from './skipFiles.js';

const NO_RECORDING = '"recording" must name the recording file (*.escope) to open.';
const LOST = 'What it watched belongs to an earlier run: set it again.';

export class Lifecycle {
  private isConfigured = false;
  private end: () => void = () => undefined;
  /** resolved when nothing is left to do for this session */
  readonly done = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  constructor(
    private readonly core: SessionCore,
    private readonly moves: Moves,
    private readonly events: ProgramEvents,
  ) {}

  async launch(launch: LaunchConfiguration): Promise<void> {
    if (this.core.state.kind !== 'idle') throw new UserError('twice', 'This session has already been started.');
    this.core.configuration = { request: 'launch', launch };
    this.core.skipFiles = new SkipFiles(launch.skipFiles);
    await this.start(launch);
  }

  attach(attach: AttachConfiguration): void {
    if (this.core.state.kind !== 'idle') throw new UserError('twice', 'This session has already been started.');
    this.core.skipFiles = new SkipFiles(attach.skipFiles);
    const { running } = this.core.services;
    if (attach.recording === undefined && running === undefined) throw new UserError('no-recording', NO_RECORDING);
    const recording = attach.recording === undefined ? undefined : this.core.openRecording(attach.recording);
    this.core.configuration = { request: 'attach', attach };
    if (recording !== undefined)
      this.core.state = { kind: 'ended', at: recording.snap(recording.resolve(attach.at ?? 'end')) };
    else if (running !== undefined) this.attachTo(running);
  }

  private attachTo({ join, threads, pid }: RunningProgram): void {
    if (pid !== undefined && threads.size === 0) throw new UserError('process-gone', `Process ${pid} has ended.`);
    const run = new LiveRun(join(), () => this.core.recordingIfAny(), this.events.listener());
    for (const [thread, name] of threads) run.threads.set(thread, name);
    this.core.state = { kind: 'launching', run };
    if (this.isConfigured) this.begin();
  }

  /** The program was there before, and stays when the session goes. */
  private get isAttached(): boolean {
    return this.core.configuration?.request === 'attach';
  }

  /** Breakpoints are set: the program may run; a recording shows where it stands. */
  configured(): void {
    if (this.isConfigured) return;
    this.isConfigured = true;
    if (this.core.state.kind === 'launching') this.begin();
    if (this.core.state.kind === 'ended') {
      this.tellDamage();
      this.core.arrive(this.core.state.at, { reason: 'entry', text: 'Recording opened' });
    }
  }

  /** Of a file that was cut off or overwritten: where nothing can be shown, the user knows why. */
  private tellDamage(): void {
    const { path, damagedParts } = this.core.recording().info();
    if (damagedParts === 0) return;
    const parts = damagedParts === 1 ? '1 part' : `${countText(damagedParts)} parts`;
    this.core.client.event('output', {
      category: 'important',
      output: `The recording is damaged: ${parts} at least cannot be read, and what was in there is unknown. "elixirscope verify" lists what is missing of ${path}.\n`,
    });
  }

  private async start(launch: LaunchConfiguration): Promise<void> {
    const session = await this.core.services.startRecording({
      ...recordOptions(launch),
      ...(launch.console !== 'internalConsole' && {
        launcher: (command: LaunchCommand) => this.runInTerminal(command, launch),
      }),
      ...(this.core.startsSessions &&
        !launch.noDebug && {
          takeProcess: (process: ProcessSession) =>
            void this.core.children.start(process, { skipFiles: launch.skipFiles }),
        }),
    });
    const run: LiveRun = new LiveRun(session, () => this.core.recordingIfAny(), this.events.listener());
    this.core.state = { kind: 'launching', run };
    if (this.isConfigured) this.begin();
  }

  private runInTerminal({ executable, args, cwd, env }: LaunchCommand, launch: LaunchConfiguration): Promise<void> {
    return this.core.client.runInTerminal({
      kind: launch.console === 'externalTerminal' ? 'external' : 'integrated',
      title: `ElixirScope: ${launch.program ?? [launch.runtimeExecutable, ...launch.runtimeArgs].join(' ')}`,
      cwd,
      args: [executable, ...args],
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? null])),
    });
  }

  private begin(): void {
    if (this.core.state.kind !== 'launching') return;
    const { run } = this.core.state;
    this.core.state = { kind: 'live-running', run };
    const bound = this.core.tellProgram();
    // Modules that are loaded already report nothing any more.
    for (const breakpoint of bound)
      this.core.client.event('breakpoint', { reason: 'changed', breakpoint: this.core.dapBreakpoint(breakpoint) });
    if (this.isAttached) return run.session.go();
    if (!this.core.isStoppingOnEntry()) run.session.go();
    else if (run.threads.size > 0) run.goToEntry();
  }

  /** Records again with the same breakpoints, or opens the recording again. `launch`: what the client may have changed. */
  async restart(launch: LaunchConfiguration | undefined): Promise<void> {
    const configuration = this.core.configuration;
    if (configuration === undefined) throw new UserError('not-started', 'Nothing was started yet.');
    await this.leave();
    this.core.state = { kind: 'idle' };
    for (const { id } of this.core.breakpoints.unbind())
      this.core.client.event('breakpoint', { reason: 'changed', breakpoint: { id, verified: false, message: LOST } });
    this.core.steps.end();
    this.core.logpoints.forget();
    this.core.sources.forget();
    if (configuration.request === 'attach') {
      this.attach(configuration.attach);
      if (configuration.attach.recording === undefined) return;
      this.core.bindAll();
      this.core.arrive(this.core.position(), { reason: 'entry', text: 'Recording opened' });
      return;
    }
    await this.launch(launch ?? configuration.launch);
  }

  /** Ends the program, if there is one, and then the session. */
  terminate(): void {
    this.core.isEnding = true;
    this.moves.abort();
    if ('run' in this.core.state) {
      const { run } = this.core.state;
      run.session.terminate();
      run.resumeAll();
    } else {
      this.core.over();
    }
  }

  /** The client goes away. A program that it launched is ended unless it says otherwise; one that it attached to runs on. */
  async disconnect(terminateDebuggee: boolean | undefined): Promise<void> {
    this.core.isEnding = true;
    this.moves.abort();
    if (this.isAttached && terminateDebuggee === true && 'run' in this.core.state)
      this.core.state.run.session.terminate();
    if (!this.isAttached && terminateDebuggee === false && 'run' in this.core.state) {
      const { run } = this.core.state;
      this.letGo(run);
      void run.session.exited.finally(() => this.end());
      return;
    }
    await this.leave();
    this.core.state = { kind: 'over' };
    this.end();
  }

  /** The program runs on, still recorded. */
  private letGo(run: LiveRun): void {
    run.detach();
    run.session.setBreakpoints([], { caught: false, uncaught: false });
    run.resumeAll();
  }

  private async leave(): Promise<void> {
    this.events.stop();
    if ('run' in this.core.state && this.isAttached) this.letGo(this.core.state.run);
    else if ('run' in this.core.state) await this.core.state.run.close();
    this.core.closeRecording();
  }
}
