// Runs the extension-host suite (test/suite) in the browser's VS Code: the page loads the extension in development mode,
// the server runs dist/test/suite/index.cjs inside its extension host, and the page reports the end.
import { format } from 'node:util';
import { repository } from './install.mjs';
import { launchBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { copyOfShop } from './workspace.mjs';

/** Prints what the suite prints and returns its counts. */
export async function runSuiteInBrowser() {
  const server = await startServer({ name: 'suite', withExtension: false, smokeTestDriver: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const lines = [];
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = format(...args);
      lines.push(text);
      // The whole console of the extension host arrives here; before the suite starts it is VS Code's own.
      if (isOfSuite(text)) process.stdout.write(`${text}\n`);
    });
    const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
    await page.goto(`${server.address}/?folder=${encodeURI(copyOfShop('suite'))}&payload=${payload(server.authority)}`);
    const code = await within(400_000, ended);
    return countsOf(lines) ?? { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function payload(authority) {
  const remote = (path) => `vscode-remote://${authority}${path}`;
  const entries = [
    ['extensionDevelopmentPath', remote(repository)],
    ['extensionTestsPath', remote(`${repository}/dist/test/suite/index.cjs`)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  return encodeURIComponent(JSON.stringify(entries));
}

/** Mocha indents what it prints and our last line has a name; VS Code's own messages do neither. */
const isOfSuite = (text) => /^(\s|suite: )/.test(text) || text === '';

/** The suite's last line carries its counts as JSON. */
export function countsOf(lines) {
  const line = lines.findLast((text) => /(^|\s)suite: \{/.test(text));
  return line === undefined ? undefined : JSON.parse(line.slice(line.indexOf('{')));
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the suite did not end within ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
