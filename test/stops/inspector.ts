/** The same breakpoints in V8's own debugger, over `node --inspect-brk`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

export interface Place {
  /** 1-based */
  readonly line: number;
  readonly condition: string;
}

/** What the program prints. */
export async function underInspector(program: string, { line, condition }: Place): Promise<string> {
  const child = spawn(process.execPath, ['--inspect-brk=127.0.0.1:0', program]);
  const ended = once(child, 'close');
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const socket = new WebSocket(await addressIn(child.stderr));
  await new Promise((opened) => socket.addEventListener('open', opened, { once: true }));
  let id = 0;
  const send = (method: string, params: object = {}): void => socket.send(JSON.stringify({ id: ++id, method, params }));
  socket.addEventListener('message', ({ data }) => {
    // It waits for whoever looks on to go.
    if (String(data).includes('Runtime.executionContextDestroyed')) socket.close();
  });
  send('Runtime.enable');
  send('Debugger.enable');
  send('Debugger.setBreakpointByUrl', { lineNumber: line - 1, url: pathToFileURL(program).href, condition });
  send('Runtime.runIfWaitingForDebugger');
  // `--inspect-brk` stands at the first statement.
  socket.addEventListener('message', ({ data }) => {
    if (String(data).includes('"Debugger.paused"')) send('Debugger.resume');
  });
  await ended;
  return printed;
}

function addressIn(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((found) => {
    let text = '';
    stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /ws:\/\/\S+/.exec(text)?.[0];
      if (address !== undefined) found(address);
    });
  });
}
