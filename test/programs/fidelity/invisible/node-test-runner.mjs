// node:test inside a recorded program: same results and report (times masked).
import { describe, it, test, mock } from 'node:test';
import assert from 'node:assert/strict';
const order = [];
test('passes', (t) => {
  order.push(t.name);
  assert.deepEqual({ a: [1] }, { a: [1] });
});
describe('suite', () => {
  it('mocks', () => {
    const fn = mock.fn((n) => n * 2);
    const result = fn(2);
    order.push(`mocked ${result} ${fn.mock.callCount()}`);
    const object = { method() { return 'real'; } };
    mock.method(object, 'method', () => 'mocked');
    order.push(object.method());
    mock.restoreAll();
    order.push(object.method());
  });
  it('is asynchronous', async () => {
    await null;
    order.push('async');
  });
  it('fake timers', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let fired = 0;
    setTimeout(() => { fired++; }, 1000);
    t.mock.timers.tick(1000);
    order.push(`fired ${fired}`);
  });
});
const write = process.stdout.write.bind(process.stdout);
// Code that is not recorded: it sees times.
process.stdout.write = new Function('write', 'text', '...rest', `return write(String(text).replace(/duration_ms[: ]+[\\d.]+/g, 'duration_ms N').replace(/\\([\\d.]+ms\\)/g, '(Nms)'), ...rest);`).bind(undefined, write);
process.on('exit', (code) => console.log(order, code));
