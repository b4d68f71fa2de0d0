import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { currentFile } from './configurations.js';
import { namePattern, type Runner, runnerOf, testCalls } from './testCalls.js';

interface Test {
  readonly path: string;
  readonly name: string;
  readonly runner: Runner;
  /** folder of the project's package.json */
  readonly project: string;
}

interface Project {
  readonly folder: string;
  readonly packages: readonly string[];
}

/** Above each test: record it alone. */
export class TestLenses implements vscode.CodeLensProvider {
  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration('elixirscope', document).get('codeLens', true)) return [];
    const text = document.getText();
    const calls = testCalls(text);
    if (calls.length === 0) return [];
    const { folder, packages } = await projectOf(document.uri);
    const runner = runnerOf(text, packages);
    if (runner === undefined) return [];
    return calls.map(({ line, name }) => {
      const test: Test = { path: document.uri.fsPath, name, runner, project: folder };
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        title: 'Record this test',
        tooltip: 'Run this test alone, recorded, and stay in the recording',
        command: 'elixirscope.recordTest',
        arguments: [test],
      });
    });
  }
}

export async function recordTest({ path, name, runner, project }: Test): Promise<void> {
  const runs = runOf[runner](path, namePattern(name), (...parts) => join(project, 'node_modules', ...parts));
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
  await vscode.debug.startDebugging(folder, { ...currentFile, name, cwd: project, ...runs });
}

interface Run {
  readonly program: string;
  readonly args?: readonly string[];
  readonly runtimeArgs?: readonly string[];
}

type RunOf = (path: string, pattern: string, installed: (...parts: string[]) => string) => Run;

/** As long as a timer can be: a test that stands at a breakpoint has not failed. */
const PATIENT = '--testTimeout=2147483647';

const runOf: Readonly<Record<Runner, RunOf>> = {
  node: (path, pattern) => ({ program: path, runtimeArgs: [`--test-name-pattern=${pattern}`] }),
  mocha: (path, pattern, installed) => ({
    program: installed('mocha', 'bin', 'mocha.js'),
    args: [path, '--grep', pattern],
  }),
  vitest: (path, pattern, installed) => ({
    program: installed('vitest', 'vitest.mjs'),
    args: ['run', path, '--testNamePattern', pattern, PATIENT],
  }),
  jest: (path, pattern, installed) => ({
    program: installed('jest', 'bin', 'jest.js'),
    args: ['--runTestsByPath', path, '--runInBand', '--testNamePattern', pattern, PATIENT],
  }),
};

/** The nearest package.json above a file, within its workspace folder. */
async function projectOf(uri: vscode.Uri): Promise<Project> {
  const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(uri.fsPath);
  for (let folder = dirname(uri.fsPath); folder.startsWith(top); folder = dirname(folder)) {
    const packages = await packagesOf(join(folder, 'package.json'));
    if (packages !== undefined) return { folder, packages };
    if (folder === top) break;
  }
  return { folder: top, packages: [] };
}

async function packagesOf(path: string): Promise<readonly string[] | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.file(path));
    const { dependencies = {}, devDependencies = {} } = JSON.parse(new TextDecoder().decode(bytes)) as Record<
      string,
      Record<string, string> | undefined
    >;
    return [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  } catch {
    // There is none, or it cannot be read: the next one up may say more.
    return undefined;
  }
}
