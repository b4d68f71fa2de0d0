// What the panels show while a program of two threads runs, in a real VS Code: counters, following and standing still, figures of each thread; and how long
// its calls took when it has ended.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { journeyIn } from './journey.mjs';
import { workspaceOf } from './workspace.mjs';

const WORK = `
function tally(rounds) {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += i;
  return sum;
}
`;
/** Both threads work until there is a file named \`stop\`. */
const untilStopped = (rounds) => `
import { existsSync } from 'node:fs';
const timer = setInterval(() => {
  tally(${rounds});
  if (existsSync(new URL('./stop', import.meta.url))) clearInterval(timer);
}, 50);
`;
const workspace = workspaceOf(
  'live',
  {
    'main.mjs': `import { Worker } from 'node:worker_threads';\n${WORK}${untilStopped(2000)}new Worker(new URL('./worker.mjs', import.meta.url));\n`,
    'worker.mjs': `${WORK}${untilStopped(500)}`,
  },
  { program: '${workspaceFolder}/main.mjs' },
);

let workbench;
const journey = journeyIn(workspace, 'live', (opened) => {
  workbench = opened;
});

const timeline = () => workbench.webview('elixirscope-timeline');
const dashboard = () => workbench.webview('elixirscope-dashboard');
const lastEvent = async () => Number(await timeline().locator('#chart').getAttribute('aria-valuemax'));
const counted = async () =>
  Number(
    /([\d,]+) events\s*· [\d,]+\/s · /.exec(await timeline().locator('.live').innerText())?.[1].replaceAll(',', ''),
  );

/** Waits until a number is larger than it was. */
async function grows(ask, before) {
  const now = await workbench.waitFor(ask, (n) => n > before);
  assert.ok(now > before, `${now} is more than ${before}`);
  return now;
}

journey('the Timeline counts and follows while the program runs', async () => {
  await workbench.openFile('main.mjs');
  await workbench.page.keyboard.press('F5');
  await workbench.page.locator('.debug-toolbar').waitFor();
  // VS Code opens it at a session's start, on a busy machine later than the toolbar, and it would take the Timeline's place.
  await workbench.page.locator('.repl').first().waitFor();
  await workbench.runCommand('ElixirScope: Show Timeline');
  await timeline().locator('#chart').waitFor();
  await grows(counted, await workbench.waitFor(counted, (n) => n > 0));
  await grows(lastEvent, await lastEvent());
  await workbench.inAllThemes('live-1-timeline');
});

journey('it stands still when it is asked to, and the program goes on', async () => {
  await timeline().locator('[label^="Stand Still Here"]').click();
  await timeline().locator('[label^="Follow the Running Program"]').waitFor();
  // A picture that was asked for before may still come.
  await workbench.page.waitForTimeout(1500);
  const [last, events] = [await lastEvent(), await counted()];
  await grows(counted, events);
  assert.equal(await lastEvent(), last, 'what is shown stands still');
  await timeline().locator('#chart').focus();
  await workbench.page.keyboard.press('Space');
  await timeline().locator('[label^="Stand Still Here"]').waitFor();
  await grows(lastEvent, last);
});

journey('each thread has its figures, and they grow', async () => {
  await workbench.runCommand('ElixirScope: Show Dashboard');
  await dashboard().locator('h2').nth(1).waitFor();
  assert.equal(await dashboard().getByRole('img').count(), 6, 'three charts of each thread');
  const total = async () => Number((await dashboard().locator('.total b').first().innerText()).replaceAll(',', ''));
  await grows(total, await total());
  const totals = await workbench.waitFor(
    () => dashboard().locator('.totals').innerText(),
    (text) => ['recorder', 'program'].every((of) => new RegExp(`[1-9][\\d.]* %\\s+${of}, of one core`).test(text)),
  );
  assert.match(totals, /[\d,]+\/s\s+now/);
  assert.match(totals, /[1-9][\d.]* %\s+recorder, of one core/);
  assert.match(totals, /[1-9][\d.]* %\s+program, of one core\s+[\d.]+ %\s+of that, sending events/);
  assert.match(totals, /[1-9][\d.]+ MB\s+memory of the recorder/);
  assert.match(totals, /[1-9][\d.]+ MB\s+memory of the program/);
  await workbench.inAllThemes('live-2-dashboard');
});

journey('nothing moves for those who do not want it', async () => {
  const moving = () => dashboard().evaluate((host) => host.shadowRoot.getAnimations().length);
  assert.ok((await moving()) > 0, 'the dot of a running program moves');
  await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
  assert.equal(await moving(), 0);
  await workbench.page.emulateMedia({ reducedMotion: null });
});

journey('the health view says that events come in', async () => {
  await workbench.runCommand('ElixirScope: Focus on Health View');
  const health = workbench.page.locator('.pane', { has: workbench.page.locator('.pane-header[aria-label^="Health"]') });
  await health
    .locator('.monaco-list-row', { hasText: 'Recording' })
    .getByText(/last events \d+ s ago/)
    .waitFor();
  await workbench.screenshot('live-3-health');
});

journey('when it has ended, calls say how long they took', async () => {
  writeFileSync(join(workspace, 'stop'), '');
  await workbench.waitEnded();
  await timeline().locator('.live').waitFor({ state: 'detached' });
  const lens = workbench.page.locator('.editor-instance .codelens-decoration:visible', {
    hasText: /^[\d,]+ calls · ≈ [\d.]+ (µs|ms)/,
  });
  await lens.first().waitFor();
  await workbench.inBothThemes('live-4-durations');
});
