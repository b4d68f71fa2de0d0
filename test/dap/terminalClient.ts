import { PassThrough, type Readable, type Writable } from 'node:stream';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { Frames } from './frames.js';
import { violation } from './schema.js';

/**
 * The library's client with a terminal and room for further sessions: it answers `runInTerminal` and `startDebugging`, the requests that an adapter makes. Every message in either
 * direction is checked against the protocol's schema.
 */
export class TerminalClient extends DebugClient {
  /** what was wrong with messages so far */
  readonly violations: string[] = [];
  /** the test sends what no client may send */
  areRequestsChecked = true;
  runInTerminal: (args: DebugProtocol.RunInTerminalRequestArguments) => void = () => {
    throw new Error('this client has no terminal');
  };
  startDebugging: (args: DebugProtocol.StartDebuggingRequestArguments) => void = () => {
    throw new Error('this client starts no sessions');
  };

  protected override connect(readable: Readable, writable: Writable): void {
    const requests = new PassThrough();
    const sent = new Frames();
    requests.on('data', (data: Buffer) => {
      for (const message of sent.push(data)) if (this.areRequestsChecked) this.check(message);
    });
    requests.pipe(writable);
    const received = new Frames();
    readable.on('data', (data: Buffer) => {
      for (const message of received.push(data)) {
        this.check(message);
        if ('command' in message && 'arguments' in message) this.answer(message as DebugProtocol.Request, requests);
      }
    });
    super.connect(readable, requests);
  }

  private check(message: object): void {
    const problem = violation(message);
    if (problem !== undefined) this.violations.push(problem);
  }

  private answer({ seq, command, arguments: args }: DebugProtocol.Request, requests: Writable): void {
    if (command === 'runInTerminal') this.runInTerminal(args);
    else if (command === 'startDebugging') this.startDebugging(args);
    const response = JSON.stringify({ seq: 0, type: 'response', request_seq: seq, command, success: true, body: {} });
    requests.write(`Content-Length: ${Buffer.byteLength(response)}\r\n\r\n${response}`);
  }
}
