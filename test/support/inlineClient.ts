/** A DAP client in the same process: sends requests to a session, keeps everything that comes back and checks it against the protocol's schema. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { EngineSession } from '../../src/adapter/session.js';
import { violation } from '../dap/schema.js';

type Message = DebugProtocol.Event | DebugProtocol.Response | DebugProtocol.Request;

export class InlineClient {
  readonly messages: Message[] = [];
  private readonly violations: string[] = [];
  private seq = 1;
  private waiting: (() => void)[] = [];

  constructor(private readonly session: EngineSession) {
    session.onDidSendMessage((message) => {
      this.messages.push(structuredClone(message) as Message);
      const problem = violation(message);
      if (problem !== undefined) this.violations.push(problem);
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  /** Body of the response; throws its message if it failed. */
  async request(command: string, args?: object): Promise<DebugProtocol.Response['body']> {
    const response = await this.raw({ type: 'request', command, arguments: args });
    if (!response.success) throw new Error(response.message ?? 'failed');
    return response.body;
  }

  async raw(message: object): Promise<DebugProtocol.Response> {
    const seq = this.seq++;
    this.session.handleMessage({ seq, ...message } as DebugProtocol.ProtocolMessage);
    return this.until(
      (found): found is DebugProtocol.Response =>
        found.type === 'response' && (found as DebugProtocol.Response).request_seq === seq,
    );
  }

  /** The next event of a kind after `since` messages. */
  event(name: string, since = 0): Promise<DebugProtocol.Event> {
    return this.until(
      (found): found is DebugProtocol.Event => found.type === 'event' && (found as DebugProtocol.Event).event === name,
      since,
    );
  }

  /** A move: the response, then the event that says where it led. */
  async move(command: string, args: object = { threadId: 1 }, event = 'stopped'): Promise<Record<string, unknown>> {
    const since = this.messages.length;
    await this.request(command, args);
    return (await this.event(event, since)).body as Record<string, unknown>;
  }

  events(name: string): DebugProtocol.Event[] {
    return this.messages.filter(
      (message): message is DebugProtocol.Event =>
        message.type === 'event' && (message as DebugProtocol.Event).event === name,
    );
  }

  private async until<T extends Message>(is: (message: Message) => message is T, since = 0): Promise<T> {
    while (true) {
      if (this.violations.length > 0) throw new Error(this.violations.join('\n'));
      const found = this.messages.slice(since).find(is);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
}
