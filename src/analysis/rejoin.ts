/**
 * Where two runs that went on differently come together again: where the fewest events of both together are passed over, and a stretch of both is
 * the same from there. The further away, the longer that stretch must be, since short ones recur by chance. Where values are the same, too, is not
 * much further away if it is the right place; other rounds of a loop look the same but for these.
 *
 * Looked at are ever longer windows: what is near costs little, and of what is far only a number for each event is kept.
 */

/** Of each side, so many events come before they are together. */
export type Apart = readonly [number, number];

/** Windows, and how many events in a row must agree in them. */
const WINDOWS = [
  { length: 256, agreeing: 3 },
  { length: 4096, agreeing: 8 },
  { length: 65_536, agreeing: 16 },
  { length: 1_048_576, agreeing: 32 },
] as const;
/** What is behind the last event of a run, often enough for any window: runs are together where both have ended. */
const ENDED: readonly number[] = Array<number>(32).fill(-1);
/** Times as far. */
const MUCH_FURTHER = 4;
const FACTOR = 0x01000193;

/** An event: where it is, and what else is compared of it. */
export interface Key {
  readonly place: string;
  readonly value: string;
}

/** `turn` is awaited before each window. Undefined: not within a million events. */
export async function rejoin(
  keys: readonly [Iterator<Key>, Iterator<Key>],
  turn: () => Promise<void>,
): Promise<Apart | undefined> {
  const numbers = new Map<string, number>();
  const sides = keys.map((side) => new Ahead(side, numbers)) as [Ahead, Ahead];
  for (const { length, agreeing } of WINDOWS) {
    await turn();
    for (const side of sides) side.read(length + agreeing);
    const [places, values] = (['places', 'values'] as const).map((which) =>
      nearest(stretchesOf(sides[0], which), stretchesOf(sides[1], which), { length, agreeing }),
    );
    if (places !== undefined)
      return values !== undefined && sum(values) <= MUCH_FURTHER * sum(places) ? values : places;
  }
  return undefined;
}

const sum = ([a, b]: Apart): number => a + b;

/** The events of a run from the difference on, as far as they are read: numbers that are equal where events are. */
class Ahead {
  readonly places: number[] = [];
  readonly values: number[] = [];
  /** events that there are, once all are read */
  total = Number.POSITIVE_INFINITY;

  constructor(
    private readonly keys: Iterator<Key>,
    private readonly known: Map<string, number>,
  ) {}

  read(count: number): void {
    while (this.places.length < count && this.total === Number.POSITIVE_INFINITY) {
      const next = this.keys.next();
      if (next.done === true) {
        this.total = this.places.length;
        this.places.push(...ENDED);
        this.values.push(...ENDED);
      } else {
        const { place, value } = next.value;
        this.places.push(this.#numberOf(place));
        this.values.push(this.#numberOf(`${place}\n${value}`));
      }
    }
  }

  #numberOf(key: string): number {
    const known = this.known.get(key) ?? this.known.size;
    this.known.set(key, known);
    return known;
  }
}

interface Stretches {
  readonly numbers: readonly number[];
  /** where the last one may begin: behind the last event, both runs have ended */
  readonly last: number;
}

const stretchesOf = (side: Ahead, which: 'places' | 'values'): Stretches => ({
  numbers: side[which],
  last: side.total,
});

interface Window {
  readonly length: number;
  readonly agreeing: number;
}

/** Hashes of so many numbers in a row, one for each place in the window that they can begin at. */
function* hashes({ numbers, last }: Stretches, { length, agreeing }: Window): Generator<number> {
  let oldest = 1;
  for (let i = 0; i < agreeing; i++) oldest = Math.imul(oldest, FACTOR);
  const end = Math.min(Math.min(length, last + 1) + agreeing - 1, numbers.length);
  let hash = 0;
  for (let i = 0; i < end; i++) {
    hash = (Math.imul(hash, FACTOR) + numbers[i]!) | 0;
    if (i >= agreeing) hash = (hash - Math.imul(oldest, numbers[i - agreeing]!)) | 0;
    if (i >= agreeing - 1) yield hash;
  }
}

function nearest(a: Stretches, b: Stretches, window: Window): Apart | undefined {
  const firstIn = new Map<number, number>();
  let at = 0;
  for (const hash of hashes(b, window)) {
    if (!firstIn.has(hash)) firstIn.set(hash, at);
    at++;
  }
  let best: Apart | undefined;
  at = 0;
  for (const hash of hashes(a, window)) {
    if (best !== undefined && at >= sum(best)) break;
    const other = firstIn.get(hash);
    const isNearer = other !== undefined && (best === undefined || at + other < sum(best));
    if (isNearer && agree([a.numbers, at], [b.numbers, other], window.agreeing)) best = [at, other];
    at++;
  }
  return best;
}

type Place = readonly [numbers: readonly number[], at: number];

/** Hashes may be equal by chance. */
function agree([a, i]: Place, [b, k]: Place, agreeing: number): boolean {
  for (let more = 0; more < agreeing; more++) if (a[i + more] !== b[k + more]) return false;
  return true;
}
