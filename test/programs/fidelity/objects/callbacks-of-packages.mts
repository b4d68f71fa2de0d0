// What code that is not recorded has changed is seen in the callbacks it makes meanwhile: listeners, methods of streams, revivers, other calls.
import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { mock } from 'node:test';
import walk from '../modules/node_modules/sample-package/walk.cjs';
const emitter = new EventEmitter();
const seen: unknown[] = [];
emitter.once('ping', function (this: EventEmitter, value: unknown) {
  const left = this.listenerCount('ping');
  seen.push([value, left]);
});
emitter.on('ping', () => {
  emitter.on('late', () => {});
  seen.push(emitter.eventNames().length);
});
emitter.emit('ping', { n: 1 });
class Sink extends Writable {
  written: string[] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    const length = this.writableLength;
    this.written.push(`${chunk} ${length}`);
    done();
  }
}
const sink = new Sink();
sink.write('first');
sink.write('second');
sink.end();
const revived = JSON.parse('{"a":[1,{"b":2}],"c":3}', function (this: any, key, value) {
  const isNumber = typeof value === 'number';
  return isNumber ? value * 10 : value;
});
const patched = { method: () => 'real' };
mock.method(patched, 'method', () => 'mocked');
const during = patched.method();
mock.restoreAll();
const after = patched.method();
const handlers = { visit(node: any) { const { depth } = node; seen.push(depth); return depth; } };
const node: any = { depth: 0, child: { depth: 1 } };
walk(node, handlers);
console.log(node, seen, sink.written, revived, during, after, patched.method.name);
