/**
 * Entry point of the suite that runs inside the extension host, in the browser's VS Code (test/vscode/suite.mjs) and on a
 * desktop (test/vscode/electron.mjs). The last line it prints is `suite: {"passed":…,"failed":…,"skipped":…}`.
 */
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, color: false, reporter: 'spec' });
  // The test files are bundled into this one; mocha's globals have to be there before they are evaluated.
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await import('./commands.test.js');
  await import('./session.test.js');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      console.log(`suite: ${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}`);
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}
