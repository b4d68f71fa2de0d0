/** The adapter on a named pipe and on a port, and a program in the client's terminal. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLI, cleanEnvironment, ROOT } from '../record/process.js';
import { Conversation } from './conversation.js';

let folder: string;
let server: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elixirscope-dap-'));
});

afterEach(() => {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the server; resolves with the line that says where it listens. */
function listening(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [CLI, 'dap', ...args], {
    env: cleanEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  server = child;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stderr.setEncoding('utf8').once('data', resolve);
  });
}

/** Sends `initialize` over a socket and gives the body of the answer. */
function capabilities(where: { path: string } | { port: number; host: string }): Promise<DebugProtocol.Capabilities> {
  const socket = createConnection(where);
  const request = JSON.stringify({
    seq: 1,
    type: 'request',
    command: 'initialize',
    arguments: { adapterID: 'elixirscope' },
  });
  socket.write(`Content-Length: ${request.length}\r\n\r\n${request}`);
  return new Promise((resolve, reject) => {
    let text = '';
    socket.once('error', reject);
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [, length, body = ''] = /^Content-Length: (\d+)\r\n\r\n(.*)$/s.exec(text) ?? [];
      if (length === undefined || Buffer.byteLength(body) < Number(length)) return;
      socket.destroy();
      resolve(
        (JSON.parse(Buffer.from(body).subarray(0, Number(length)).toString()) as DebugProtocol.InitializeResponse)
          .body ?? {},
      );
    });
  });
}

it('serves several clients on a pipe', async () => {
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\elixirscope-test-${process.pid}` : join(folder, 'dap.sock');
  expect(await listening(['--pipe', path])).toContain(path);
  expect(await capabilities({ path })).toMatchObject({ supportsStepBack: true });
  expect(await capabilities({ path })).toMatchObject({ supportsStepBack: true });
});

it('serves on a port of this machine', async () => {
  const said = await listening(['--port', '0']);
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
  expect(await capabilities({ port, host: '127.0.0.1' })).toMatchObject({ supportsConfigurationDoneRequest: true });
});

it('a program in the client terminal is recorded like any other', async () => {
  cpSync(join(ROOT, 'test/fixtures/dap'), folder, { recursive: true });
  const talk = await Conversation.on('fixtures/dap');
  let asked: DebugProtocol.RunInTerminalRequestArguments | undefined;
  talk.answerTerminal((args) => {
    asked = args;
    const [executable = '', ...rest] = args.args;
    spawn(executable, rest, {
      cwd: args.cwd,
      env: { ...cleanEnvironment(), ...(args.env as NodeJS.ProcessEnv) },
      stdio: 'ignore',
    });
  });
  try {
    await talk.launch({
      program: 'values.ts',
      breakpoints: { 'values.ts': [{ line: 41 }] },
      more: { console: 'integratedTerminal' },
    });
    await talk.evaluate('i');
    await talk.breakpoints('values.ts', []);
    await talk.move('continue');
    await talk.move('stepBack');
    talk.check('terminal');
  } finally {
    await talk.close();
  }
  expect(asked).toMatchObject({ kind: 'integrated', cwd: talk.folder });
});
