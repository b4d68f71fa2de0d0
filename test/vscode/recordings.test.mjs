// Recordings that are not what they should be, opened in a real VS Code: cut off, of a file that has changed since, no recording at all.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.mjs';
import { journeyIn } from './journey.mjs';
import { workspaceOf } from './workspace.mjs';

const adding = `function add(a, b) {
  const sum = a + b;
  return sum;
}
let total = 0;
for (let i = 0; i < 2000; i++) total = add(total, i % 7);
console.log(total);
`;
const files = { 'adding.cjs': adding, 'changed.cjs': adding.replaceAll('total', 'sum') };
const workspace = workspaceOf('recordings', files, { program: '${workspaceFolder}/adding.cjs' });
const cli = join(repository, 'dist', 'cli', 'main.js');

function record(program) {
  const out = join(workspace, program.replace('.cjs', '.escope'));
  const { status, stderr } = spawnSync(process.execPath, [cli, 'record', '--out', out, program], {
    cwd: workspace,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return out;
}

const whole = readFileSync(record('adding.cjs'));
writeFileSync(join(workspace, 'cut.escope'), whole.subarray(0, whole.length / 2));
writeFileSync(join(workspace, 'text.escope'), 'no recording\n');
record('changed.cjs');
writeFileSync(join(workspace, 'changed.cjs'), `// One line more.\n${files['changed.cjs']}`);

let workbench;
let lens;
const journey = journeyIn(workspace, 'recordings', (opened) => {
  workbench = opened;
  lens = workbench.page.locator('.codelens-decoration a', { hasText: 'the file has changed since. Compare' });
});

/** The list may still be moving when its rows are there: the name is typed. */
async function open(name) {
  await workbench.pick('F1', 'ElixirScope: Open Recording', '>');
  const widget = workbench.page.locator('.quick-input-widget', { hasText: 'Browse…' });
  await widget.waitFor();
  await widget.locator('input').first().fill(name);
  await widget.locator('.monaco-list-row.focused', { hasText: name }).waitFor();
  await workbench.acceptBox();
}

const health = (text) =>
  workbench.page
    .locator('.pane', { has: workbench.page.locator('.pane-header[aria-label^="Health"]') })
    .getByText(text);

journey('a recording that was cut off is opened, and called damaged', async () => {
  await workbench.openFile('adding.cjs');
  // Until the extension is there its commands are not.
  await workbench.commands('ElixirScope: Open Recording');
  await open('cut.escope');
  await workbench.page.locator('.notification-toast', { hasText: 'The recording is damaged: ' }).waitFor();
  await workbench.runCommand('ElixirScope: Focus on Health View');
  await health('Damaged').waitFor();
  for (const untrue of ['Complete', 'Nothing lost', 'check elixirscope.include']) {
    assert.equal(await health(untrue).count(), 0, untrue);
  }
  await workbench.inBothThemes('recordings-1-damaged');
  await workbench.stopSession();
});

journey('a file that has changed since is shown as it was recorded, and says so', async () => {
  await open('changed.escope');
  await workbench.waitStoppedAt('changed.cjs', 8);
  await lens.waitFor();
  const count = workbench.page.locator('.codelens-decoration:visible', { hasText: '2,000 calls' });
  await count.waitFor();
  await workbench.inBothThemes('recordings-2-changed');
  await lens.click();
  await workbench.page.locator('.tab.active', { hasText: 'changed.cjs (as recorded ↔ now)' }).waitFor();
  const now = workbench.page.locator('.monaco-diff-editor .editor.modified');
  await now.locator('.view-line', { hasText: 'One line more' }).waitFor();
  const original = workbench.page.locator('.monaco-diff-editor .editor.original');
  const framed = '.view-overlays [class*="ced-"][style*="border"], .view-overlays .cdr[class*="ced-"]';
  await original.locator(framed).first().waitFor();
  await workbench.screenshot('recordings-3-compared');
  assert.equal(await count.count(), 0, 'lines of the file are others');
});

journey('a breakpoint in such a file stops at the line that ran, or says why it does not', async () => {
  const now = workbench.page.locator('.monaco-diff-editor .editor.modified');
  await now.locator('.view-line', { hasText: 'One line more' }).click();
  await workbench.page.keyboard.press('F9');
  await now.locator('.cgmr[class*="unverified"]').first().hover();
  await workbench.page.locator('.monaco-hover', { hasText: 'has changed since it was recorded' }).first().waitFor();
  await workbench.screenshotAsIs('recordings-4-breakpoint');
  await now.locator('.view-line', { hasText: 'console.log' }).click();
  await workbench.page.keyboard.press('F9');
  await workbench.page.keyboard.press('Control+F5');
  await workbench.waitStoppedAt('changed.cjs', 7);
  await lens.waitFor();
  await workbench.runCommand('Remove All Breakpoints');
  await workbench.stopSession();
});

journey('a command at the cursor in such a file means the line that ran, too', async () => {
  await open('changed.escope');
  await workbench.waitStoppedAt('changed.cjs', 8);
  await lens.click();
  const now = workbench.page.locator('.monaco-diff-editor .editor.modified');
  await now.locator('.view-line', { hasText: 'let sum' }).click();
  await workbench.runCommand('ElixirScope: Run Back to Cursor');
  await workbench.waitStoppedAt('changed.cjs', 5);
  await workbench.stopSession();
});

journey('a file that is no recording: what it is, and nothing is left open', async () => {
  await open('text.escope');
  const dialog = workbench.page.locator('.monaco-dialog-box', {
    hasText: 'text.escope is not an ElixirScope recording',
  });
  await dialog.waitFor();
  await dialog.locator('.monaco-button', { hasText: 'Cancel' }).click();
  await workbench.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
});
