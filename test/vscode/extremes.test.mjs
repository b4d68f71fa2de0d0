// Programs of unusual size, in a real VS Code: 10,000 calls on the stack, a line that ran a million times, strings and arrays of any length, thousands of
// functions on one line. Everything that is asked for comes, and nothing else is waited for.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { journeyIn } from './journey.mjs';
import { lineOf, workspaceOf } from './workspace.mjs';

const FUNCTIONS = 3000;
const DEPTH = 10_000;

const minified = [
  '"use strict";var m=[];',
  ...Array.from(
    { length: FUNCTIONS },
    (_, i) => `function f${i}(a){var b=a+${i};return b%7?m.length:b};m.push(f${i});`,
  ),
  'exports.run=function run(k){for(var t=0,i=0;i<k;i++)t+=m[i](i);return t};',
].join('');
const main = `const bundle = require('./bundle.min.cjs');

const text = 'long '.repeat(600_000);
const list = Array.from({ length: 100_000 }, (_, i) => ({ i }));

function bottom(label, items) {
  return label.length + items.length;
}

function deep(n) {
  if (n === 0) return bottom(text, list);
  return deep(n - 1) + 1;
}

function hot(rounds) {
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    sum += i;
  }
  return sum;
}

console.log(deep(${DEPTH}), hot(1_000_000), bundle.run(50));
`;
// Node's own stack is too small for so many calls.
const workspace = workspaceOf(
  'extremes',
  { 'main.cjs': main, 'bundle.min.cjs': minified },
  { program: '${workspaceFolder}/main.cjs', runtimeArgs: ['--stack-size=7000'] },
);
const bottomLine = lineOf(workspace, 'main.cjs', 'return label.length');
const hotLine = lineOf(workspace, 'main.cjs', 'sum += i');

let workbench;
const journey = journeyIn(workspace, 'extremes', (opened) => {
  workbench = opened;
});

const timeline = () => workbench.webview('elixirscope-timeline');

const lens = (text) =>
  workbench.page.locator('.editor-instance .codelens-decoration:visible').filter({ hasText: text });

journey('10,000 calls on the stack, a string of three million characters', async () => {
  await workbench.openFile('main.cjs');
  await workbench.toggleBreakpoint(bottomLine);
  await workbench.page.keyboard.press('F5');
  await workbench.waitStoppedAt('main.cjs', bottomLine);
  await workbench.page.locator('.debug-call-stack .monaco-list-row', { hasText: 'bottom' }).first().waitFor();
  assert.deepEqual(await workbench.page.locator('.notification-toast:visible').allInnerTexts(), []);
  // Long before it is known how long the calls took.
  await lens(`${(DEPTH + 1).toLocaleString('en-US')} calls`).waitFor();
  await lens(/^1 call\b/).waitFor();
  const { label, items } = await workbench.waitFor(
    () => workbench.variables(),
    ({ items: seen }) => seen !== undefined,
  );
  assert.match(label, /^'long long /);
  assert.match(items, /^\(100000\) \[/);
  await workbench.runCommand('ElixirScope: Show Timeline');
  await timeline().locator('#chart').waitFor();
  await workbench.inBothThemes('extremes-1-deep');
});

journey('a step back, and the state as text, with 10,000 frames', async () => {
  await workbench.page.keyboard.press('Control+F10');
  await workbench.waitStoppedAt('main.cjs', lineOf(workspace, 'main.cjs', 'n === 0'));
  await workbench.runCommand('ElixirScope: What Changed Since the Last Stop?');
  const diff = workbench.webview('elixirscope-state-diff');
  await diff.locator('.row.frame', { hasText: 'bottom' }).first().waitFor();
  await diff.locator('.note', { hasText: '200 frames' }).waitFor();
  await workbench.screenshot('extremes-2-diff');
  await workbench.runCommand('View: Close All Editors in Group');
});

journey('a line that ran a million times: any of its executions is one of a list', async () => {
  await workbench.runToEnd('499999500000');
  await workbench.openFile('main.cjs');
  await workbench.goToLine(hotLine);
  await workbench.page.keyboard.press('Home');
  const began = Date.now();
  await workbench.pick('F1', 'Debug: Jump to Cursor', '>');
  const row = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: '/1,000,000' }).first();
  await row.waitFor();
  assert.ok(Date.now() - began < 60_000, 'the list comes in time');
  await workbench.screenshotAsIs('extremes-3-hits');
  await row.click();
  await workbench.waitStoppedAt('main.cjs', hotLine);
  await workbench.waitVariable('i', '999999');
});

journey('thousands of functions on one line have one lens, and the line its count', async () => {
  await workbench.openFile('bundle.min.cjs');
  await lens(`${(FUNCTIONS + 1).toLocaleString('en-US')} functions on this line · 51 called`).waitFor();
  assert.equal(await lens('').count(), 1);
  await workbench.runCommand('ElixirScope: Toggle Which Lines Ran');
  await workbench.page.waitForTimeout(1000);
  await workbench.inBothThemes('extremes-4-minified');
});
