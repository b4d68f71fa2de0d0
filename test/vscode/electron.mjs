// `npm run test:electron`: the extension-host suite in a desktop VS Code, which @vscode/test-electron downloads. Where
// that download is impossible this says so and succeeds: the same suite runs in the browser's VS Code (test:editor).
import { join } from 'node:path';
import { repository } from './install.mjs';
import { copyOfShop } from './workspace.mjs';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';

const cachePath = join(repository, '.vscode-test');

let vscodeExecutablePath;
try {
  vscodeExecutablePath = await downloadAndUnzipVSCode({ cachePath, timeout: 15_000 });
} catch (error) {
  process.stdout.write(
    `test:electron: skipped, because a desktop VS Code cannot be downloaded here (${reason(error)}).\n`,
  );
  process.exit(0);
}
process.exitCode = await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath: repository,
  extensionTestsPath: join(repository, 'dist', 'test', 'suite', 'index.cjs'),
  launchArgs: [copyOfShop('electron'), '--disable-workspace-trust', '--disable-extensions'],
});

function reason(error) {
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}
