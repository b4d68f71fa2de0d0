/** Each question is asked at random positions of a recording, by the protocol, of one adapter; the recording was never opened before. */
import { readFileSync } from 'node:fs';
import type { Figure } from '../bench/figures.js';
import { median, percentile } from '../bench/statistics.js';
import { mulberry32 } from '../support/random.js';
import { Session } from './session.js';

export interface Request {
  readonly recording: string;
  /** the program that was recorded */
  readonly program: string;
  /** its argument */
  readonly rounds: number;
  /** in the recording */
  readonly events: number;
  /** positions at which each question is asked */
  readonly samples: number;
}

export interface Measured extends Figure {
  readonly median: number;
  /** how often it was measured */
  readonly samples: number;
}

const MOVES = ['next', 'stepBack', 'stepIn', 'stepOut', 'elixirscope/stepBackInto', 'elixirscope/stepBackOut'];
/** Times of small answers depend on what else the machine does. */
const TOLERANCE = 3;

/** In milliseconds, but for memory; what must hold is the bound of 95 of 100. */
const MUST = {
  'open the recording': 300,
  'stack, scopes, variables at a new place': 50,
  'the same again': 5,
  'a step in any direction': 10,
  'reverse to the only hit, at the start': 300,
  'targets of a line that ran in every round': 200,
  'the write before of a property': 100,
  'logpoint on every tenth round: first line': 200,
  'logpoint on every tenth round: all': 1000,
  'the same with a condition: all': 1000,
} as const;
type Question = keyof typeof MUST;

export async function measure(request: Request): Promise<readonly Measured[]> {
  const times = new Map<Question, number[]>();
  const add = (question: Question, millis: number): void => {
    times.set(question, [...(times.get(question) ?? []), millis]);
  };
  const session = await Session.start();
  try {
    add('open the recording', await session.open(request.recording));
    await atRandomPositions(session, request, add);
    await atLines(session, request, add);
    return [...[...times].map(([question, millis]) => figure(question, millis)), memory(session.megabytes)];
  } finally {
    await session.end();
  }
}

type Add = (question: Question, millis: number) => void;

async function atRandomPositions(session: Session, { events, samples }: Request, add: Add): Promise<void> {
  const random = mulberry32(1);
  for (let i = 0; i < samples; i++) {
    await session.goto(Math.floor(random() * events));
    add('stack, scopes, variables at a new place', await session.look());
    add('the same again', await session.look());
    for (const move of MOVES) {
      add('a step in any direction', await session.move(move));
      await session.look();
    }
  }
}

async function atLines(session: Session, request: Request, add: Add): Promise<void> {
  const { program, events, samples } = request;
  const lines = readFileSync(program, 'utf8').split('\n');
  const lineOf = (comment: string): number => 1 + lines.findIndex((line) => line.endsWith(`// ${comment}`));
  const random = mulberry32(2);
  for (let i = 0; i < samples; i++) {
    await session.goto(Math.floor((0.01 + 0.99 * random()) * events));
    const { millis, count } = await session.targets(program, lineOf('every round'));
    if (count === 0) throw new Error('The line that every round runs has no targets');
    add('targets of a line that ran in every round', millis);
    add('the write before of a property', await session.whoWrote('bank.note'));
    expectLine(await session.line(), 1 + lines.findIndex((line) => line.includes('bank.note =')));
  }
  const once = lineOf('once');
  for (let i = 0; i < 3; i++) {
    await session.goto(events);
    await session.breakpoint(program, once);
    add('reverse to the only hit, at the start', await session.move('reverseContinue'));
    expectLine(await session.line(), once);
  }
  await logpoints(session, request, lineOf('every tenth round'), add);
}

async function logpoints(session: Session, { program, rounds }: Request, line: number, add: Add): Promise<void> {
  const plain = { line, logMessage: 'week {bank.weeks}' };
  const hits = Math.ceil(rounds / 10);
  const { first, all } = await session.logpoint(
    program,
    plain,
    hits > 10_000 ? 'it prints no more' : `week ${hits - 1}`,
  );
  add('logpoint on every tenth round: first line', first);
  add('logpoint on every tenth round: all', all);
  const last = { ...plain, condition: `bank.weeks === ${hits - 1}` };
  add('the same with a condition: all', (await session.logpoint(program, last, `week ${hits - 1}`)).all);
}

function expectLine(got: number, wanted: number): void {
  if (got !== wanted) throw new Error(`The playhead stands on line ${got}, and should on ${wanted}`);
}

function figure(name: Question, millis: readonly number[]): Measured {
  return {
    name,
    unit: 'ms',
    better: 'less',
    tolerance: TOLERANCE,
    must: MUST[name],
    aim: MUST[name],
    value: percentile(millis, 95),
    median: median(millis),
    samples: millis.length,
  };
}

const memory = (value: number): Measured => ({
  name: 'memory of the engine',
  unit: 'MB',
  must: 300,
  aim: 300,
  better: 'less',
  tolerance: 1.5,
  value,
  median: value,
  samples: 1,
});
