import type { Readable, Writable } from 'node:stream';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';

/** The library's client with a terminal: it answers `runInTerminal`, the one request that an adapter makes. */
export class TerminalClient extends DebugClient {
  runInTerminal: (args: DebugProtocol.RunInTerminalRequestArguments) => void = () => {
    throw new Error('this client has no terminal');
  };
  private text = '';

  protected override connect(readable: Readable, writable: Writable): void {
    super.connect(readable, writable);
    readable.on('data', (data: Buffer) => {
      this.text += data.toString();
      const [whole, body] = /\r\n\r\n(\{"command":"runInTerminal".*?"seq":\d+\})/.exec(this.text) ?? [];
      if (whole === undefined || body === undefined) return;
      this.text = '';
      const request = JSON.parse(body) as DebugProtocol.RunInTerminalRequest;
      this.runInTerminal(request.arguments);
      const response = JSON.stringify({
        seq: 0,
        type: 'response',
        request_seq: request.seq,
        command: request.command,
        success: true,
        body: {},
      });
      writable.write(`Content-Length: ${Buffer.byteLength(response)}\r\n\r\n${response}`);
    });
  }
}
