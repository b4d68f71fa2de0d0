// `npm run demo`: the README's tour in a terminal, without an editor. Records the shop, then drives the real debug adapter over stdio
// (the same process that VS Code talks to) backwards to the mistake. Nothing here is scripted output: every line comes from the recording.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DebugClient } from '@vscode/debugadapter-testsupport';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const shop = join(repository, 'test/programs/shop');
const cli = join(repository, 'dist/cli/main.js');
const scratch = mkdtempSync(join(tmpdir(), 'elixirscope-demo-'));
const recording = join(scratch, 'shop.escope');

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
const [bold, dim, cyan, yellow] = [paint(1), paint(2), paint(36), paint(33)];
const say = (text) => process.stdout.write(`${text}\n`);
const chapter = (text) => say(`\n${bold(text)}`);

try {
  recordShop();
  await travel();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function recordShop() {
  chapter('1. Record the shop');
  say(dim('$ elixirscope record src/main.ts'));
  const { status } = spawnSync('node', [cli, 'record', '--out', recording, '--', 'src/main.ts'], {
    cwd: shop,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`the shop ended with exit code ${status}`);
  say(
    `\nThe last line is wrong: nobody has to pay ${yellow('-13.00 EUR')}. The program is gone; the recording has everything it did.`,
  );
}

async function travel() {
  const client = new DebugClient('node', join(repository, 'test/dap/stdio.mjs'), 'elixirscope', { cwd: repository });
  await client.start();
  try {
    await tour(client);
  } finally {
    await client.stop();
  }
}

async function tour(client) {
  chapter('2. Open the recording: it stands at the last statement that ran');
  const stop = client.waitForEvent('stopped');
  await Promise.all([
    client.waitForEvent('initialized').then(() => client.configurationDoneRequest()),
    client.initializeRequest().then(() => client.attachRequest({ recording })),
  ]);
  await show(client, (await stop).body);

  chapter('3. Step back three times');
  for (let i = 0; i < 3; i++) await show(client, await move(client, 'stepBackRequest'));

  chapter('4. Reverse to the statement that takes a discount off the price: the last two times it ran');
  await breakAt(client, 'src/orders.ts', 'total -= off;');
  await show(client, await move(client, 'reverseContinueRequest'), ['rule', 'off', 'total']);
  await show(client, await move(client, 'reverseContinueRequest'), ['rule', 'off', 'total']);
  say(`${yellow('Grace has no vouchers.')} The sums are right; the list of rules is not hers.`);

  chapter('5. Reverse to the statement that adds a voucher to a list of rules');
  await breakAt(client, 'src/orders.ts');
  await breakAt(client, 'src/discounts.ts', 'rules.push(');
  await show(client, await move(client, 'reverseContinueRequest'), ['customer', 'rules']);
  say(`It is ${yellow('another customer')} who is served here, two orders earlier, and the list is full already.`);

  chapter('6. Step back to where the list came from');
  await show(client, await move(client, 'stepBackRequest'), ['rules']);
  await show(client, await move(client, 'stepBackRequest'), ['rules']);
  say(
    `There it is: ${yellow("rules is not a list for this customer, it is the house's own")}. Every voucher that was ever used stays in it.`,
  );
  say(`\nThe same journey in VS Code: ${bold('npm start')}, then F5.`);
}

/** A request that moves the playhead, and the stop it leads to. */
async function move(client, request) {
  const stop = client.waitForEvent('stopped');
  await client[request]({ threadId: 1 });
  return (await stop).body;
}

/** One breakpoint in the file, on the line that contains a text; none without a text. */
async function breakAt(client, file, text) {
  const path = join(shop, file);
  const line =
    text === undefined
      ? 0
      : readFileSync(path, 'utf8')
          .split('\n')
          .findIndex((l) => l.includes(text)) + 1;
  await client.setBreakpointsRequest({ source: { path }, breakpoints: line === 0 ? [] : [{ line }] });
}

/** Prints where the playhead is: time, call stack, the line, and variables of the innermost frame. */
async function show(client, stopped, names) {
  const { stackFrames } = (await client.stackTraceRequest({ threadId: stopped.threadId })).body;
  const [frame] = stackFrames;
  const text = readFileSync(frame.source.path, 'utf8').split('\n')[frame.line - 1].trim();
  say(`\n${dim(stopped.description)}  ${stackFrames.map((f) => f.name).join(' < ')}`);
  say(`  ${cyan(`${relative(shop, frame.source.path)}:${frame.line}`)}  ${text}`);
  for (const { name, value } of await visibleVariables(client, frame.id)) {
    if (names === undefined ? name !== 'this' : names.includes(name)) say(`    ${name} = ${value}`);
  }
}

/** Variables of the scopes of the activation itself, innermost first. */
async function visibleVariables(client, frameId) {
  const { scopes } = (await client.scopesRequest({ frameId })).body;
  const own = scopes.filter(({ name }) => !/^(Closure|Module|Global)/.test(name));
  const lists = await Promise.all(own.map(({ variablesReference }) => client.variablesRequest({ variablesReference })));
  return lists.flatMap(({ body }) => body.variables);
}
