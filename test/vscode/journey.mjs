// Tests that go on from each other in one VS Code.
import { after, before, test } from 'node:test';
import { launchBrowser, openWorkbench } from './browser.mjs';
import { startServer } from './server.mjs';

/**
 * Returns what declares a step. `name`: of the server's folder, and of the picture of a failure; `opened` is given the workbench before the
 * first step. A step that fails leaves the session somewhere else: what follows would only repeat the failure, and is skipped.
 */
export function journeyIn(workspace, name, opened) {
  let server;
  let browser;
  let workbench;
  let broken = false;

  before(async () => {
    server = await startServer({ name });
    browser = await launchBrowser();
    workbench = await openWorkbench(browser, server, workspace);
    await opened(workbench);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  return (title, action) =>
    test(title, async (context) => {
      if (broken) return context.skip('an earlier step failed');
      try {
        await action();
      } catch (error) {
        broken = true;
        await workbench?.screenshot(`${name}-failure`);
        throw error;
      }
    });
}
