/** What a client shows of where a thread stands, written down: its stack, and scopes, values and expressions of the innermost frame. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { TerminalClient } from './terminalClient.js';
import type { Transcript } from './transcript.js';

export class StoppedThread {
  protected thread = 1;

  constructor(
    readonly client: TerminalClient,
    protected readonly transcript: Transcript,
  ) {}

  /** What is offered where `|` stands. */
  async completions(marked: string): Promise<void> {
    const column = marked.indexOf('|') + 1;
    const text = marked.replace('|', '');
    const { body } = await this.client.completionsRequest({ text, column, frameId: await this.topFrame() });
    const labels = body.targets.map(({ label, type, start, length }) => `${label} (${type} ${start}+${length})`);
    this.say(
      `  ${marked} -> ${labels.slice(0, 12).join(', ')}${labels.length > 12 ? `, and ${labels.length - 12} more` : ''}`,
    );
  }

  protected async showStack(): Promise<void> {
    const { stackFrames } = (await this.client.stackTraceRequest({ threadId: this.thread, startFrame: 0, levels: 20 }))
      .body;
    for (const { name, source, line, column } of stackFrames)
      this.say(`  ${name} ${source?.path ?? source?.name}:${line}:${column}`);
    const [top] = stackFrames;
    if (top === undefined) return;
    const { scopes } = (await this.client.scopesRequest({ frameId: top.id })).body;
    for (const scope of scopes.filter((candidate) => !candidate.expensive && candidate.name !== 'Module')) {
      const { variables } = (await this.client.variablesRequest({ variablesReference: scope.variablesReference })).body;
      this.say(`    [${scope.name}] ${variables.map(({ name, value }) => `${name} = ${value}`).join(' | ')}`);
    }
  }

  /** Value of an expression in the innermost frame, or the message that refuses it. */
  async evaluate(expression: string, context = 'watch'): Promise<void> {
    const frameId = await this.topFrame();
    try {
      const { body } = await this.client.evaluateRequest({ expression, frameId, context });
      this.say(`  ${expression} -> ${body.result}`);
    } catch (error) {
      this.say(`  ${expression} -> refused: ${(error as Error).message}`);
    }
  }

  /** Children of an expression's value. */
  async open(
    expression: string,
    range: { filter?: 'named' | 'indexed'; start?: number; count?: number } = {},
  ): Promise<void> {
    const { body } = await this.client.evaluateRequest({
      expression,
      frameId: await this.topFrame(),
      context: 'watch',
    });
    const { variables } = (
      await this.client.variablesRequest({ variablesReference: body.variablesReference, ...range })
    ).body;
    this.say(`  ${expression}:`);
    for (const { name, value, type } of variables) this.say(`    ${name}${type ? `: ${type}` : ''} = ${value}`);
  }

  /** Changes a variable of the innermost frame, found as a person finds it: a scope's name and what is opened in it. */
  async change(path: readonly string[], value: string): Promise<void> {
    const within = await this.find(path.slice(0, -1));
    try {
      const args = { variablesReference: within, name: path.at(-1)!, value };
      const { body } = await this.client.setVariableRequest(args);
      this.say(`  ${path.join(' / ')} = ${value} -> ${body.value}`);
    } catch (error) {
      this.say(`  ${path.join(' / ')} = ${value} -> refused: ${(error as Error).message}`);
    }
  }

  /** What is in a variable that is found in the same way. */
  async look(path: readonly string[]): Promise<void> {
    const variables = await this.children(await this.find(path));
    const shown = variables.map(
      ({ name, value, presentationHint }) => `${name} = ${value}${presentationHint?.lazy ? ' (on request)' : ''}`,
    );
    this.say(`  ${path.join(' / ')}: ${shown.join(' | ')}`);
  }

  /** Places where the variables of all scopes of the innermost frame were written, as links in the Variables view. */
  async locations(...names: readonly string[]): Promise<void> {
    const { scopes } = (await this.client.scopesRequest({ frameId: await this.topFrame() })).body;
    for (const { variablesReference } of scopes) {
      const { variables } = (await this.client.variablesRequest({ variablesReference })).body;
      for (const { name, valueLocationReference } of variables.filter((shown) => names.includes(shown.name))) {
        const { body } = await this.client.send('locations', { locationReference: valueLocationReference });
        const { source, line, column } = body as DebugProtocol.LocationsResponse['body'] & object;
        this.say(`  ${name} was written at ${source.path}:${line}:${column}`);
      }
    }
  }

  /** Calls that can be stepped into from the innermost frame. */
  async stepInTargets(): Promise<readonly DebugProtocol.StepInTarget[]> {
    const { body } = await this.client.stepInTargetsRequest({ frameId: await this.topFrame() });
    this.say('step-in targets');
    for (const { label, line, column, endColumn } of body.targets)
      this.say(`  ${label} ${line}:${column}-${endColumn}`);
    return body.targets;
  }

  /** Frames that are dimmed, by name. */
  async dimmed(): Promise<void> {
    const { stackFrames } = (await this.client.stackTraceRequest({ threadId: this.thread })).body;
    const names = stackFrames.filter(
      ({ source, presentationHint }) => presentationHint === 'subtle' && source?.presentationHint === 'deemphasize',
    );
    this.say(`  dimmed: ${names.map(({ name }) => name).join(', ')}`);
  }

  /** 0 if there is nothing to open. */
  private async find([scope, ...names]: readonly string[]): Promise<number> {
    const { scopes } = (await this.client.scopesRequest({ frameId: await this.topFrame() })).body;
    let reference = scopes.find(({ name }) => name === scope)?.variablesReference ?? 0;
    for (const wanted of names)
      reference = (await this.children(reference)).find(({ name }) => name === wanted)?.variablesReference ?? 0;
    return reference;
  }

  private async children(variablesReference: number): Promise<readonly DebugProtocol.Variable[]> {
    if (variablesReference === 0) return [];
    return (await this.client.variablesRequest({ variablesReference })).body.variables;
  }

  async topFrame(): Promise<number> {
    const { stackFrames } = (await this.client.stackTraceRequest({ threadId: this.thread, startFrame: 0, levels: 1 }))
      .body;
    return stackFrames[0]!.id;
  }

  say(text: string): void {
    this.transcript.say(text);
  }
}
