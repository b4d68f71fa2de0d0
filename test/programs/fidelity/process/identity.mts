// process as the program sees it: argv, execArgv, argv0, env, title, features, versions; none of the recorder's flags.
const own = (list: string[]) => list.filter((text) => /elixir|escope|runtime\/main|drain/i.test(text));
console.log(process.argv.length, process.argv[1] === import.meta.filename, process.argv[0] === process.execPath, process.argv0);
console.log(process.execArgv, own(process.execArgv), process.env.NODE_OPTIONS);
const environment = Object.keys(process.env);
console.log(own(environment), own(Object.values(process.env) as string[]), Object.hasOwn(process.env, 'ELIXIRSCOPE_DEBUGGEE'), 'NODE_DEBUG' in process.env);
const options = process.env.NODE_OPTIONS;
process.env.ADDED = 'by program';
delete process.env.NODE_OPTIONS;
console.log(process.env.ADDED, process.env.NODE_OPTIONS, Object.keys(process.env).length - environment.length);
process.env.NODE_OPTIONS = options;
console.log(process.title.length > 0, process.exitCode, process.sourceMapsEnabled, process.features.typescript, process.allowedNodeEnvironmentFlags.has('--require'));
console.log(typeof process.binding, Object.keys(process).sort().join(' '));
console.log(process.eventNames(), process.getMaxListeners(), process.listenerCount('exit'), process.listenerCount('beforeExit'), process.listenerCount('warning'));
console.log(process.cwd() === process.env.PWD || process.cwd().length > 0, process.stdin.isTTY, process.stdout.isTTY, process.stderr.isTTY, process.channel, process.connected, process.send);
console.log(process.config.variables.napi_build_version, process.release.name, process.report.excludeEnv, process.permission, process.debugPort);
console.log(process.moduleLoadList === (process as any).moduleLoadList, (process as any).mainModule, process.noDeprecation, process.throwDeprecation, process.traceDeprecation);
const { execPath } = process;
console.log(execPath.endsWith('node'), process.umask().toString(8), process.stdout.writableLength, process.stdout.fd, process.stdout.writableHighWaterMark);
