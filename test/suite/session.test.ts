/** Debug sessions through VS Code's own API: what the workbench does when a person presses the keys. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DebugSessionDriver } from './driver.js';

suite('a debug session', () => {
  let driver: DebugSessionDriver;

  setup(() => {
    driver = new DebugSessionDriver();
  });

  teardown(async () => {
    await driver.dispose();
  });

  test('stops at the first statement, steps on and back', async () => {
    const first = await driver.launch({ program: 'src/main.ts', stopOnEntry: true });
    assert.equal(first.reason, 'entry');
    const start = await driver.place();
    await driver.step('next');
    const second = await driver.place();
    assert.notDeepEqual(second, start);
    await driver.step('stepBack');
    assert.deepEqual(await driver.place(), start);
  });

  test('stops at a breakpoint and reverses out of the function', async () => {
    await driver.breakAt('src/orders.ts', 'total -= off');
    await driver.launch({ program: 'src/main.ts' });
    assert.equal((await driver.place()).function, '#price');
    await driver.request('elixirscope/stepBackOut');
    assert.equal((await driver.place()).function, 'place');
    await driver.request('elixirscope/stepBackInto');
    assert.notEqual((await driver.place()).function, '#price');
  });

  test('stays after the end, and the recording opens again without a program', async () => {
    const stopped = await driver.launch({ program: 'src/main.ts' });
    assert.ok(stopped.reason, 'stopped after the exit');
    await driver.step('stepBack');
    const place = await driver.place();
    assert.ok(place.line > 0);
    await driver.stop();
    const recordings = await vscode.workspace.findFiles('.elixirscope/**/*.escope');
    const recording = recordings.at(-1);
    assert.ok(recording, 'the recording lies in .elixirscope');
    await driver.open(recording);
    await driver.step('stepBack');
    assert.ok((await driver.place()).line > 0);
  });

  test('refuses a program that does not exist with a clear sentence', async () => {
    const started = driver.launch({ program: 'src/nothing.ts' });
    await assert.rejects(started, /nothing\.ts/);
  });
});
