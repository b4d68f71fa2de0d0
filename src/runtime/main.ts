/**
 * Entry of the code inside the debuggee, preloaded by `node --require dist/runtime/main.cjs`.
 *
 * Starts the ring and its drain worker, publishes the kit, registers the module hooks; after that the program runs. Everything that must
 * see the built-ins as they were is done before. In a worker thread of the program the same happens again: each thread has its own ring,
 * worker and connection.
 */
import { restoreChdir } from './workingDirectory.js';
import module from 'node:module';
import { join } from 'node:path';
import { isMainThread, MessageChannel, threadId, Worker, workerData } from 'node:worker_threads';
import type { DebuggeeOptions } from '../wire/control.js';
import { CELL, OVERFLOW, UNCHECKED_RETURNS } from '../wire/ring.js';
import { GAP, SYSTEM } from '../wire/trace.js';
import { Budget } from './budget.js';
import { registerSilentBuiltins } from './callees.js';
import { Compilation } from './compileCache.js';
import type { DrainData } from './drain-data.js';
import { recordChildren } from './children.js';
import { recordExit } from './exit.js';
import { Heap } from './heap.js';
import { registerHooks } from './hooks.js';
import { canStamp } from './identity.js';
import { now, timeOrigin } from './intrinsics.js';
import { createKit } from './kit.js';
import { offerKit } from './kitAccess.js';
import { registerFamilies } from './kinds.js';
import { LiveEvaluation } from './live.js';
import { Mail } from './mail.js';
import { QuotedCode } from './messages.js';
import { Moments } from './moments.js';
import { InstrumentedModules } from './modules.js';
import { Mutators } from './mutators.js';
import { hideFlags, takeOptions } from './options.js';
import { recordOutput } from './output.js';
import { compact, SiteWidths } from './overflow.js';
import { expectRequests, TurnCauses } from './network.js';
import { openInternals } from './internals.js';
import { showErrorSources } from './errorSources.js';
import { readPromisesBy } from './promises.js';
import { readProxiesBy } from './proxies.js';
import { RedactedSites } from './redaction.js';
import { Resync } from './resync.js';
import { allocateRing, RingWriter } from './ring.js';
import { Sources } from './sources.js';
import { mapStackTraces } from './stacks.js';
import { Stops } from './stops.js';
import { StringTable } from './strings.js';
import { FunctionTexts, restoreFunctionTexts } from './texts.js';
import { withTestRunners } from './testRunners.js';
import { showThreadIds, ThreadIds } from './threadIds.js';
import { reportTroubleTo, warn } from './trouble.js';
import { areFrozen, growYoungGeneration } from './v8Flags.js';
import { listWeaklyBy } from './weakList.js';

/** A program that loads fewer is not given memory that it does not ask for: 10 MB in the long run. */
const MANY_MODULES = 32;

function isDrainWorker(): boolean {
  return !isMainThread && typeof workerData === 'object' && workerData !== null && 'elixirscopeDrain' in workerData;
}

function start(given: DebuggeeOptions, threadIds: ThreadIds): void {
  const options: DebuggeeOptions = canStamp ? given : { ...given, mode: 'off' };
  const startMs = now();
  if (isMainThread && options.modules >= MANY_MODULES && mayGrow()) growYoungGeneration();
  const moments = new Moments(startMs);
  const memory = allocateRing(options.ringBytes);
  const ring = new RingWriter(memory, options.mode === 'calls' && !isBudgeted(options) ? UNCHECKED_RETURNS : 0);
  ring.C[CELL.OVERFLOW] = overflowPolicy(options);
  reportTroubleTo(ring);
  if (!canStamp) tellUnrecorded(ring);
  const { port1, port2 } = new MessageChannel();
  const mail = new Mail(ring, port1);
  threadIds.hiding(() => startDrainWorker({ memory, port: port2, options, threadId: threadIds.shown(threadId) }));
  showThreadIds(threadIds);

  const internals = openInternals();
  readPromisesBy(internals?.util.getPromiseDetails);
  readProxiesBy(internals?.util.getProxyDetails);
  listWeaklyBy(internals?.util.previewEntries);
  registerFamilies();
  registerSilentBuiltins();
  const strings = new StringTable(ring, options.limits.stringLength);
  const heap = new Heap(ring, strings, options);
  const widths = new SiteWidths(options.cacheDirectory);
  if (options.overflow !== 'block') {
    ring.dropPolicy = {
      compact: (words, from, to) => compact(words, from, to, widths).kept,
      forget: () => heap.forget(),
    };
  }
  const resync = new Resync(heap);
  const mutators = new Mutators(heap, resync);
  const stops = new Stops(ring, mail);
  const modules = new InstrumentedModules(options.cacheDirectory);
  const texts = new FunctionTexts(modules);
  const quoted = new QuotedCode(modules, texts);
  heap.repair = (error) => quoted.repair(error);
  const { enqueueMicrotask } = internals ?? {};
  const turnCauses = new TurnCauses(internals?.asyncWrap);
  expectRequests();
  const compilation = new Compilation(options.cacheDirectory);
  const budget = isBudgeted(options) ? new Budget(ring, options) : undefined;
  const redacted = options.redact.length > 0 ? new RedactedSites(options.redact) : undefined;
  const kit = createKit({
    heap,
    resync,
    mutators,
    stops,
    quoted,
    moments,
    turnCauses,
    budget,
    redacted,
    compilation,
    enqueueMicrotask,
  });
  const live = new LiveEvaluation({ heap, resync, modules, kit });
  stops.evaluate = (request) => live.evaluate(request);
  ring.systemDouble(SYSTEM.start, 0, (timeOrigin + startMs) * 1000);

  if (options.mode !== 'off') recordOutput(ring);
  const sources = new Sources({ options, ring, strings, mail, widths, modules, stops, readers: [budget, redacted] });
  recordExit({ heap, stops, quoted, threadIds, moments, budget, sources });
  let recordsChildren = false;
  const ensureChildren = (): void => {
    if (!recordsChildren && isMainThread) recordChildren(__filename, JSON.stringify({ ...options, modules: 0 }));
    recordsChildren = true;
  };
  const offered = withTestRunners(kit, { sources, options, main: __filename, recordChildren: ensureChildren });
  offerKit(offered, () => {
    compilation.end();
    sources.beforeRunning();
  });
  const mapsStacks = internals !== undefined && mapStackTraces(modules, internals);
  const mapped = mapsStacks && showErrorSources(modules, texts, internals);
  if (!mapped) process.setSourceMapsEnabled(true);
  const importsSource = internals?.importsSource === true;
  registerHooks({ options, sources, compilation, importsSource, mapsStacks, nodeMaps: !mapped });
  restoreFunctionTexts(texts);
  restoreChdir();
  Reflect.deleteProperty(require.cache, __filename);
  hideFlags(__filename);
  if (options.children) ensureChildren();
  if (options.waitForGo) mail.awaitGo();
}

/** Without private symbols the program would see what we put into its objects. */
function tellUnrecorded(ring: RingWriter): void {
  ring.system(SYSTEM.gap, GAP.captureFailed, [1]);
  if (isMainThread) warn('this V8 makes no private symbols; the program goes on unrecorded.');
}

/** V8 lets us, and the user has not said how large it is to be. */
const mayGrow = (): boolean =>
  !areFrozen(process.execArgv) && !/semi.space/.test(`${process.execArgv.join(' ')} ${process.env.NODE_OPTIONS}`);

function overflowPolicy({ overflow }: DebuggeeOptions): number {
  if (overflow === 'drop-oldest') return OVERFLOW.dropOldest;
  return overflow === 'drop-newest' ? OVERFLOW.dropNewest : OVERFLOW.block;
}

/**
 * Starting a worker schedules a tick that announces it by a 'worker' event of the process. The program must see neither: a scheduled tick
 * changes how its first microtasks are run, which shows in stack traces.
 */
function quietly<T>(create: () => T): T {
  const { nextTick } = process;
  try {
    process.nextTick = () => {};
    return create();
  } finally {
    process.nextTick = nextTick;
  }
}

interface DrainStart {
  /** of this thread, as the program sees it */
  readonly threadId: number;
  readonly memory: DrainData['memory'];
  readonly port: DrainData['port'];
  readonly options: DebuggeeOptions;
}

const isBudgeted = ({ maxOverhead, sample }: DebuggeeOptions): boolean => maxOverhead > 0 || sample !== 1;

function startDrainWorker({ memory, port, options, threadId }: DrainStart): Worker {
  const data: DrainData = {
    elixirscopeDrain: true,
    memory,
    port,
    socket: options.socket,
    cacheDirectory: options.cacheDirectory,
    hasFrozenFlags: areFrozen(process.execArgv),
    isBudgeted: isBudgeted(options),
    hello: {
      type: 'hello',
      pid: process.pid,
      threadId,
      node: process.version,
      argv: [...process.argv],
      cwd: process.cwd(),
      program: process.argv[1] ?? '',
    },
  };
  const worker = quietly(
    () =>
      new Worker(join(__dirname, 'drain.cjs'), {
        workerData: data,
        transferList: [data.port],
        // Watching signals on the worker's own loop needs a binding that has no public name.
        execArgv: ['--expose-internals', '--no-warnings'],
        env: {},
        // Otherwise its output is piped to that of the process, which the program has not opened yet.
        stdout: true,
        stderr: true,
        trackUnmanagedFds: false,
      }),
  );
  worker.on('error', () => {});
  worker.unref();
  return worker;
}

if (!isDrainWorker()) {
  const data = takeOptions(isMainThread);
  if (data !== undefined) {
    if (typeof module.registerHooks !== 'function') {
      warn(
        `recording needs Node 22.15 or newer, this is ${process.version}: name another one ("runtimeExecutable" in launch.json, or the PATH).`,
      );
      process.exit(1);
    }
    start(data.options, new ThreadIds(data.threadIds));
  }
}
