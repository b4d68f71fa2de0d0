import { afterEach, describe, expect, it } from 'vitest';
import { Conversation } from './conversation.js';

let talk: Conversation;

afterEach(() => talk.close());

it('shows values of every kind, in pages, without running anything', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'values.ts', breakpoints: { 'values.ts': [{ line: 43 }] } });
  await talk.open('values');
  await talk.open('values.box');
  await talk.open('values.map');
  await talk.open('many', { filter: 'indexed', start: 200, count: 2 });
  await talk.open('many', { filter: 'named' });
  for (const expression of [
    'values.box.items[1] + `!${count}`',
    'values.box instanceof Base && values.error instanceof Error',
    'values.map.size + values.set.size + many.length',
    'typeof values.call + typeof values.big + typeof nope',
    'values.nothing?.x ?? values.text',
    'values.big * 2n',
    '[...values.box.items, { count }]',
    'values.computed',
    'values.box.size',
    'values.box.items.join()',
    'count = 5',
    'missing.thing',
  ]) {
    await talk.evaluate(expression);
  }
  await talk.evaluate('values.box', 'clipboard');
  await talk.evaluate('[values.box.items, new Map([[values.date, new Set([/a/g, -0])]])]', 'clipboard');
  await talk.evaluate('values.text', 'clipboard');
  await talk.ask('evaluate', { expression: '[255, -16, 1.5, 255n]', format: { hex: true } });
  await talk.ask('evaluate', { expression: 'count + 5', format: { hex: true } });
  await talk.evaluate('[...values.map][1][1]');
  talk.check('values');
});

it('conditions and hit counts mean the same live and in the past', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'values.ts', breakpoints: { 'values.ts': [{ line: 41, condition: 'i === 2' }] } });
  await talk.evaluate('[i, count]');
  await talk.breakpoints('values.ts', [{ line: 41, hitCondition: '>= 4' }]);
  await talk.move('continue');
  await talk.evaluate('[i, count]');
  await talk.move('continue');
  await talk.evaluate('[i, count]');
  await talk.move('reverseContinue');
  await talk.evaluate('[i, count]');
  await talk.move('reverseContinue');
  await talk.move('continue');
  await talk.evaluate('[i, count]');
  talk.check('conditions');
});

it('function breakpoints stop at the first statement of every function of a name, live and in the past', async () => {
  talk = await Conversation.on('programs/shop');
  await talk.launch({
    program: 'src/main.ts',
    functions: [{ name: 'rulesFor' }, { name: 'Cart.*', hitCondition: '2' }, { name: 'nobody' }],
  });
  await talk.move('continue');
  await talk.functionBreakpoints([{ name: 'Orders.*', condition: "customer.id === 'grace'" }]);
  await talk.move('continue');
  await talk.functionBreakpoints([]);
  await talk.move('continue');
  await talk.functionBreakpoints([{ name: 'rulesFor', hitCondition: '2' }, { name: 'nobody' }]);
  await talk.move('reverseContinue');
  talk.check('functions');
});

it('data breakpoints stop at writes of variables and properties, live and in the past, in both directions', async () => {
  talk = await Conversation.on('fixtures/dap');
  const stops = { 'writes.ts': [{ line: 15 }, { line: 6 }] };
  await talk.launch({ program: 'writes.ts', breakpoints: stops });
  await talk.watch([{ name: 'state' }, { name: 'nothing.at' }]);
  await talk.move('continue');
  await talk.breakpoints('writes.ts', []);
  await talk.move('continue');
  await talk.move('elixirscope/runBackTo', { path: `${talk.folder}/writes.ts`, line: 6 });
  await talk.watch([{ name: 'this.total' }, { name: 'this.steps[1]' }]);
  await talk.move('reverseContinue');
  await talk.move('continue');
  await talk.watch([{ name: 'this.total', condition: 'counter.total > 50', hitCondition: '1' }]);
  await talk.move('continue');
  await talk.watch([{ name: 'counter.total', hitCondition: '<= 3' }, { name: 'result' }]);
  for (let i = 0; i < 5; i++) await talk.move('reverseContinue');
  talk.check('data');
});

it('logpoints print what was recorded and what comes, and stop nothing', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({
    program: 'values.ts',
    breakpoints: { 'values.ts': [{ line: 41, logMessage: 'i is {i}, {`count ${count}`} \\{{nope}\\}' }, { line: 43 }] },
  });
  await talk.printed('i is 4');
  await talk.breakpoints('values.ts', []);
  await talk.move('continue');
  await talk.breakpoints('values.ts', [
    { line: 41, logMessage: '{i} of {many.length}', condition: 'i % 2 === 0' },
    { line: 43, logMessage: '{' },
    { line: 43, logMessage: 'end {values.map}' },
  ]);
  await talk.printed('end');
  talk.check('logpoints');
});

describe('exceptions', () => {
  it('caught ones stop live and in the past', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'throws.ts', filters: ['caught', 'uncaught'] });
    await talk.ask('exceptionInfo');
    await talk.move('stepBack');
    await talk.move('continue');
    await talk.move('continue');
    await talk.ask('exceptionInfo');
    await talk.move('continue');
    await talk.ask('exceptionInfo');
    await talk.move('continue');
    await talk.move('reverseContinue');
    await talk.move('reverseContinue');
    talk.check('caught');
  });

  it('what ended the program is the first one that reverse finds from its end', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'throws.ts' });
    await talk.exceptions(['uncaught'], []);
    await talk.move('reverseContinue');
    await talk.move('reverseContinue');
    await talk.move('continue');
    await talk.move('continue');
    talk.check('ended-by-exception');
  });

  it('tells what caused an exception, and its causes', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'causes.ts', filters: ['uncaught'] });
    await talk.ask('exceptionInfo');
    await talk.exceptions(['caught'], []);
    await talk.move('reverseContinue');
    await talk.ask('exceptionInfo');
    talk.check('causes');
  });

  it('values that became NaN or undefined and console output stop, live and in the past, in both directions', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'becomes.ts', filters: ['value', 'output'] });
    await talk.move('stepBack');
    talk.check('events-live');
    await talk.close();
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'causes.ts' });
    await talk.exceptions(['value', 'output'], []);
    await talk.move('elixirscope/goto', { position: 'start' });
    for (let i = 0; i < 5; i++) await talk.move('continue');
    await talk.exceptions([], [{ filterId: 'value', condition: 'value !== undefined' }]);
    await talk.move('elixirscope/goto', { position: 'end' });
    for (let i = 0; i < 3; i++) await talk.move('reverseContinue');
    talk.check('events');
    await talk.close();
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'schedules.ts' });
    await talk.exceptions(['timer'], []);
    await talk.move('elixirscope/goto', { position: `${talk.folder}/schedules.ts:48` });
    for (let i = 0; i < 5; i++) await talk.move('continue');
    for (let i = 0; i < 3; i++) await talk.move('reverseContinue');
    talk.check('events-timers');
  });

  it('timers, the network and rejections that are handled stop', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'network.ts' });
    await talk.exceptions(['network'], []);
    await talk.move('elixirscope/goto', { position: 'start' });
    for (let i = 0; i < 3; i++) await talk.move('continue');
    await talk.exceptions(['timer', 'rejection'], []);
    await talk.move('elixirscope/goto', { position: 'end' });
    for (let i = 0; i < 3; i++) await talk.move('reverseContinue');
    talk.check('events-network');
  });

  it('conditions choose among them, unhandled rejections have a filter of their own', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({
      program: 'rejects.ts',
      filterOptions: [
        { filterId: 'caught', condition: "error.key === 'x2'" },
        { filterId: 'uncaught', condition: '1 +' },
      ],
    });
    await talk.exceptions([], [{ filterId: 'rejections', condition: "error.key === 'x3'" }]);
    await talk.move('continue');
    await talk.ask('exceptionInfo');
    await talk.move('continue');
    await talk.exceptions([], [{ filterId: 'rejections', condition: 'error instanceof RangeError' }]);
    await talk.move('reverseContinue');
    await talk.exceptions([], [{ filterId: 'caught', condition: "key === 'x1'" }, { filterId: 'uncaught' }]);
    await talk.move('elixirscope/goto', { position: 'end' });
    await talk.move('reverseContinue');
    await talk.move('reverseContinue');
    await talk.move('reverseContinue');
    talk.check('exception-conditions');
  });

  it('uncaught ones stop where they were thrown', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'throws.ts', filters: ['uncaught'] });
    await talk.evaluate('value');
    await talk.ask('exceptionInfo');
    await talk.move('stepBack');
    await talk.move('continue');
    await talk.move('continue');
    await talk.move('reverseContinue');
    talk.check('uncaught');
  });
});

describe('pausing', () => {
  it('an endless loop', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'busy.ts', more: { stopOnEntry: true } });
    await talk.client.continueRequest({ threadId: 1 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = talk.client.waitForEvent('stopped', 10_000);
    await talk.client.pauseRequest({ threadId: 1 });
    expect((await stopped).body).toMatchObject({ reason: 'pause' });
    const { body } = await talk.client.evaluateRequest({
      expression: 'turns > 100',
      context: 'watch',
      frameId: await talk.topFrame(),
    });
    expect(body.result).toBe('true');
    await talk.move('stepBack');
    await talk.move('stepBack');
    await talk.move('stepBack');
  });

  it('a program that waits in its event loop', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'idle.ts', breakpoints: { 'idle.ts': [{ line: 8 }] } });
    await talk.client.continueRequest({ threadId: 1 });
    const stopped = talk.client.waitForEvent('stopped', 10_000);
    await talk.client.pauseRequest({ threadId: 1 });
    expect((await stopped).body).toMatchObject({ reason: 'pause', description: expect.stringContaining('event loop') });
    await talk.breakpoints('idle.ts', [{ line: 4 }]);
    await talk.move('stepBack');
    await talk.move('continue');
    await talk.move('next');
    await talk.move('continue');
    await talk.move('reverseContinue');
    talk.check('idle');
  });
});

describe('the session', () => {
  it('restarts with the same breakpoints and ends when told', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'busy.ts', breakpoints: { 'busy.ts': [{ line: 9 }] }, more: { args: ['2'] } });
    await talk.move('continue');
    await talk.move('stepBack');
    await talk.move('restart');
    await talk.breakpoints('busy.ts', []);
    await talk.move('continue');
    await talk.move('restart', {
      arguments: {
        type: 'elixirscope',
        request: 'launch',
        program: `${talk.folder}/busy.ts`,
        cwd: talk.folder,
        args: [],
        stopOnEntry: true,
      },
    });
    const terminated = talk.client.waitForEvent('terminated', 10_000);
    await talk.client.terminateRequest();
    await terminated;
    talk.check('restart');
  });

  it('noDebug runs to the end without stopping', async () => {
    talk = await Conversation.on('fixtures/dap');
    const terminated = talk.client.waitForEvent('terminated', 20_000);
    await talk.client.initializeRequest();
    const configuration = {
      program: `${talk.folder}/busy.ts`,
      cwd: talk.folder,
      args: ['3'],
      noDebug: true,
      recording: 'plain.escope',
    };
    await talk.client.launchRequest(configuration as object as Parameters<typeof talk.client.launchRequest>[0]);
    await talk.breakpoints('busy.ts', [{ line: 9 }]);
    await talk.client.configurationDoneRequest();
    await terminated;
    talk.check('no-debug');
  });

  it('a program with a syntax error fails as without us', async () => {
    talk = await Conversation.on('fixtures/dap');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${talk.folder}/broken.ts`, 'const = 1;\n');
    const terminated = talk.client.waitForEvent('terminated', 20_000);
    const exited = talk.client.waitForEvent('exited', 20_000);
    await talk.client.initializeRequest();
    await talk.client.launchRequest({ program: `${talk.folder}/broken.ts`, cwd: talk.folder } as object as Parameters<
      typeof talk.client.launchRequest
    >[0]);
    await talk.client.configurationDoneRequest();
    expect((await exited).body).toEqual({ exitCode: 1 });
    await terminated;
  });

  it('bad requests are answered and change nothing', async () => {
    talk = await Conversation.on('fixtures/dap');
    await talk.launch({ program: 'values.ts', breakpoints: { 'values.ts': [{ line: 41 }] } });
    talk.client.areRequestsChecked = false;
    await talk.ask('scopes', { frameId: 'one' });
    await talk.ask('variables', { variablesReference: 99999 });
    await talk.ask('elixirscope/goto', { position: 5 });
    await talk.ask('elixirscope/goto', { position: 'nowhere.ts:1' });
    await talk.ask('gotoTargets', {});
    await talk.ask('launch', { program: `${talk.folder}/values.ts` });
    await talk.ask('stackTrace', { threadId: 1, startFrame: -5 });
    await talk.ask('stackTrace', { threadId: 1, levels: 1.5 });
    await talk.ask('variables', { variablesReference: 1, filter: 'all' });
    await talk.ask('setBreakpoints', { source: { path: 'a.ts' }, breakpoints: 'all' });
    await talk.ask('setFunctionBreakpoints', { breakpoints: [{}] });
    await talk.ask('elixirscope/callTree', { limit: -1 });
    await talk.ask('elixirscope/compared', { what: 'x' });
    await talk.ask('elixirscope/nothing', {});
    await talk.exceptions(['everything'], [{ filterId: 'caught', condition: '1 +' }]);
    await talk.evaluate('i');
    talk.check('bad-requests');
  });
});

it('changes variables and runs code of the program at the live edge, and has it all in the recording', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'changes.ts', breakpoints: { 'changes.ts': [{ line: 35 }] } });
  for (const expression of [
    'left',
    'left = 5',
    'left++',
    'left',
    'due()',
    'rate = 100 as number',
    'cart.add(20)',
    'cart.code',
  ])
    await talk.evaluate(expression, 'repl');
  await talk.evaluate('cart.items[0] = 99', 'repl');
  for (const refused of ['limit = 3', 'nope()', 'left =', 'pay = 3', 'new Cart()', 'await left'])
    await talk.evaluate(refused, 'repl');
  await talk.evaluate('broken()', 'repl');
  await talk.evaluate('[left, rate, cart.total, cart.items]', 'repl');
  await talk.evaluate('left = 1');
  await talk.change(['Local: pay', 'amount'], '"much"');
  await talk.change(['Local: pay', 'left'], 'left + 1');
  await talk.change(['Local: pay', 'limit'], '1');
  await talk.change(['Module', 'cart', 'total'], '1000');
  await talk.change(['Module', 'cart', 'items', '1'], '[left]');
  await talk.change(['Module', 'cart', '[[Prototype]]'], '1');
  await talk.look(['Module', 'meter', 'value']);
  await talk.look(['Module', 'meter']);
  await talk.ask('setExpression', { expression: 'cart.items[2]', value: '7', frameId: await talk.topFrame() });
  await talk.evaluate('[$history(left), $history(cart.total)]');
  await talk.move('stepBack');
  await talk.evaluate('[left, rate, cart.total, cart.items]', 'repl');
  await talk.evaluate('left = 1', 'repl');
  await talk.change(['Local: pay', 'left'], '1');
  await talk.look(['Module', 'meter', 'value']);
  await talk.move('next');
  await talk.evaluate('[left, rate, cart.total, cart.items]', 'repl');
  await talk.whoWrote('cart.total');
  await talk.move('continue');
  await talk.move('continue');
  await talk.change(['Module', 'rate'], '1');
  talk.check('changes');
});

it('changes what a caller captured, and nothing of it that could not be recorded', async () => {
  talk = await Conversation.on('fixtures/dap');
  await talk.launch({ program: 'changes.ts', breakpoints: { 'changes.ts': [{ line: 35 }] } });
  const { stackFrames } = (await talk.client.stackTraceRequest({ threadId: 1 })).body;
  const evaluate = async (expression: string): Promise<string> => {
    const frameId = stackFrames[1]!.id;
    const { body } = await talk.client.evaluateRequest({ expression, frameId, context: 'repl' });
    return body.result;
  };
  expect(stackFrames.map(({ name }) => name)).toEqual(['pay', '(module)']);
  expect(await evaluate('new Cart().add(rate = 4)')).toBe('7');
  expect(await evaluate('[rate, cart.total]')).toBe('(2) [4, 3]');
});
