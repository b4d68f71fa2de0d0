/**
 * What only V8's own functions (`%Name()`) can do, which programs can name while a flag is set: a private symbol, and comparing hidden classes.
 *
 * A hidden class says of an array what its prototype is, that it is extensible and no proxy, what properties it has besides its elements, and that these are plain
 * data without holes. All arrays of which that is so have one of three, by the way in which V8 keeps their elements. Such an array is described
 * without descriptors, a list of keys and its prototype, which took half a microsecond for one of two elements, a sixth of the constraint solver in `--mode calls`. Arrays
 * without a stamp are told before they are given one where most of them come from, in parameters in that mode (Heap.refOfArray): another 5 % of the solver.
 */
import { Script } from 'node:vm';
import { areFrozen, withNatives } from './v8Flags.js';

interface Natives {
  readonly symbol: symbol;
  /** What arrays with a stamp are compared with. To have one is up to who makes stamps: V8 notes in hidden classes what kind of value a property has had. */
  readonly examples: readonly unknown[][];
  /** Its elements are plain data without holes, and it has no other properties: of an array that has a stamp. Takes 15 ns. */
  readonly isPlainArray: (o: unknown[]) => boolean;
  /** The same of an array that has none. */
  readonly isBareArray: (o: unknown[]) => boolean;
}

const symbol = '%CreatePrivateSymbol("elixirscope")';

/**
 * The comparison stands in a field: V8 drops the code of functions that have not run for some time, and could not compile natives again; code
 * of fields it keeps.
 */
const withComparisons = `(() => {
  const symbol = ${symbol};
  const smis = [0], doubles = [0.5], others = [null];
  let o;
  class Answer { isPlain = %HaveSameMap(o, others) || %HaveSameMap(o, smis) || %HaveSameMap(o, doubles); }
  const bareSmis = [0], bareDoubles = [0.5], bareOthers = [null];
  class BareAnswer { isPlain = %HaveSameMap(o, bareOthers) || %HaveSameMap(o, bareSmis) || %HaveSameMap(o, bareDoubles); }
  return {
    symbol,
    examples: [smis, doubles, others],
    isBareArray(array) {
      o = array;
      const { isPlain } = new BareAnswer();
      o = undefined;
      return isPlain;
    },
    isPlainArray(array) {
      o = array;
      const { isPlain } = new Answer();
      o = undefined;
      return isPlain;
    },
  };
})()`;

const natives = evaluated() ?? (areFrozen(process.execArgv) ? undefined : withNatives(evaluated));

/** The user may have set the flag. */
function evaluated(): Partial<Natives> | undefined {
  return valueIn(withComparisons) ?? valueIn(`({ symbol: ${symbol} })`);
}

function valueIn(text: string): Partial<Natives> | undefined {
  try {
    return new Script(text).runInThisContext() as Partial<Natives>;
  } catch {
    return undefined;
  }
}

const never = (): boolean => false;

/** Undefined: this V8 makes none. */
export const privateSymbol: symbol | undefined = natives?.symbol;
export const examples: Natives['examples'] = natives?.examples ?? [];
export const isPlainArray: Natives['isPlainArray'] = natives?.isPlainArray ?? never;
export const isBareArray: Natives['isBareArray'] = natives?.isBareArray ?? never;
