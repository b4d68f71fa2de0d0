/**
 * Begins a recording session. Node takes longer to start than everything else here, so a program is started as soon as its command line is
 * known, and what records it (the store, the checks of messages) is loaded meanwhile: a launch is 20 ms shorter. It must not run where it cannot be
 * recorded: whether the recording can be written is tried before, and if it fails all the same, the process is killed before it has loaded
 * anything. What is no Node program is started last.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unwrap } from '../base/result.js';
import { claimNewPlace, claimPlace, refused, releasePlace } from '../store/place.js';
import { prepareFolder } from './cacheSalt.js';
import { Child } from './child.js';
import { Endpoint } from './endpoint.js';
import { debuggeeOptions, defaultRecordingPaths, launchCommand } from './launch.js';
import { LaunchedBefore } from './launchedBefore.js';
import type { LaunchCommand, RecordOptions } from './options.js';
import type { RecordSession, SessionParts } from './session.js';

/** Throws a UserError if the program or the recording cannot be started. */
export async function startRecording(options: RecordOptions): Promise<RecordSession> {
  const cacheDirectory = resolve(
    options.cacheDirectory ?? join(options.workspace ?? options.cwd, '.elixirscope', 'cache'),
  );
  const endpoint = await Endpoint.open();
  try {
    const launched = launchedBefore(options, cacheDirectory);
    const debuggee = debuggeeOptions(options, endpoint.address, cacheDirectory, launched.keys.length);
    const command = launchCommand(options, debuggee);
    prepareFolder(cacheDirectory);
    const path = await claim(options);
    return await begin({ options, debuggee, endpoint, path, launched }, command);
  } catch (error) {
    endpoint.close();
    throw error;
  }
}

async function claim(options: RecordOptions): Promise<string> {
  if (options.out === undefined) return unwrap(claimNewPlace(defaultRecordingPaths(options)));
  const path = resolve(options.cwd, options.out);
  // Its log: the driver is loaded for nothing less.
  if (existsSync(`${path}-wal`) && (await import('../store/database.js')).isBeingWritten(path))
    unwrap(refused(`Another run is being recorded to ${path}`));
  unwrap(claimPlace(path));
  return path;
}

function launchedBefore({ cwd, launch }: RecordOptions, cacheDirectory: string): LaunchedBefore {
  return new LaunchedBefore(cacheDirectory, [cwd, launch.kind === 'program' ? launch.program : launch.command]);
}

async function begin(parts: SessionParts, command: LaunchCommand): Promise<RecordSession> {
  const { launch, launcher, stdio } = parts.options;
  const start = (): Promise<Child> => Child.start(command, stdio === 'pipe');
  let child: Child | undefined;
  let session: RecordSession | undefined;
  try {
    if (launch.kind === 'program' && launcher === undefined) child = await start();
    session = new (await import('./session.js')).RecordSession(parts);
    await launcher?.(command);
    session.started(child ?? (launcher === undefined ? await start() : undefined));
    return session;
  } catch (error) {
    child?.kill('SIGKILL');
    await session?.close();
    releasePlace(parts.path);
    throw error;
  }
}
