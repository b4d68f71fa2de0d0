/**
 * The probes of method calls whose receiver has a name: one for each place, which remembers the prototypes it has met whose method is silent
 * (callees.ts). What a call may have changed unseen is looked for by the kit.
 */
import type { Kit } from '../wire/kit.js';
import type { ProbeMakers, Stamped } from '../wire/probes.js';
import { CELL } from '../wire/ring.js';
import { createArrayProbes } from './arrayProbes.js';
import { isSilent as isSilentFunction } from './callees.js';
import { FACT, isNoProxy, isOwn, OPEN } from './identity.js';
import * as js from './intrinsics.js';
import { metBefore } from './metBefore.js';
import { noFunction, operandsOf } from './operands.js';
import { dataValue } from './properties.js';

const strings = String.prototype;

type CallProbes = Pick<ProbeMakers, 'ranOf' | 'calledOf' | 'ranSuper'>;

/**
 * Receivers that one place has met, of which somebody else may know, or the stream has nothing, and strings: the last two prototypes that gave a method which changes nothing that is
 * known. Finding it again for each call took two lookups and an array: 1.4 million times in a run of prettier.
 */
class Receivers {
  readonly #key: string;
  readonly #kit: Pick<Kit, 'C' | 'quietPrototype'>;
  #first: object | undefined;
  #second: object | undefined;
  /** the last of objects whose content the stream does not have */
  #ofUnknown: object | undefined;
  #changes = -1;

  constructor(key: string, kit: Pick<Kit, 'C' | 'quietPrototype'>) {
    this.#key = key;
    this.#kit = kit;
  }

  areKnown(o: unknown, os: Stamped | undefined): boolean {
    const { C } = this.#kit;
    if (this.#changes !== C[CELL.PROTOTYPES] || C[CELL.UNFILLED] !== 0) return false;
    if (typeof o === 'string') return this.#first === strings || this.#second === strings;
    if (typeof o !== 'object' || o === null) return false;
    if (os === undefined ? js.isProxy(o) : !isNoProxy(os.facts)) return false;
    const prototype = js.getPrototypeOf(o);
    if (prototype === null || js.hasOwn(o, this.#key)) return false;
    return isUntold(os) ? prototype === this.#ofUnknown : prototype === this.#first || prototype === this.#second;
  }

  remember(o: unknown, os: Stamped | undefined): void {
    const { C, quietPrototype } = this.#kit;
    const isUnknown = typeof o === 'object' && isUntold(os);
    const prototype = quietPrototype(o, this.#key, isUnknown);
    if (prototype === undefined) return;
    if (this.#changes !== C[CELL.PROTOTYPES]) this.#first = this.#second = this.#ofUnknown = undefined;
    this.#changes = C[CELL.PROTOTYPES] as number;
    if (isUnknown) this.#ofUnknown = prototype;
    else {
      this.#second = this.#first;
      this.#first = prototype;
    }
  }
}

const isUntold = (os: Stamped | undefined): boolean => os === undefined || (os.facts & FACT.described) === 0;

export function createCallProbes(kit: Omit<Kit, 'probes'>): CallProbes {
  const { C } = kit;
  const writes = OPEN.writes;
  const arrays = createArrayProbes(kit);
  const isArrayMethod = (key: string): key is keyof typeof arrays => key === 'push' || key === 'pop';

  /** Only instrumented code has had it in its hands, and nothing waits for the next call to return. */
  const isSimple = ({ facts }: Stamped): boolean => isOwn(facts) && C[CELL.UNFILLED] === 0;

  /**
   * Its own property is the method, a function that changes nothing unseen. Asked by its descriptor: what a callback has returned, or a promise given, other code may have
   * made an accessor of unnoticed, and nothing of the program's may run. To read it takes half of that.
   */
  function hasSilent(o: object, key: string): boolean {
    const method = dataValue(o, key);
    return typeof method === 'function' && isSilentFunction(method);
  }

  /** See OPEN. */
  const isOpen = ({ opened }: Stamped): boolean => (opened & ~writes) === C[CELL.OPEN_TO_CALLS];

  /** Nothing is known of methods of names like those with which objects are given accessors. */
  const mayBeOpen = (key: string): boolean => !js.startsWith(key, '__');

  /** Of an object that only instrumented code has had in its hands, whose method is silent. */
  function openSilent(o: unknown, os: Stamped): void {
    if ((os.home.opens & OPEN.calls) !== 0) kit.open(o as object, os);
  }

  /** Of receivers that are not open. */
  function ranClosed(key: string): ReturnType<CallProbes['ranOf']> {
    const isSilent = metBefore(C, (os) => kit.isSilentOf(os, key));
    const receivers = new Receivers(key, kit);
    return (result, o, os, a, b, c, more) => {
      const isQuiet = noFunction(a, b, c, more);
      const isPlain = isQuiet && os !== undefined && isSimple(os);
      if (isPlain && isSilent(os)) openSilent(o, os);
      else if (isPlain && hasSilent(o as object, key)) return result;
      else if (!isQuiet || !receivers.areKnown(o, os)) {
        kit.lookAfterOf(result, o, os, key, operandsOf(a, b, c, more), 'objects');
        if (isQuiet) receivers.remember(o, os);
      }
      return result;
    };
  }

  const calledOf: CallProbes['calledOf'] = (key) => {
    const opens = mayBeOpen(key);
    const isSilent = metBefore(C, (os) => kit.isSilentOf(os, key));
    const receivers = new Receivers(key, kit);
    const isPassed = (f: unknown, fs: Stamped | undefined, args: readonly unknown[]): boolean =>
      fs !== undefined && (key === 'call' || key === 'apply') && kit.passesOn(f, fs, key, args);
    return (result, o, os, ...args) => {
      // Where there is none an accessor of Array.prototype would run.
      const first = args.length > 0 ? args[0] : undefined;
      const second = args.length > 1 ? args[1] : undefined;
      const isFew = args.length <= 2 && noFunction(first, second, undefined, undefined);
      if (isFew && opens && os !== undefined && isOpen(os)) return result;
      const isPlain = isFew && os !== undefined && isSimple(os);
      if (isPlain && isSilent(os)) {
        openSilent(o, os);
        return result;
      }
      if (isPlain && hasSilent(o as object, key)) return result;
      if (isPassed(o, os, args) || (isFew && receivers.areKnown(o, os))) return result;
      kit.lookAfterOf(result, o, os, key, args, 'all');
      if (isFew) receivers.remember(o, os);
      return result;
    };
  };

  return {
    ranOf: (key) => {
      const opens = mayBeOpen(key);
      let closed: ReturnType<CallProbes['ranOf']> | undefined;
      return (result, o, os, a, b, c, more) => {
        if (opens && os !== undefined && isOpen(os) && more === undefined && noFunction(a, b, c, more)) return result;
        closed ??= ranClosed(key);
        return closed(result, o, os, a, b, c, more);
      };
    },
    calledOf: (key) => (isArrayMethod(key) ? arrays[key](calledOf(key)) : calledOf(key)),
    ranSuper: (key) => {
      /** the last object whose prototype has a silent method of the name, and until when */
      let known: object | undefined;
      let changes = 0;
      return (result, o, home, a, b, c, more) => {
        const isSilent = home === known && changes === C[CELL.PROTOTYPES] && C[CELL.UNFILLED] === 0;
        if (isSilent && noFunction(a, b, c, more)) return result;
        if (kit.lookAfterSuper(result, o, home, key, operandsOf(a, b, c, more))) {
          known = home;
          changes = C[CELL.PROTOTYPES] as number;
        }
        return result;
      };
    },
  };
}
