// diagnostics channels, trace events of the module loader, process.report: no messages of ours.
import { channel, subscribe, tracingChannel } from 'node:diagnostics_channel';
const seen: unknown[] = [];
for (const name of ['module.require.start', 'module.import.start', 'worker_threads', 'child_process', 'net.client.socket', 'module.require.end']) {
  subscribe(name, (message: any) => {
    const id = message.id ?? message.url ?? '';
    seen.push([name, String(id).replace(/.*\//, '')]);
  });
}
const own = channel('own');
own.subscribe((message, name) => seen.push([name, message]));
own.publish({ n: 1 });
const tracing = tracingChannel('traced');
tracing.subscribe({ start: (m: any) => { m.started = true; }, end: (m: any) => seen.push(['end', m.result, m.started]), asyncStart() {}, asyncEnd() {}, error() {} });
const traced = tracing.traceSync((a: number, b: number) => { const sum = a + b; return sum; }, {}, null, 1, 2);
const { createRequire } = await import('node:module');
const require = createRequire(import.meta.url);
require('./lib/hooked.cjs');
await import('./lib/rewritten.cjs');
console.log(traced, own.hasSubscribers, seen);
