/** What homes.ts keeps of a prototype. All are made in one place, so that V8 knows their hidden class wherever a record leads to one, and checks nothing there. */
import type { Home as HomeOfStamp } from '../wire/probes.js';
import * as js from './intrinsics.js';

type Key = string | number | symbol;

export interface Home extends HomeOfStamp {
  readonly prototype: object;
  readonly shadows: boolean;
  /** no object of the chain has a setter, or something read-only, of that name */
  readonly assignable: js.SafeSet<Key>;
  /** assignments that had to be looked at */
  looks: number;
  isFree: boolean | undefined;
  quiet: number;
  /** methods of these names are silent */
  readonly silent: js.SafeSet<Key>;
  /** the home of objects with this prototype that shadow */
  readonly shadowed: Home | undefined;
}

/** Values of `quiet` that are none of CELL.PROTOTYPES or CELL.QUIET: not all methods are silent; nobody has looked. */
export const LOUD = -1;
export const UNLOOKED = -2;

export const newHome = (prototype: object, changes: number, shadowed: Home | undefined): Home => ({
  prototype,
  changes,
  shadows: shadowed === undefined,
  assignable: new js.SafeSet<Key>(),
  looks: 0,
  isFree: undefined,
  quiet: UNLOOKED,
  silent: new js.SafeSet<Key>(),
  shadowed,
});

/** Of objects of which nothing is known: it is out of date at any time. */
export const NO_HOME: Home = newHome({}, -1, undefined);
