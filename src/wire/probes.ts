/**
 * What makes the probe of a site: the prelude of an instrumented module (src/instrument/prelude.ts) calls one of these for each of its sites,
 * src/runtime/probes.ts answers with a function. `site` is the site's number in its thread.
 *
 * Parameters of probes: `v` a value, which most return; `d` the id of the activation or scope instance that the event names; `p` that of the one
 * around it; `x` the depth of the stack below the activation; `s` whether the activation may be suspended; `o`, `k` an object and a key;
 * `vs`, `os`, `ts` what is known of the value, of the object, of `this`, where the code has read it.
 */
import type { DeclaredVariables } from './kit.js';

/** OPEN.writes (runtime/identity.ts), which calls of methods do not ask for. */
export const OPEN_FOR_WRITES = 1;
/**
 * Of facts (FACT, there), an object for which an assignment that is left out makes no difference: the stream has nothing of it that would be out of date, nor of others that show its bytes, and only instrumented code
 * has had it in its hands, whose setters record what they do. A word of these bits says so; those of kinds keep functions out, which use another one otherwise.
 */
export const LEAVING_OUT_MASK = 948;
export const LEAVES_NOTHING_OUT = 512;

/** Traits of an enter probe. */
export const ENTER = {
  /** the activation has an id: the probe returns it */
  id: 1,
  /** it names the instance around it */
  parent: 2,
  /** the first argument is `this` */
  this: 4,
  /** `this` is an object that has just been made, with no properties but fields */
  fresh: 8,
  /** its name is that of a method that `yield*` calls of iterators */
  iterates: 16,
  /** other code may call it: {@link CELL}.CALLED says whether instrumented code did */
  callback: 32,
} as const;

/** Traits of the other probes that have some. */
export const TRAIT = {
  /** the event names the activation */
  id: 1,
  /** return: the activation is over */
  pops: 2,
  /** return, suspend: the argument is handed on, but the function returns or yields undefined */
  nothing: 4,
  /** leave, catch: the activation may have been suspended (argument `s`) */
  suspends: 8,
  /** catch: the value has no name */
  unnamed: 16,
  /** suspend: of `for await`, whose iterator other code may change between the rounds */
  iterates: 32,
  /** suspend: of an async generator */
  generated: 64,
  /** suspend: by `yield*` */
  delegates: 128,
  /** return: the value is not recorded */
  unknown: 256,
} as const;

/** What the runtime knows of an object (Kit.S). */
export interface Stamped {
  readonly id: number;
  /** FACT, src/runtime/identity.ts; changed by its changeFacts */
  readonly facts: number;
  /** whether assignments to its properties, and calls of its methods, need a look (OPEN, src/runtime/identity.ts) */
  opened: number;
  /** that of no object where nothing is known: V8 has less to check so */
  home: Home;
  /** as a prototype: home of what inherits from it */
  below: Home | undefined;
  /** of an object that was made a moment ago and is not described yet: all its properties */
  shape: Shape | undefined;
}

/** What the text says of the objects that a literal or constructor makes (src/runtime/shapes.ts). */
export interface Shape {
  /** none of them is an index; in the order in which the language lists them */
  readonly keys: readonly string[];
  /** made by a literal, all of whose values have one prototype */
  readonly isLiteral: boolean;
}

/** What objects of one prototype have in common (src/runtime/homes.ts). */
export interface Home {
  /** value of CELL.PROTOTYPES for which it is true */
  readonly changes: number;
  /** kinds of OPEN (src/runtime/identity.ts) that its objects can be; all of them: nobody has looked */
  readonly opens: number;
}

type Value = (v: unknown) => unknown;
type ValueOf = (v: unknown, d: number) => unknown;
type KnownValue = (v: unknown, vs?: Stamped) => unknown;
type KnownValueOf = (v: unknown, d: number, vs?: Stamped) => unknown;
export type Write = (v: unknown, d?: number) => unknown;
export type Enter = (t: unknown, p?: number, ts?: Stamped) => number;
type GeneratorEnter = (args: object, t: unknown, p?: number, ts?: Stamped) => number;
type Put = (v: unknown, o: unknown) => unknown;
type PutAt = (v: unknown, o: unknown, k: unknown) => unknown;
type Assigned = (v: unknown, o: unknown, os?: Stamped, vs?: Stamped) => unknown;
type AssignedAt = (v: unknown, o: unknown, k: unknown, os?: Stamped, vs?: Stamped) => unknown;

/** Of a call `o.key(…)`: the operands are the objects among the arguments, those after the third in `more`. */
type RanOperands<R> = [
  result: R,
  o: unknown,
  os: Stamped | undefined,
  a?: unknown,
  b?: unknown,
  c?: unknown,
  more?: readonly unknown[],
];
/** After `o.key(…)`; returns `result` */
type Ran = <R>(...operands: RanOperands<R>) => R;
type Quiet = <R>(ran: Ran, ...operands: RanOperands<R>) => R;
/** The same with all the arguments, of methods that are recorded by them. */
type Called = <R>(result: R, o: unknown, os: Stamped | undefined, ...args: readonly unknown[]) => R;
/** After `super.key(…)`: `home` is the object whose prototype has the method. */
type RanSuper = <R>(
  result: R,
  o: unknown,
  home: object,
  a?: unknown,
  b?: unknown,
  c?: unknown,
  more?: readonly unknown[],
) => R;

/** An activation ends by an exception: depth below it, its id, and whether it was suspended when that came. */
export type Leave = (x: number, d?: number | boolean, s?: boolean) => void;

export interface ProbeMakers {
  readonly step: (site: number) => () => void;
  /** one that does not look whether there is room (src/instrument/roomChecks.ts) */
  readonly uncheckedStep: (site: number) => () => void;
  /** a step that stands around an expression */
  readonly pass: (site: number) => Value;
  readonly write: (site: number) => KnownValue;
  /** `write` for a parameter, right behind the entry: it does not look whether there is room */
  readonly parameter: (site: number) => KnownValue;
  /** `write` for a captured variable: the event names its instance */
  readonly writeIn: (site: number) => KnownValueOf;
  /** `r` is returned, `v` recorded */
  readonly postfix: (site: number) => (r: unknown, v: unknown) => unknown;
  readonly postfixIn: (site: number) => (r: unknown, v: unknown, d: number) => unknown;
  /** the variable is in its temporal dead zone from here on */
  readonly unset: (site: number) => () => void;
  readonly unsetIn: (site: number) => (d: number) => void;
  /** a write that is none where direct `eval` has given the name to another variable nearer by, which `e` knows */
  readonly hidden: (write: Write, name: string) => (v: unknown, d: number, e: DeclaredVariables) => unknown;
  readonly hiddenPostfix: (
    write: (r: unknown, v: unknown, d: number) => unknown,
    name: string,
  ) => (r: unknown, v: unknown, d: number, e: DeclaredVariables) => unknown;
  /** `traits`: {@link ENTER} */
  readonly enter: (site: number, traits: number) => Enter;
  /** gives the word in which the code counts calls of the function while they are only counted, and its reduced body runs: one more than there were. 0: the other body runs */
  readonly reduced: (site: number) => () => Int32Array;
  /** in such a body: a property of `o` was assigned, the one of this key, if a setter may have heard of it */
  readonly lost: () => (v: unknown, o: unknown, os?: Stamped, k?: unknown) => unknown;
  /** in such a body: hands on to `ranOf`'s probe what it cannot tell to have changed nothing */
  readonly quiet: () => Quiet;
  /** in a default value: enters the activation once for all of them */
  readonly begin: (site: number, enter: Enter) => Enter;
  /** in the body: takes over what default values have entered */
  readonly take: (site: number, enter: Enter) => Enter;
  /** in the body of a generator: the activation that default values have entered, resumed; `args`: the `arguments` of the call */
  readonly takeGenerator: (enter: Enter, resume: ValueOf) => GeneratorEnter;
  readonly beginGenerator: (site: number, take: GeneratorEnter) => GeneratorEnter;
  /** `stop`: site of the step in front of it, where V8 stops once more; 0: none. `traits` here and below: {@link TRAIT} */
  readonly return: (site: number, traits: number, stop: number) => KnownValueOf;
  /** without {@link TRAIT}.id the parameters are `x`, `s` */
  readonly leave: (site: number, traits: number) => Leave;
  readonly scope: (site: number, hasParent: boolean) => (p: number) => number;
  /** `o`: the instance that is copied */
  readonly iterate: (site: number) => (o: number) => number;
  readonly suspend: (site: number, traits: number) => ValueOf;
  readonly resume: (site: number) => ValueOf;
  readonly throw: (site: number) => Value;
  readonly catch: (site: number, traits: number) => (v: unknown, x: number, d: number, s: boolean) => void;
  readonly finally: (site: number) => (d: number, s: boolean) => void;
  /** the property's value as it is now */
  readonly put: (site: number, key: string | number) => Put;
  readonly putAt: (site: number) => PutAt;
  /** of a property of the global object by its name alone: nothing as long as the stream does not have that object */
  readonly putGlobal: (site: number, key: string) => Put;
  readonly removeGlobal: (site: number, key: string) => Put;
  /** `v` was assigned a moment ago; `added` to it since, by `++` and `--` */
  readonly assigned: (site: number, key: string | number, added: number) => Assigned;
  readonly assignedAt: (site: number, added: number) => AssignedAt;
  /** the given value: class fields, private names */
  readonly given: (site: number) => Put;
  readonly givenAt: (site: number) => PutAt;
  readonly header: (site: number) => () => number;
  /** the object whose property of the key stands in a pattern */
  readonly target: (site: number, key: string | number, strict: boolean) => (o: unknown) => unknown;
  readonly targetAt: (site: number, strict: boolean) => (o: unknown, k: readonly [key: unknown]) => unknown;
  readonly remove: (site: number, key: string | number) => Put;
  readonly removeAt: (site: number) => PutAt;
  /** {@link Kit.ranMethod} of one place, for a receiver that has a name */
  readonly ranOf: (key: string) => Ran;
  /** `entry`: of the function that it stands in, where there is an overhead budget; of `push` with one argument and `pop` with none */
  readonly calledOf: (key: string, entry?: number) => Called;
  readonly ranSuper: (key: string) => RanSuper;
  /** what is known of an object that a literal makes, to be its property {@link Kit.S}: it has properties of these names and no others */
  readonly literal: (...keys: readonly string[]) => () => Stamped;
  /** gives the array that a literal or a rest parameter has just made what is known of it, and returns it */
  readonly array: () => <A extends object>(made: A) => A;
  /** the same of `o`, what a constructor begins with, which has no properties; `target`: whose instance it is */
  readonly instance: () => (target: object, o: object) => Stamped;
}
