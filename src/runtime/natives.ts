/**
 * What only V8's own functions (`%Name()`) can do, which programs can name while a flag is set: a private symbol, and comparing hidden classes.
 *
 * A hidden class says of an array what its prototype is, that it is extensible and no proxy, what properties it has besides its elements, and that these are plain
 * data without holes. All arrays of which that is so have one of three, by the way in which V8 keeps their elements. Such an array is described
 * without descriptors, a list of keys and its prototype, which took half a microsecond for one of two elements, a fifth of the constraint solver in `--mode calls`.
 */
import { Script } from 'node:vm';
import { areFrozen, withNatives } from './v8Flags.js';

interface Natives {
  readonly symbol: symbol;
  /** Its elements are plain data without holes, and it has no other properties: of an array without a stamp. Takes 15 ns. */
  readonly isPlainNew: (o: unknown[]) => boolean;
  /** The same of an array that has a stamp. */
  readonly isPlainStamped: (o: unknown[]) => boolean;
}

const symbol = '%CreatePrivateSymbol("elixirscope")';

/**
 * The comparisons stand in fields: V8 drops the code of functions that have not run for some time, and could not compile natives again; code
 * of fields it keeps.
 */
const withComparisons = `(() => {
  const symbol = ${symbol};
  const stamped = (array) => { array[symbol] = 0; return array; };
  const smis = [0], doubles = [0.5], others = [null];
  const stampedSmis = stamped([0]), stampedDoubles = stamped([0.5]), stampedOthers = stamped([null]);
  let o;
  class New { isPlain = %HaveSameMap(o, others) || %HaveSameMap(o, smis) || %HaveSameMap(o, doubles); }
  class Stamped { isPlain = %HaveSameMap(o, stampedOthers) || %HaveSameMap(o, stampedSmis) || %HaveSameMap(o, stampedDoubles); }
  return {
    symbol,
    isPlainNew(array) {
      o = array;
      const { isPlain } = new New();
      o = undefined;
      return isPlain;
    },
    isPlainStamped(array) {
      o = array;
      const { isPlain } = new Stamped();
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
export const isPlainNew: Natives['isPlainNew'] = natives?.isPlainNew ?? never;
export const isPlainStamped: Natives['isPlainStamped'] = natives?.isPlainStamped ?? never;
