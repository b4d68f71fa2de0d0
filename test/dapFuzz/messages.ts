/**
 * Random conversations of a client that is careless, confused or hostile: known requests with fields that fit, that do not, and that are
 * missing, in any order; requests that nobody knows; messages that are none.
 */
import fc from 'fast-check';

export type Sent =
  /** a request that must be answered */
  | { readonly kind: 'request'; readonly command: string; readonly args: unknown }
  /** a body with a right head, which may be no JSON or no request */
  | { readonly kind: 'body'; readonly text: string };

export interface Conversation {
  readonly sent: readonly Sent[];
  /** what comes last and may break the connection */
  readonly garbage: string | undefined;
}

export interface Known {
  readonly recording: string;
  readonly file: string;
  readonly program: string;
}

const COMMANDS = [
  'initialize',
  'launch',
  'attach',
  'configurationDone',
  'restart',
  'terminate',
  'disconnect',
  'threads',
  'continue',
  'next',
  'stepIn',
  'stepOut',
  'stepBack',
  'reverseContinue',
  'restartFrame',
  'gotoTargets',
  'goto',
  'pause',
  'stackTrace',
  'locations',
  'scopes',
  'variables',
  'setVariable',
  'setExpression',
  'evaluate',
  'completions',
  'exceptionInfo',
  'source',
  'loadedSources',
  'cancel',
  'stepInTargets',
  'setBreakpoints',
  'setFunctionBreakpoints',
  'dataBreakpointInfo',
  'setDataBreakpoints',
  'setExceptionBreakpoints',
  'breakpointLocations',
  'cancel',
  'elixirscope/stepBackInto',
  'elixirscope/stepBackOut',
  'elixirscope/runBackTo',
  'elixirscope/whoWrote',
  'elixirscope/origins',
  'elixirscope/whyNot',
  'elixirscope/goto',
  'elixirscope/scheduled',
  'elixirscope/position',
  'elixirscope/history',
  'elixirscope/events',
  'elixirscope/status',
  'elixirscope/timeline',
  'elixirscope/state',
  'elixirscope/stateDiff',
  'elixirscope/writes',
  'elixirscope/calls',
  'elixirscope/around',
  'elixirscope/callTree',
  'elixirscope/output',
  'elixirscope/search',
  'elixirscope/query',
  'elixirscope/dashboard',
  'elixirscope/queryTerms',
  'elixirscope/queryChoices',
  'elixirscope/queryExport',
  'elixirscope/compared',
  'elixirscope/compareRuns',
  'elixirscope/coverage',
  'elixirscope/focus',
  'elixirscope/durations',
  'elixirscope/cameFrom',
  'elixirscope/inlineValues',
  'modules',
  'readMemory',
  'disassemble',
  'constructor',
  '__proto__',
  'toString',
  '',
];

/** These end the session: what follows them need not be answered. */
export const ENDING = new Set(['disconnect', 'terminate']);

const EXPRESSIONS = [
  'values',
  'count',
  'values.box.items.map((x) => x + 1)',
  'nope',
  '',
  '1 +',
  'values.call()',
  '(() => { while (true) {} })()',
  '$history(count)',
  '$at("start", values)',
  '$at("start", $at("end", $prev(count)))',
  '/(a+)+$/.test("a".repeat(30) + "!")',
  '"x".repeat(1e9)',
  '`${',
  '\u0000',
  '💥',
  'values.constructor.constructor("return process")()',
  'import("fs")',
  '('.repeat(3000),
  '[]'.repeat(2000),
  'this',
  'globalThis',
];

const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) },
  fc.constantFrom(-1, 1.5, Number.MAX_SAFE_INTEGER, 2 ** 31, -(2 ** 53), 1e308),
);
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, true, '', '__proto__', [], {}, { length: -1 }),
);
const list = (item: fc.Arbitrary<unknown>) => fc.array(item, { maxLength: 4 });

/** Every field of any request, with values that may fit. */
function fields({ recording, file, program }: Known): Record<string, fc.Arbitrary<unknown>> {
  const path = fc.constantFrom(file, program, '', '/', '../../etc/passwd', 'nowhere.ts', `${file}\u0000`);
  const source = fc.record({ path, name: fc.constant('a'), sourceReference: number }, { requiredKeys: [] });
  const expression = fc.constantFrom(...EXPRESSIONS);
  const moment = fc.record({ thread: number, seq: number });
  const position = fc.oneof(
    fc.constantFrom(
      'start',
      'end',
      'seq:5',
      'time:1ms',
      `${file}:41#2`,
      'error:1',
      'seq:-1',
      'seq:1e99',
      '',
      'x'.repeat(5000),
    ),
    moment,
  );
  const part = fc.record({ thread: number, from: number, to: number });
  const breakpoint = fc.record(
    {
      line: number,
      column: number,
      condition: expression,
      hitCondition: fc.constantFrom('3', '>= 2', '% 0', '% 3', '==', 'x'),
      logMessage: fc.constantFrom('{count}', '{', '{{', '{values.box}', '{1 +}'),
      name: fc.constantFrom('call', '*', '**', '(', 'Box.*', '*'.repeat(40)),
      dataId: fc.constantFrom('{}', '{"kind":"property","thread":1,"object":3,"name":"x"}', 'x'),
    },
    { requiredKeys: [] },
  );
  const filter = fc.constantFrom(
    'caught',
    'uncaught',
    'rejections',
    'NaN',
    'undefined',
    'output',
    'turn',
    'named',
    'indexed',
    'x',
  );
  return {
    first: moment,
    second: moment,
    after: fc.tuple(number, number),
    part,
    axis: fc.constantFrom('events', 'time', 'x'),
    rows: number,
    depth: number,
    parts: number,
    what: fc.constantFrom('call', 'iteration', 'x'),
    snap: fc.constantFrom('before', 'after', 'event', 'x'),
    functionName: fc.constantFrom('call', '(module)', 'x'),
    each: fc.record({ path, line: number, from: moment }, { requiredKeys: ['path', 'line'] }),
    seq: number,
    origins: list(fc.constantFrom('7', '{}', '{"kind":"entry","thread":1,"object":3,"name":"","entry":"x"}', 'x')),
    threadId: number,
    frameId: number,
    variablesReference: number,
    targetId: number,
    locationReference: number,
    sourceReference: number,
    start: number,
    count: number,
    startFrame: number,
    levels: number,
    line: number,
    column: number,
    endLine: number,
    endColumn: number,
    limit: number,
    since: number,
    until: number,
    thread: number,
    width: number,
    from: fc.oneof(number, moment),
    to: number,
    requestId: number,
    path,
    source,
    expression,
    position,
    filter,
    name: fc.oneof(expression, fc.constantFrom('Box', 'call', 'modul')),
    text: expression,
    value: expression,
    breakpoints: list(breakpoint),
    filters: list(filter),
    filterOptions: list(fc.record({ filterId: filter, condition: expression }, { requiredKeys: [] })),
    kinds: list(fc.constantFrom('step', 'write', 'x')),
    context: fc.constantFrom('watch', 'hover', 'repl', 'clipboard', 'variables', 'x'),
    granularity: fc.constantFrom('statement', 'line', 'instruction', 'x'),
    format: fc.oneof(fc.record({ hex: fc.boolean() }), fc.constantFrom('json', 'csv', 'x')),
    recording: fc.constantFrom(recording, file, '/', ''),
    program: fc.constantFrom('', '/', `${program}x`, file),
    at: fc.constantFrom('start', 'end', 'x'),
    clientID: fc.constantFrom('vscode', 'x'),
    linesStartAt1: fc.boolean(),
    columnsStartAt1: fc.boolean(),
    pathFormat: fc.constantFrom('path', 'uri'),
    skipFiles: list(fc.constantFrom('**', '!**', '[', '**/lib/**')),
    terminateDebuggee: fc.boolean(),
    arguments: fc.record(
      { request: fc.constantFrom('launch', 'attach'), program: fc.constant('') },
      { requiredKeys: [] },
    ),
  };
}

function requests(known: Known): fc.Arbitrary<Sent> {
  const all = fields(known);
  const plausible = fc.record(all, { requiredKeys: [] });
  const spoiled = fc.record(Object.fromEntries(Object.entries(all).map(([name, of]) => [name, fc.oneof(of, junk)])), {
    requiredKeys: [],
  });
  const args = fc.oneof(
    { weight: 3, arbitrary: plausible },
    { weight: 2, arbitrary: spoiled },
    junk,
    fc.constant(undefined),
  );
  const command = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...COMMANDS.filter((name) => !ENDING.has(name))) },
    { weight: 1, arbitrary: fc.constantFrom(...ENDING) },
    { weight: 1, arbitrary: fc.string() },
  );
  return fc.tuple(command, args).map(([name, given]) => ({ kind: 'request', command: name, args: given }));
}

const request = (command: string, args: unknown = {}): Sent => ({ kind: 'request', command, args });

const NO_REQUESTS = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{}',
  '{"seq":1}',
  '{"seq":1,"type":"request"}',
  '{"seq":1,"type":"event","event":"stopped"}',
  '{"seq":"x","type":"request","command":{}}',
  '{"seq":1,"type":"response","request_seq":77,"success":true,"command":"runInTerminal"}',
  '{"type":"request","command":null}',
  `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  '\uFEFF{}',
];

const GARBAGE = [
  'Content-Length: -1\r\n\r\n{}',
  'Content-Length: x\r\n\r\n',
  '\r\n\r\n\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'Content-Length: 99999999\r\n\r\n{',
  '\u0000'.repeat(100),
];

export function conversations(known: Known): fc.Arbitrary<Conversation> {
  const opening = fc.constantFrom<readonly Sent[]>(
    [
      request('initialize', { adapterID: 'x' }),
      request('attach', { recording: known.recording }),
      request('configurationDone'),
    ],
    [
      request('attach', { recording: known.recording, at: 'start' }),
      request('configurationDone'),
      request('stackTrace', { threadId: 1 }),
    ],
    [request('configurationDone'), request('attach', { recording: known.recording })],
    [],
  );
  const looking = fc.constantFrom<readonly Sent[]>(
    [
      request('stackTrace', { threadId: 1 }),
      request('scopes', { frameId: 1 }),
      request('variables', { variablesReference: 2 }),
    ],
    [],
  );
  const noRequest = fc.constantFrom(...NO_REQUESTS).map((text): Sent => ({ kind: 'body', text }));
  const rest = fc.array(fc.oneof({ weight: 12, arbitrary: requests(known) }, { weight: 1, arbitrary: noRequest }), {
    maxLength: 14,
  });
  const garbage = fc.option(fc.constantFrom(...GARBAGE), { nil: undefined, freq: 10 });
  return fc.record({ sent: fc.tuple(opening, looking, rest).map((parts) => parts.flat()), garbage });
}
