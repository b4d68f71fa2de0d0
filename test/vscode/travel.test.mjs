// The main job in a real VS Code: record the shop, step back, reverse, go on to the end, open the recording again.
//
// The tests are one journey and run in order. The values are those of the shop's README: Ada's order has 34.30 EUR of
// goods, ten percent off (343) and then her voucher (1500); Grace's price is taken below zero by two vouchers.
import assert from 'node:assert/strict';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf, recordingsOf } from './workspace.mjs';

const workspace = copyOfShop('travel');
const priceLine = lineOf(workspace, 'src/orders.ts', 'total -= off');
const ruleLine = lineOf(workspace, 'src/discounts.ts', 'rules.push');

let workbench;
const journey = journeyIn(workspace, 'travel', (opened) => {
  workbench = opened;
});

journey('F5 runs the shop and stops at the breakpoints', async () => {
  await workbench.openFile('discounts.ts');
  await workbench.toggleBreakpoint(ruleLine);
  await workbench.openFile('orders.ts');
  await workbench.toggleBreakpoint(priceLine);
  await workbench.openFile('main.ts');
  await workbench.page.keyboard.press('F5');
  await workbench.waitStoppedAt('discounts.ts', ruleLine);
  await workbench.closePanes('Watch', 'Call Stack');
  await workbench.continueTo('orders.ts', priceLine);
  await workbench.waitVariable('total', '3430');
  await workbench.continueTo('orders.ts', priceLine);
  await workbench.waitVariable('total', '3087');
  await workbench.waitVariable('off', '1500');
  await workbench.inBothThemes('travel-1-breakpoint');
});

journey('Step Back three times shows the variables as they were', async () => {
  await workbench.page.keyboard.press('Control+F10');
  await workbench.waitStoppedAt('orders.ts', priceLine - 1);
  await workbench.toolbarButton('Step Back').click();
  await workbench.waitStoppedAt('orders.ts', priceLine - 2);
  await workbench.page.keyboard.press('Control+F10');
  await workbench.waitStoppedAt('orders.ts', priceLine - 3);
  await workbench.waitVariable('total', '3087');
  const variables = await workbench.waitFor(
    () => workbench.variables(),
    ({ off }) => off !== '1500',
  );
  assert.notEqual(variables.off, '1500', 'off has no value yet');
  const status = await workbench.statusBar();
  assert.ok(
    status.some((text) => /[\d,]+ \/ [\d,]+ · /.test(text)),
    `the status bar shows the playhead: ${status}`,
  );
  await workbench.inBothThemes('travel-2-stepped-back');
});

journey('Reverse stops at the breakpoint before, with the values it had', async () => {
  await workbench.page.keyboard.press('Control+F5');
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await workbench.waitVariable('total', '3430');
  await workbench.waitVariable('off', '343');
  await workbench.toolbarButton('Reverse').click();
  await workbench.waitStoppedAt('discounts.ts', ruleLine);
  await workbench.waitVariable('code', `'WELCOME'`);
  await workbench.inBothThemes('travel-3-reversed');
});

journey('Step Back Out goes to the caller, Step Back Into into the call before', async () => {
  await workbench.runCommand('ElixirScope: Step Back Out');
  await workbench.waitStoppedAt('orders.ts', lineOf(workspace, 'src/orders.ts', 'rulesFor(customer)'));
  await workbench.toolbarButton('Step Back Into').waitFor();
  await workbench.page.keyboard.press('F5');
  await workbench.waitStoppedAt('discounts.ts', ruleLine);
});

journey('Continue goes through the recorded past and runs the program to its end', async () => {
  await workbench.runToEnd('to pay -13.00 EUR');
  await workbench.inBothThemes('travel-4-ended');
});

journey('Step Back from the end', async () => {
  // The session stands at the end of the program's module; the statement before it is the loop's question for one more order.
  const printed = lineOf(workspace, 'src/main.ts', 'to pay');
  await workbench.waitStoppedAt('main.ts', printed + 12);
  await workbench.runCommand('ElixirScope: Step Back Into');
  await workbench.waitStoppedAt('main.ts', printed + 3);
  await workbench.runBackTo('orders.ts', priceLine);
  await workbench.waitVariable('total', '-300');
  await workbench.waitVariable('off', '1000');
  await workbench.inBothThemes('travel-5-back-from-the-end');
});

journey('the recording opens again without running anything', async () => {
  await workbench.stopSession();
  const recordings = recordingsOf(workspace);
  assert.equal(recordings.length, 1, `one recording was made: ${recordings}`);
  await workbench.runCommandAndChoose('ElixirScope: Open Recording', '.escope');
  await workbench.page.locator('.debug-toolbar').waitFor();
  await workbench.toolbarButton('Reverse').click();
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await workbench.waitVariable('total', '-300');
  assert.deepEqual(recordingsOf(workspace), recordings, 'nothing was recorded');
  await workbench.inBothThemes('travel-6-recording-opened');
});
