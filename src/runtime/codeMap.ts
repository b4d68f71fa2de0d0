/** The source map of instrumented code, with what the instrumenter adds to it. */
import type { ConstructorPlaces, FirstLoad, FunctionName, IteratedCall } from '../wire/sites.js';
import * as js from './intrinsics.js';
import { Mappings } from './mappings.js';

/** What the source map of instrumented code tells. */
export interface CodeMap {
  readonly places: Mappings;
  readonly functions: readonly FunctionName[];
  /** by the offset of the name */
  readonly loads: Pick<Map<number, FirstLoad>, 'get'>;
  readonly iterated: readonly IteratedCall[];
  readonly constructors: ConstructorPlaces;
  /** offsets in the source */
  readonly lineStarts: readonly number[];
}

interface Payload {
  readonly mappings: string;
  readonly sourcesContent: readonly (string | null)[];
  readonly x_functions: readonly FunctionName[];
  readonly x_loads: readonly FirstLoad[];
  readonly x_iterated: readonly IteratedCall[];
  readonly x_constructors: ConstructorPlaces;
}

export function parseMap(text: string): CodeMap {
  const map = JSON.parse(text) as Payload;
  const lineStarts = startsOfLines(map.sourcesContent[0] ?? '');
  const loads = new js.SafeMap<number, FirstLoad>();
  for (let i = 0; i < map.x_loads.length; i++) {
    const load = map.x_loads[i] as FirstLoad;
    loads.set(load[0], load);
  }
  return {
    places: new Mappings(map.mappings),
    functions: map.x_functions,
    loads,
    iterated: map.x_iterated,
    constructors: map.x_constructors,
    lineStarts,
  };
}

function startsOfLines(text: string): number[] {
  const starts = js.list<number>();
  starts[0] = 0;
  for (let at = js.indexOf(text, '\n'); at >= 0; at = js.indexOf(text, '\n', at + 1)) starts[starts.length] = at + 1;
  return starts;
}
