import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it } from 'vitest';
import { InlineClient } from '../../test/support/inlineClient.js';
import { fakeProgram } from '../../test/support/program.js';
import { FAKE_FILE, type FakeStep } from '../../test/support/recording.js';
import { launched, LOOP, PROGRAM, services, where } from '../../test/support/session.js';
import { EngineSession } from './session.js';

describe('moving', () => {
  it('stops at a breakpoint, steps back into the past, and runs on from there to the live edge and the end', async () => {
    const { client, first } = await launched(LOOP, { breakpoints: [{ line: 11 }] });
    expect(first).toMatchObject({
      reason: 'breakpoint',
      hitBreakpointIds: [1],
      description: 'Paused on breakpoint at 3.000 ms, event 30 of 39',
    });
    expect(await where(client)).toBe('total:11 (module):2');
    expect(await client.move('stepBack')).toMatchObject({ reason: 'step' });
    expect(await where(client)).toBe('total:10 (module):2');
    await client.move('stepBack');
    expect(await where(client)).toBe('(module):2');
    expect(await client.request('elixirscope/status')).toMatchObject({ state: 'past' });
    await client.move('next');
    expect(await client.request('elixirscope/status')).toMatchObject({ state: 'live-stopped' });
    await client.move('continue');
    expect(await where(client)).toBe('total:11 (module):2');
    await client.move('continue');
    const end = await client.move('continue');
    expect(end).toMatchObject({
      reason: 'exit',
      description: expect.stringMatching(/^The program exited with code 0, at /),
    });
    expect(await where(client)).toBe('(module):3');
    expect(await client.request('elixirscope/status')).toMatchObject({ state: 'ended' });
    expect(await client.move('reverseContinue')).toMatchObject({ reason: 'breakpoint' });
    await client.move('reverseContinue');
    await client.move('reverseContinue');
    expect(await client.move('reverseContinue')).toMatchObject({
      reason: 'entry',
      description: expect.stringMatching(/^Start of the recording/),
    });
    expect(await where(client)).toBe('(module):1');
  });

  it('steps live and back out and into the past', async () => {
    const { client, program } = await launched(LOOP, { breakpoints: [{ line: 10 }] });
    await client.move('next');
    expect(await where(client)).toBe('total:11 (module):2');
    expect(program.log.at(-1)).toBe('resume over 2');
    await client.move('stepOut');
    expect(await where(client)).toBe('(module):2');
    await client.move('elixirscope/stepBackInto', {});
    expect(await where(client)).toBe('total:11 (module):2');
    expect(await client.move('elixirscope/stepBackOut', {})).toMatchObject({ reason: 'breakpoint' });
    await client.move('elixirscope/stepBackOut', {});
    expect(await where(client)).toBe('(module):2');
    await client.move('stepIn');
    expect(await where(client)).toBe('total:10 (module):2');
  });

  it('says where it is by an event after every stop', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 11 }] });
    await client.move('stepBack');
    expect(client.events('elixirscope/positionChanged').map(({ body }) => body)).toEqual([
      { thread: 1, seq: 30, endSeq: 39, timeMicros: 3000, live: true },
      { thread: 1, seq: 20, endSeq: 39, timeMicros: 2000, live: false },
    ]);
    expect(await client.move('elixirscope/goto', { position: 'start' })).toMatchObject({ reason: 'goto' });
    expect(await client.request('elixirscope/position')).toMatchObject({ seq: 0, live: false });
  });

  it('steps over stop at a breakpoint inside the call, in both directions', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 11, condition: 'x === 11' }] });
    await client.move('elixirscope/goto', { position: 'seq:40' });
    expect(await client.move('next')).toMatchObject({ reason: 'breakpoint' });
    await client.move('continue');
    await client.move('elixirscope/goto', { position: 'seq:70' });
    expect(await client.move('stepBack')).toMatchObject({ reason: 'breakpoint' });
  });
});

describe('breakpoints', () => {
  it('move to the next statement and become verified with their file', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 4 }] });
    const [changed] = client.events('breakpoint');
    expect(changed?.body).toMatchObject({ reason: 'changed', breakpoint: { id: 1, verified: true, line: 10 } });
  });

  it.each([
    ['x > 5', 'total:11 (module):2', 'seq 60'],
    ['x === 21', 'total:11 (module):2', 'seq 90'],
  ])('a condition lets the program run on until it holds: %s', async (condition, stack, position) => {
    const { client, program } = await launched(LOOP, { breakpoints: [{ line: 11, condition }] });
    expect(await where(client)).toBe(stack);
    expect(`seq ${((await client.request('elixirscope/position')) as { seq: number }).seq}`).toBe(position);
    expect(program.log.filter((line) => line.startsWith('resume')).length).toBe(position === 'seq 60' ? 1 : 2);
  });

  it.each([
    ['2', [60]],
    ['>= 2', [60, 90]],
    ['% 2', [60]],
  ])('hit count %s means the same forwards and backwards', async (hitCondition, expected) => {
    const { client, first } = await launched(LOOP, { breakpoints: [{ line: 11, hitCondition }] });
    const seen: number[] = [];
    const at = async () => ((await client.request('elixirscope/position')) as { seq: number }).seq;
    for (let stop: Record<string, unknown> = first; stop.reason === 'breakpoint'; stop = await client.move('continue'))
      seen.push(await at());
    const back: number[] = [];
    for (
      let stop = await client.move('reverseContinue');
      stop.reason === 'breakpoint';
      stop = await client.move('reverseContinue')
    )
      back.unshift(await at());
    expect({ seen, back }).toEqual({ seen: expected, back: expected });
  });

  it('a bad condition is told at once and never stops', async () => {
    const { client, first } = await launched(LOOP, { breakpoints: [{ line: 11, condition: 'x >' }] });
    expect(first).toMatchObject({ reason: 'exit' });
    const body = await client.request('setBreakpoints', {
      source: { path: FAKE_FILE },
      breakpoints: [{ line: 11, condition: 'x >' }, { line: 10, hitCondition: 'often' }, { line: 99 }],
    });
    expect(body.breakpoints).toMatchObject([
      { verified: false, message: expect.stringContaining('Unexpected') },
      { verified: false, message: expect.stringContaining('no hit count') },
      { verified: false, message: 'No recorded statement is at or after this line.' },
    ]);
  });

  it('a condition that fails is told once in the console', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 11, condition: 'nope' }] });
    const told = client.events('output').filter(({ body }) => body.output.includes('nope is not defined here'));
    expect(told.length).toBe(1);
  });

  it('restart records again with the same breakpoints', async () => {
    const { client, program } = await launched(LOOP, { breakpoints: [{ line: 11 }] });
    await client.move('continue');
    expect(await client.move('restart', {})).toMatchObject({ reason: 'breakpoint' });
    expect(program.log).toEqual(['breakpoints 11', 'go', 'resume run 2', 'close', 'breakpoints 11', 'go']);
    expect(await client.request('elixirscope/position')).toMatchObject({ seq: 30 });
  });
});

describe('exceptions', () => {
  const THROWING: readonly FakeStep[] = [
    { line: 1, depth: 1 },
    { line: 2, depth: 1, throws: 'caught' },
    { line: 3, depth: 1 },
    { line: 4, depth: 1, throws: 'uncaught' },
    { line: 5, depth: 1 },
  ];
  it.each([
    [['caught'], [2, 4]],
    [['uncaught'], [4]],
    [[], []],
  ])('filters %j', async (filters, lines) => {
    const { client, first } = await launched(THROWING, { filters });
    const seen: number[] = [];
    for (let stop: Record<string, unknown> = first; stop.reason === 'exception'; stop = await client.move('continue'))
      seen.push(Number((await where(client)).split(':')[1]));
    const back: number[] = [];
    for (
      let stop = await client.move('reverseContinue');
      stop.reason === 'exception';
      stop = await client.move('reverseContinue')
    )
      back.unshift(Number((await where(client)).split(':')[1]));
    expect({ seen, back }).toEqual({ seen: lines, back: lines });
  });
});

describe('looking', () => {
  it('pages the stack without keeping state', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 11 }] });
    const [one, two] = await Promise.all([
      client.request('stackTrace', { threadId: 1, startFrame: 0, levels: 1 }),
      client.request('stackTrace', { threadId: 1, startFrame: 1, levels: 20 }),
    ]);
    expect(one).toMatchObject({ stackFrames: [{ name: 'total' }], totalFrames: 2 });
    expect(two).toMatchObject({ stackFrames: [{ name: '(module)' }], totalFrames: 2 });
  });

  it('shows scopes and variables, evaluates, and refuses to change the past', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 2 }] });
    await client.move('stepBack');
    const { stackFrames } = await client.request('stackTrace', { threadId: 1 });
    const frameId = stackFrames[0].id as number;
    const { scopes } = await client.request('scopes', { frameId });
    expect(scopes).toMatchObject([{ name: 'Module', expensive: false }]);
    const { variables } = await client.request('variables', { variablesReference: scopes[0].variablesReference });
    expect(variables).toMatchObject([
      { name: 'cart', value: "{items: Array(3), name: 'tea'}", type: 'Object', evaluateName: 'cart' },
    ]);
    const inner = await client.request('variables', { variablesReference: variables[0].variablesReference });
    expect(
      inner.variables.map(({ name, value, evaluateName }: DebugProtocol.Variable) => [name, value, evaluateName]),
    ).toEqual([
      ['items', '(3) [1, 2, 3]', 'cart.items'],
      ['name', "'tea'", 'cart.name'],
      ['[[Prototype]]', 'Object', undefined],
    ]);
    const page = await client.request('variables', {
      variablesReference: inner.variables[0].variablesReference,
      filter: 'indexed',
      start: 1,
      count: 1,
    });
    expect(page.variables).toMatchObject([{ name: '1', value: '2', evaluateName: 'cart.items[1]' }]);
    expect(
      await client.request('evaluate', { expression: 'cart.items[2] + 1', frameId, context: 'hover' }),
    ).toMatchObject({ result: '4', type: 'number' });
    expect(await client.request('evaluate', { expression: 'cart', frameId, context: 'clipboard' })).toMatchObject({
      result: JSON.stringify({ items: [1, 2, 3], name: 'tea' }, null, 2),
    });
    await expect(client.request('evaluate', { expression: 'cart.items.push(1)', frameId })).rejects.toThrow(
      'would change a recorded array',
    );
    const change = { variablesReference: scopes[0].variablesReference, name: 'cart', value: '1' };
    await expect(client.request('setVariable', change)).rejects.toThrow(
      '`cart` cannot be changed: this is what the program recorded. Go to the live edge first',
    );
    await client.move('next');
    await expect(client.request('scopes', { frameId })).rejects.toThrow('earlier stop');
  });

  it('says so where the program does not keep a value that it is given', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 2 }] });
    const { stackFrames } = await client.request('stackTrace', { threadId: 1 });
    const { scopes } = await client.request('scopes', { frameId: stackFrames[0].id });
    const change = { variablesReference: scopes[0].variablesReference, name: 'i', value: '1' };
    await expect(client.request('setVariable', change)).rejects.toThrow('`i` keeps its value: V8 has optimised');
  });

  it('serves the recorded text of a file that is not on this disk', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 2 }] });
    const { stackFrames } = await client.request('stackTrace', { threadId: 1 });
    expect(stackFrames[0].source).toMatchObject({ path: FAKE_FILE, sourceReference: 1 });
    expect(await client.request('source', { sourceReference: 1, source: stackFrames[0].source })).toEqual({
      content: 'recorded text\n',
    });
    expect(await client.request('loadedSources')).toMatchObject({ sources: [{ path: FAKE_FILE }] });
    expect(
      await client.request('breakpointLocations', { source: { path: FAKE_FILE }, line: 1, endLine: 2 }),
    ).toMatchObject({ breakpoints: [{ line: 1 }, { line: 2 }] });
  });

  it('answers the panels', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 3 }] });
    expect(await client.request('elixirscope/history', { expression: 'x', limit: 2 })).toMatchObject({
      entries: [
        { seq: 20, value: '0' },
        { seq: 30, value: '1' },
      ],
      more: true,
    });
    await expect(client.request('elixirscope/history', { expression: 5 })).rejects.toThrow('expression');
  });

  it('counts lines as the client does, in requests of our own, too', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 3 }] });
    await client.request('initialize', { adapterID: 'elixirscope', linesStartAt1: false });
    const each = { path: FAKE_FILE, line: 9 };
    expect(await client.request('elixirscope/history', { expression: 'x', each })).toMatchObject({
      entries: [0, 10, 20].map((x) => ({ value: String(x), place: { line: 9 } })),
      next: null,
    });
  });
});

describe('pausing', () => {
  it('an idle program counts as stopped at its last statement, and runs on', async () => {
    const { client, program } = await launched(LOOP, { breakpoints: [{ line: 1 }], program: { idleAfter: 3 } });
    await client.request('setBreakpoints', { source: { path: FAKE_FILE }, breakpoints: [] });
    await client.request('continue', { threadId: 1 });
    await expect(client.request('stackTrace', { threadId: 1 })).rejects.toThrow('running');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await client.move('pause')).toMatchObject({
      reason: 'pause',
      description: expect.stringMatching(/^Waiting in the event loop/),
    });
    expect(await where(client)).toBe('total:11 (module):2');
    await client.move('stepBack');
    expect(await where(client)).toBe('total:10 (module):2');
    expect(program.log.at(-1)).toBe('pause');
  });

  it('stopOnEntry stops at the first statement', async () => {
    const { client, first } = await launched(LOOP, { launch: { stopOnEntry: true } });
    expect(first).toMatchObject({ reason: 'entry' });
    expect(await where(client)).toBe('(module):1');
  });
});

describe('ending', () => {
  it('noDebug records without stopping and ends with the program', async () => {
    const { client, program } = await launched(LOOP, { breakpoints: [{ line: 2 }], launch: { noDebug: true } });
    expect(client.events('stopped')).toEqual([]);
    expect(program.log).toEqual(['breakpoints ', 'go']);
  });

  it('stopOnExit false ends the session', async () => {
    const { client } = await launched(LOOP, { breakpoints: [{ line: 1 }], launch: { stopOnExit: false } });
    await client.move('continue', { threadId: 1 }, 'terminated');
    expect(client.events('exited')[0]?.body).toEqual({ exitCode: 0 });
  });

  it('terminate ends the program, then the session', async () => {
    const { client, program } = await launched(LOOP, { breakpoints: [{ line: 2 }] });
    await client.move('terminate', {}, 'terminated');
    expect(program.log).toContain('terminate');
    await client.request('disconnect', {});
  });

  it('disconnect with terminateDebuggee false lets the program run on', async () => {
    const { client, program } = await launched(LOOP, { breakpoints: [{ line: 2 }] });
    await client.request('disconnect', { terminateDebuggee: false });
    expect(program.log.slice(-2)).toEqual(['breakpoints ', 'resume run 1']);
  });
});

describe('bad input', () => {
  it.each<[string, object, string]>([
    ['unknown request', { type: 'request', command: 'fly' }, 'does not know the request "fly"'],
    ['no command', { type: 'request' }, 'has no command'],
    ['no type', {}, 'has the type undefined'],
    [
      'arguments of the wrong type',
      { type: 'request', command: 'stackTrace', arguments: { threadId: 'one' } },
      'threadId',
    ],
    ['no arguments', { type: 'request', command: 'scopes' }, 'frameId'],
    [
      'arguments that are no object',
      { type: 'request', command: 'next', arguments: 5 },
      'it must be an object, and is 5',
    ],
    ['before anything is launched', { type: 'request', command: 'next', arguments: { threadId: 1 } }, ''],
    [
      'a frame of nowhere',
      { type: 'request', command: 'scopes', arguments: { frameId: 77 } },
      'Nothing is recorded yet',
    ],
    [
      'no program',
      { type: 'request', command: 'launch', arguments: { program: '/nowhere/x.ts' } },
      'The program /nowhere/x.ts does not exist',
    ],
    [
      'wrong mode',
      { type: 'request', command: 'launch', arguments: { program: PROGRAM, mode: 'fast' } },
      '"mode" must be',
    ],
    [
      'no recording',
      { type: 'request', command: 'attach', arguments: { recording: '/nowhere/x.escope' } },
      'does not exist',
    ],
    [
      'setBreakpoints without source',
      { type: 'request', command: 'setBreakpoints', arguments: { breakpoints: [] } },
      'source',
    ],
  ])('%s gets an error response', async (_, message, expected) => {
    const program = fakeProgram(LOOP);
    const client = new InlineClient(new EngineSession(services(program)));
    const response = await client.raw(message);
    if (expected === '') return;
    expect(response).toMatchObject({ success: false, message: expect.stringContaining(expected) });
    expect(await client.request('threads')).toEqual({ threads: [{ id: 1, name: 'main' }] });
  });
});
