/** What homes.ts keeps of a prototype. All are made in one place, so that V8 knows their hidden class wherever a record leads to one, and checks nothing there. */
import type { Home as HomeOfStamp } from '../wire/probes.js';
import * as js from './intrinsics.js';

type Key = string | number | symbol;

export interface Home extends HomeOfStamp {
  readonly prototype: object;
  readonly shadows: boolean;
  /** no object of the chain has a setter, or something read-only, of that name */
  readonly assignable: js.SafeSet<Key>;
  /** times that one of its objects had to be looked at */
  looks: number;
  opens: number;
  /** `opened` of the last object that was opened to calls, of which the stream need have nothing for that; 0: there was none */
  opened: number;
  /** methods of these names are silent */
  readonly silent: js.SafeSet<Key>;
  /** the home of objects with this prototype that shadow */
  readonly shadowed: Home | undefined;
}

/** Of `opens`: nobody has looked. */
export const UNLOOKED = -1;

export const newHome = (prototype: object, changes: number, shadowed: Home | undefined): Home => ({
  prototype,
  changes,
  shadows: shadowed === undefined,
  assignable: new js.SafeSet<Key>(),
  looks: 0,
  opens: UNLOOKED,
  opened: 0,
  silent: new js.SafeSet<Key>(),
  shadowed,
});

/** Of objects of which nothing is known: it is out of date at any time. */
export const NO_HOME: Home = newHome({}, -1, undefined);
