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
/** Events of each side that are read before others have their turn. */
const AT_ONCE = 20_000;
/** Times as far. */
const MUCH_FURTHER = 4;
const FACTOR = 0x01000193;

/** An event: where it is, and what else is compared of it. */
export interface Key {
  readonly place: string;
  readonly value: string;
}

/** `turn` is awaited now and then. Undefined: not within a million events. */
export async function rejoin(
  keys: readonly [Iterator<Key>, Iterator<Key>],
  turn: () => Promise<void>,
): Promise<Apart | undefined> {
  const numbers = new Map<string, number>();
  const sides = keys.map((side) => new Ahead(side, numbers)) as [Ahead, Ahead];
  let read = 0;
  for (const window of WINDOWS) {
    for (const count = window.length + window.agreeing; read < count; ) {
      await turn();
      read = Math.min(count, read + AT_ONCE);
      for (const side of sides) side.read(read);
    }
    const places = nearest(sides, 'places', window);
    if (places === undefined) continue;
    await turn();
    const values = nearest(sides, 'values', window);
    return values !== undefined && sum(values) <= MUCH_FURTHER * sum(places) ? values : places;
  }
  return undefined;
}

const sum = ([a, b]: Apart): number => a + b;

/**
 * The events of a run from the difference on, as far as they are read: numbers that are equal where events are. Different values may have the same
 * number, by a chance that a stretch of them has not; who goes on from there compares the events themselves.
 */
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
        const number = this.#numberOf(place);
        this.places.push(number);
        this.values.push(hashOf(value, number));
      }
    }
  }

  #numberOf(key: string): number {
    const known = this.known.get(key) ?? this.known.size;
    this.known.set(key, known);
    return known;
  }
}

/** Not negative, as {@link ENDED} is. Mixed after each character: numbers that are counted at two places must not have hashes that are. */
function hashOf(text: string, seed: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, FACTOR);
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ (hash >>> 15) ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return (hash ^ (hash >>> 13)) >>> 1;
}

type Which = 'places' | 'values';

interface Window {
  readonly length: number;
  readonly agreeing: number;
}

/** Hashes of so many numbers in a row, one for each place in the window that they can begin at; the last is where the run has ended. */
function* hashes(side: Ahead, which: Which, { length, agreeing }: Window): Generator<number> {
  const numbers = side[which];
  let oldest = 1;
  for (let i = 0; i < agreeing; i++) oldest = Math.imul(oldest, FACTOR);
  const end = Math.min(Math.min(length, side.total + 1) + agreeing - 1, numbers.length);
  let hash = 0;
  for (let i = 0; i < end; i++) {
    hash = (Math.imul(hash, FACTOR) + numbers[i]!) | 0;
    if (i >= agreeing) hash = (hash - Math.imul(oldest, numbers[i - agreeing]!)) | 0;
    if (i >= agreeing - 1) yield hash;
  }
}

function nearest([a, b]: readonly [Ahead, Ahead], which: Which, window: Window): Apart | undefined {
  const firstIn = new Map<number, number>();
  let at = 0;
  for (const hash of hashes(b, which, window)) {
    if (!firstIn.has(hash)) firstIn.set(hash, at);
    at++;
  }
  let best: Apart | undefined;
  at = 0;
  for (const hash of hashes(a, which, window)) {
    if (best !== undefined && at >= sum(best)) break;
    const other = firstIn.get(hash);
    const isNearer = other !== undefined && (best === undefined || at + other < sum(best));
    if (isNearer && agree([a[which], at], [b[which], other], window.agreeing)) best = [at, other];
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
