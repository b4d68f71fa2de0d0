/**
 * Which events of two recordings of the same run of a program are the same, where one of them lacks some: what it has is in the other in the same
 * order. Events of a kind and place of which both have as many, between two that are known to be the same, are the same, in their order.
 */
import type { Seq } from '../../src/base/units.js';
import type { EventKind, EventView, Recording } from '../../src/query/api.js';
import { groupBy } from '../oracle/groups.js';

export interface Moment {
  readonly seq: Seq;
  /** where it is looked at: of an entry, behind what the call was given */
  readonly at: Seq;
  /** of an entry: calls come before that (of default values, of a constructor's fields) */
  readonly isLate?: boolean;
  /** kind of event, place, function, text */
  readonly key: string;
  readonly kind: EventKind;
  readonly functionName: string | undefined;
}

export interface Pair {
  readonly full: Moment;
  readonly reduced: Moment;
}

const KINDS: readonly EventKind[] = [
  'enter',
  'return',
  'throw',
  'output',
  'await',
  'yield',
  'resume',
  'step',
  'write',
  'put',
];

/** Of three recordings this takes 2 GB. */
const MOST = 2_000_000;

/** `entries`: where a call is looked at that is entered. At its body, where it is of interest: nothing but arguments is written before that where calls alone are recorded. */
export function momentsOf(
  recording: Recording,
  thread: EventView['thread'],
  entries: 'asEntered' | 'atBody',
): Moment[] {
  const keyOf = ({ kind, place, functionName, name, text }: EventView): string =>
    [kind, place?.path, place?.line, place?.column, functionName, name, text].join(' ');
  const found: Moment[] = [];
  for (const event of recording.events({ kinds: KINDS, thread })) {
    const { seq, kind, functionName } = event;
    found.push({ seq, kind, functionName, key: keyOf(event), at: seq });
    if (found.length > MOST) throw new Error(`More than ${MOST} events: run the program for less time`);
  }
  if (entries === 'asEntered') return found;
  return found.map((moment, i) => {
    if (moment.kind !== 'enter') return moment;
    const { seq: at } = bodyOf(found, i);
    return { ...moment, at, isLate: found[i + 1]?.kind === 'enter' && at > moment.seq };
  });
}

/** Where the body of a call begins: behind what it was given, default values and fields. */
function bodyOf(moments: readonly Moment[], entry: number): Moment {
  const { functionName } = moments[entry]!;
  let given = entry;
  for (let i = entry + 1; i < moments.length; i++) {
    const { kind, functionName: name } = moments[i]!;
    if (name !== functionName) continue;
    if (kind === 'write') given = i;
    else return moments[kind === 'step' ? i : given]!;
  }
  return moments[given]!;
}

/** In their order. */
export function pairsOf(full: readonly Moment[], reduced: readonly Moment[]): Pair[] {
  const found: Pair[] = [];
  const open = [{ full, reduced }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const pairs = inOrder(equallyMany(part.full, part.reduced));
    if (pairs.length === 0) continue;
    for (const pair of pairs) found.push(pair);
    for (let i = 0; i <= pairs.length; i++) {
      const between = (moments: readonly Moment[], side: keyof Pair): Moment[] =>
        inside(moments, pairs[i - 1]?.[side].seq, pairs[i]?.[side].seq);
      const rest = { full: between(part.full, 'full'), reduced: between(part.reduced, 'reduced') };
      if (rest.reduced.length > 0) open.push(rest);
    }
  }
  return found.sort((a, b) => a.full.seq - b.full.seq);
}

function equallyMany(full: readonly Moment[], reduced: readonly Moment[]): Pair[] {
  const others = groupBy(reduced, ({ key }) => key);
  return [...groupBy(full, ({ key }) => key)].flatMap(([key, moments]) => {
    const own = others.get(key);
    return own?.length === moments.length ? moments.map((moment, i) => ({ full: moment, reduced: own[i]! })) : [];
  });
}

/** Without those that come in another order (what runs when depends on the clock). */
function inOrder(pairs: readonly Pair[]): Pair[] {
  const sorted = pairs.toSorted((a, b) => a.full.seq - b.full.seq);
  let last = -1;
  return sorted.filter(({ reduced }) => {
    const isLater = reduced.seq > last;
    if (isLater) last = reduced.seq;
    return isLater;
  });
}

function inside(moments: readonly Moment[], after = -1, before = Number.POSITIVE_INFINITY): Moment[] {
  return moments.slice(firstBehind(moments, after), firstBehind(moments, before - 1));
}

function firstBehind(moments: readonly Moment[], seq: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]!.seq > seq) high = middle;
    else low = middle + 1;
  }
  return low;
}
