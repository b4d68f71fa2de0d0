/** Compares a recorded call stack with V8's: frame by frame, scope by scope, variable by variable. */
import type { Json } from '../../src/query/json.js';
import { Comparer, isObject } from './compareValues.js';
import type { V8Frame, V8Scope, V8State, TextPlace } from './protocol.js';
import type { RecordedFrame, RecordedScope } from './recorded.js';

/** What the text tells of the place at which a frame stands. */
export interface FrameTexts {
  /** reading the name there would throw, since its declaration comes later */
  readonly isBeforeDeclaration: (frame: RecordedFrame, name: string) => boolean;
  /** the place is in the declaration whose pattern binds the name */
  readonly isTakingApart: (frame: RecordedFrame, name: string) => boolean;
  readonly isInDerivedConstructor: (frame: RecordedFrame) => boolean;
  readonly isWithoutThis: (frame: RecordedFrame) => boolean;
  readonly isFarFromThis: (frame: RecordedFrame) => boolean;
  readonly hasBlocksLast: (frame: RecordedFrame) => boolean;
  readonly isCaughtButNotCaptured: (frame: RecordedFrame, name: string) => boolean;
  readonly isClosureInLoop: (frame: RecordedFrame, names: readonly string[]) => boolean;
  /** the recorded place is in the statement that the other place is in, and not in a function inside it */
  readonly isInSameStatement: (frame: RecordedFrame, other: TextPlace) => boolean;
  /** what the place calls without a call in the text may run when the frame has left its blocks */
  readonly isLeavingBlocks: (frame: RecordedFrame) => boolean;
  /** iterators or disposers may be called there without a call in the text */
  readonly hasImplicitCalls: (frame: RecordedFrame) => boolean;
}

export function compareStates(
  { frames = [], awaiting = [] }: V8State,
  recorded: readonly RecordedFrame[],
  texts: FrameTexts,
): Comparer {
  const comparer = new Comparer();
  // What waits for the innermost frames may follow them in the recording.
  const running = recorded.slice(0, Math.max(frames.length, recorded.length - awaiting.length));
  comparer.is('frames', 'number of frames', frames.length, running.length);
  for (const [i, frame] of frames.entries()) {
    const ours = running[i];
    if (ours === undefined) break;
    compareFrame(comparer, { frame, ours, place: `frame ${i} (${ours.functionName})`, isTop: i === 0 }, texts);
  }
  const waiting = recorded.slice(running.length).map(({ functionName }) => plainName(functionName));
  for (const [i, name] of awaiting.entries()) {
    const own = waiting[i];
    // In asynchronous stacks V8 gives functions without a name one that it infers, which the recording does not. Of a function without a name that the recording
    // has not, nothing is said: programs of the fuzzer are loaded by one, which is not theirs.
    comparer.is('awaiting', `awaiting frame ${i}`, own === '' ? '' : plainName(name), own ?? '');
  }
  return comparer;
}

interface Pair {
  readonly frame: V8Frame;
  readonly ours: RecordedFrame;
  readonly place: string;
  readonly isTop: boolean;
}

function compareFrame(comparer: Comparer, pair: Pair, texts: FrameTexts): void {
  const { frame, ours, place } = pair;
  // The recording names a computed member by its text, and does not guess names for anonymous functions as V8 does.
  const hasName = !/(^|[.])[([]/.test(ours.functionName) || ours.functionName === '(module)';
  if (hasName) comparer.is('function', `${place}: name`, plainName(frame.functionName), plainName(ours.functionName));
  comparer.is('place', `${place}: file`, frame.path, ours.path);
  if (frame.path !== ours.path) return;
  // Where V8 has lost its place (see the agent's readableScopes), there is nothing more to compare.
  if (frame.thisValue !== undefined && frame.scopes === undefined) return;
  // In a call that no text stands for (an iterator's `next`, say), V8 may name the last place before it that it knows, and the scopes there.
  if (!pair.isTop && !isInside(frame, ours) && texts.hasImplicitCalls(ours)) return;
  comparePlace(comparer, pair, texts);
  if (frame.scopes === undefined || ours.scopes === undefined) return;
  compareThis(comparer, pair, texts);
  compareScopes(comparer, pair, texts);
}

/** Of a caller V8 names the call inside the statement, the recording the place in the statement at which it stopped last. */
function comparePlace(comparer: Comparer, { frame, ours, place, isTop }: Pair, texts: FrameTexts): void {
  const v8 = `${frame.line}:${frame.column}`;
  // Of a call that V8 has no position for it names the start of the function.
  const isNamed = isTop || frame.line !== 1 || frame.column !== 1;
  const agrees = isInside(frame, ours) || (!isTop && (!isNamed || texts.isInSameStatement(ours, frame)));
  comparer.is('place', `${place}: place`, v8, agrees ? v8 : `${ours.line}:${ours.column}`);
}

const isInside = ({ line, column }: V8Frame, ours: RecordedFrame): boolean =>
  (line > ours.line || (line === ours.line && column >= ours.column)) &&
  (line < ours.endLine || (line === ours.endLine && column <= ours.endColumn));

/** The last part of `async Cart.total`, `Cart.get size`, `(anonymous)`: V8's frames have no class names. */
function plainName(name: string): string {
  const last = name.replace(/^.*[.]/, '').replace(/^(async |static |get |set |new )+/, '');
  return /^[(<]/.test(last) ? '' : last;
}

/** A module's is undefined. */
function compareThis(comparer: Comparer, { frame, ours, place }: Pair, texts: FrameTexts): void {
  const own = ours.scopes?.find(({ variables }) => 'this' in variables)?.variables.this;
  const v8 = frame.thisValue === undefined ? UNDEFINED : frame.thisValue;
  // A function that does not use `this` has none in the recording; what V8 shows is what it was called with.
  if (own === undefined && texts.isWithoutThis(ours)) return;
  // Where arrows use the `this` of a derived constructor, V8 shows it as undefined from the start to the end.
  if (isUndefined(v8) && texts.isInDerivedConstructor(ours)) return;
  if (isUndefined(v8) && texts.isFarFromThis(ours)) return;
  comparer.value('this', `${place}: this`, v8, own === undefined || isUninitialised(own) ? UNDEFINED : own);
}

const UNDEFINED: Json = { $undefined: true };
const isUndefined = (json: Json | undefined): boolean => isObject(json) && '$undefined' in json;

/** V8's kinds of scope, and what the recording calls them: the function around a CommonJS module is its module. */
const KINDS: Readonly<Record<string, readonly RecordedScope['kind'][]>> = {
  local: ['local', 'module'],
  closure: ['closure', 'module'],
  module: ['module'],
  block: ['block', 'class'],
  catch: ['catch'],
};

/**
 * V8 shows all variables of the running function's scopes but those that nothing uses, and of outer ones those that are in contexts;
 * a scope without any it leaves out. So each of V8's scopes must be one of the recording's, in order, with all its names.
 */
function compareScopes(comparer: Comparer, { frame, ours, place, isTop }: Pair, texts: FrameTexts): void {
  // While a loop closes its iterator, or resources are disposed of, V8 may show blocks which it has left: without values, or with their last ones.
  const isLeaving = !isTop && texts.isLeavingBlocks(ours);
  const own = ours.scopes ?? [];
  const isDisordered = texts.hasBlocksLast(ours);
  const found = new Set<number>();
  const shown = new Map<string, number>();
  let next = 0;
  const shapes = (frame.scopes ?? []).map(({ type, variables }) =>
    shape(type, Object.keys(variables).filter(isOfTheProgram)),
  );
  for (const [at, scope] of (frame.scopes ?? []).entries()) {
    const names = Object.keys(scope.variables).filter(isOfTheProgram);
    const kinds = KINDS[scope.type];
    if (names.length === 0 || kinds === undefined) continue;
    const isOne = ({ kind, variables }: RecordedScope): boolean =>
      kinds.includes(kind) && names.every((name) => name === 'arguments' || Object.hasOwn(variables, name));
    if (isLeaving && scope.type === 'block') {
      if (!own.some(isOne) || names.every((name) => isUninitialised(scope.variables[name]))) continue;
    }
    const inOrder = own.findIndex((candidate, i) => i >= next && !found.has(i) && isOne(candidate));
    // Of the two scopes of a loop's variable, the one whose turn it is not may come first.
    const isSame = ({ variables }: RecordedScope): boolean =>
      names.every((name) => JSON.stringify(variables[name]) === JSON.stringify(scope.variables[name]));
    const twin = own.findIndex(
      (candidate, i) => isDisordered && !found.has(i) && isOne(candidate) && isSame(candidate),
    );
    // Where V8 has the blocks last, it may show one of them twice.
    const index = twin >= 0 ? twin : inOrder < 0 && isDisordered ? own.findIndex(isOne) : inOrder;
    const name = shapes[at]!;
    const times = (shown.get(name) ?? 0) + 1;
    shown.set(name, times);
    // The variables that the loop began with come behind the round's: with a name of that shape further out, they are the second.
    const isMore = (): boolean => shapes.filter((other) => other === name).length > own.filter(isOne).length;
    if (times > 1 && (index < 0 || (times === 2 && isMore())) && texts.isClosureInLoop(ours, names)) continue;
    if (index < 0 && names.every((name) => scope.type === 'catch' && texts.isCaughtButNotCaptured(ours, name)))
      continue;
    if (index >= 0) {
      found.add(index);
      next = isDisordered ? 0 : index + 1;
    } else
      comparer.differs(
        'scope',
        `${place}: scope`,
        name,
        own.slice(next).map(({ kind, variables }) => shape(kind, Object.keys(variables))),
      );
    for (const variable of names) {
      if (isDisordered && isShownAgain(frame.scopes, scope, variable)) continue;
      const holder =
        index >= 0 ? own[index] : own.slice(next).find(({ variables }) => Object.hasOwn(variables, variable));
      const recorded = holder?.variables[variable];
      compareVariable(comparer, { ours, place, scope, name: variable, recorded }, texts);
    }
  }
}

/** Of a block that V8 shows twice one has the values, and the other has none. */
const isShownAgain = (all: Pair['frame']['scopes'], scope: V8Scope, name: string): boolean =>
  isUninitialised(scope.variables[name]) &&
  (all ?? []).some(
    ({ type, variables }) => type === scope.type && Object.hasOwn(variables, name) && !isUninitialised(variables[name]),
  );

interface VariablePair {
  readonly ours: RecordedFrame;
  readonly place: string;
  readonly scope: V8Scope;
  readonly name: string;
  readonly recorded: Json | undefined;
}

/**
 * A variable that is not initialised is without a value in V8, but for one case: in the next round of a loop its register still holds
 * the value of the round before. And a register that holds undefined is without a value up to the end of its declaration, though a pattern
 * may have bound the name already. The text tells then.
 */
function compareVariable(comparer: Comparer, pair: VariablePair, texts: FrameTexts): void {
  const { ours, place, scope, name, recorded } = pair;
  const subject = name === 'arguments' ? 'arguments' : 'variable';
  const v8 = scope.variables[name]!;
  if (isUninitialised(v8) && isUndefined(recorded) && texts.isTakingApart(ours, name)) return;
  const isOfRoundBefore = isUninitialised(recorded) && scope.type !== 'module' && texts.isBeforeDeclaration(ours, name);
  comparer.value(subject, `${place}: ${name}`, isOfRoundBefore ? UNINITIALISED : v8, recorded);
}

const UNINITIALISED: Json = { $tdz: true };
const isUninitialised = (value: Json | undefined): boolean => isObject(value) && '$tdz' in value;

/** Not the names that V8 invents, like `.this` or the brand `#secret` in a class scope. */
const isOfTheProgram = (name: string): boolean =>
  /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== 'this';

const shape = (kind: string, names: readonly string[]): string => `${kind} {${names.join(', ')}}`;
