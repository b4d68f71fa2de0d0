import { describe, expect, it } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { ENTER, LEAVES_NOTHING_OUT, LEAVING_OUT_MASK, OPEN_FOR_WRITES, type Stamped, TRAIT } from '../wire/probes.js';
import { ATTENDING, CELL } from '../wire/ring.js';
import { SITE, type SiteKind, type SiteTable } from '../wire/sites.js';
import { CONTENT, DETAIL, type Detail } from '../wire/trace.js';
import { Budget } from './budget.js';
import { FACT, OPEN } from './identity.js';
import { now } from './intrinsics.js';
import { createRig, type Rig, VALUE } from './rig.js';
import { readProxiesBy } from './proxies.js';
import { allocateRing, RingWriter } from './ring.js';
import type { SpendingOptions } from './spending.js';

/** `function f(p) { let v; o.k = v; return v }`; the rig knows the words of the first three sites. */
const KINDS: readonly SiteKind[] = [
  SITE.enter,
  SITE.put,
  SITE.step,
  SITE.write,
  SITE.step,
  SITE.write,
  SITE.return,
  SITE.leave,
];
const ENTRY = FIRST_SITE;
const PUT = FIRST_SITE + 1;
const PARAMETER = FIRST_SITE + 3;
const STEP = FIRST_SITE + 4;
const LOCAL = FIRST_SITE + 5;
const RETURN = FIRST_SITE + 6;

function tableOf(more: readonly SiteKind[] = []): SiteTable {
  const kind = [...KINDS, ...more];
  const zeros = kind.map(() => 0);
  const named = { scope: 0, captured: false, slot: 0, initOffset: -1 };
  return {
    version: 1,
    key: '',
    functions: [{ name: 'f', kind: 'function', async: false, generator: false, scope: 0, start: 0, end: 1 }],
    scopes: [],
    variables: [
      { name: 'p', kind: 'param', ...named },
      { name: 'v', kind: 'let', ...named },
    ],
    keys: ['k'],
    temporaries: [],
    values: [],
    imports: [],
    exports: [],
    sites: {
      kind,
      flags: zeros,
      start: zeros,
      end: zeros,
      line: zeros,
      column: zeros,
      fn: zeros,
      scope: zeros,
      ref: kind.map((_, i) => (i === 5 ? 1 : 0)),
    },
  };
}

interface Reduced {
  readonly rig: Rig;
  readonly budget: Budget;
  /** calls f so often */
  readonly call: (times: number) => void;
  readonly wait: () => void;
}

function reduced(options: SpendingOptions, more: readonly SiteKind[] = []): Reduced {
  const told = new RingWriter(allocateRing(1 << 20));
  const budget = new Budget(told, options);
  budget.add(FIRST_SITE, tableOf(more));
  const rig = createRig({ budget });
  const { probes: p } = rig.kit;
  const enter = p.enter(ENTRY, ENTER.this);
  const probes = { parameter: p.write(PARAMETER), step: p.step(STEP), local: p.write(LOCAL) };
  const put = p.put(PUT, 'k');
  const leave = p.return(RETURN, TRAIT.pops, 0);
  const o = { k: 0 };
  const call = (times: number): void => {
    for (let i = 0; i < times; i++) {
      enter(undefined);
      probes.parameter(i);
      probes.step();
      probes.local(i);
      o.k = i;
      put(i, o);
      leave(i, 0);
    }
  };
  const wait = (): void => {
    const until = now() + 21;
    while (now() < until);
    budget.check();
  };
  return { rig, budget, call, wait };
}

const levelOf = ({ budget }: Reduced): Detail => budget.of(ENTRY).level;

describe('an overhead budget', () => {
  it('leaves everything as it is where it fits', () => {
    const made = reduced({ maxOverhead: 3, sample: 1 });
    made.call(10);
    made.wait();
    expect(levelOf(made)).toBe(DETAIL.everything);
  });

  it('takes detail from the function with the most events, and gives it back step by step', () => {
    const made = reduced({ maxOverhead: 1.01, sample: 1 });
    // Windows also end inside the function, when it is on the stack.
    for (let i = 0; i < 20 && levelOf(made) !== DETAIL.counted; i++) {
      made.call(20_000);
      made.wait();
    }
    expect(levelOf(made)).toBe(DETAIL.counted);
    for (let i = 0; i < 50; i++) made.wait();
    expect(levelOf(made)).toBe(DETAIL.calls);
    for (let i = 0; i < 100; i++) made.wait();
    expect(levelOf(made)).toBe(DETAIL.everything);
  });

  it('what objects take that nobody has seen before is counted', () => {
    const few = reduced({ maxOverhead: 1.05, sample: 1 });
    const many = reduced({ maxOverhead: 1.05, sample: 1 });
    for (const made of [few, many]) {
      const parameter = made.rig.kit.probes.write(PARAMETER);
      const known = [0];
      for (let i = 0; i < 500; i++) parameter(made === few ? known : Array.from({ length: 100 }, () => i));
      made.wait();
    }
    expect(levelOf(few)).toBe(DETAIL.everything);
    expect(levelOf(many)).toBe(DETAIL.calls);
  });

  it('a function that is on the stack is not counted from there on', () => {
    const made = reduced({ maxOverhead: 1.01, sample: 1 });
    // A window may end while it is called.
    made.rig.kit.probes.enter(ENTRY, ENTER.this)(undefined);
    made.call(20_000);
    made.wait();
    expect(levelOf(made)).toBe(DETAIL.calls);
  });

  it('one that creates scope instances always has its calls', () => {
    const made = reduced({ maxOverhead: 1.01, sample: 1 }, [SITE.scope]);
    made.call(20_000);
    made.wait();
    expect(levelOf(made)).toBe(DETAIL.calls);
  });
});

describe('what is recorded of a call', () => {
  const at = (level: Detail): readonly string[] => {
    const made = reduced({ maxOverhead: 1.01, sample: 1 });
    made.call(1);
    made.rig.events();
    const share = made.budget.of(ENTRY);
    share.level = level;
    share.follow(DETAIL.everything);
    made.call(1);
    return made.rig.events().filter((line) => !line.startsWith('turn'));
  };
  it('arguments and results', () => {
    expect(at(DETAIL.arguments)).toEqual(['site 0 undefined', 'site 3 0', 'site 1 #1 0', 'site 6 0']);
  });

  it('calls: the object that is assigned to is said to be unseen, once', () =>
    expect(at(DETAIL.calls).filter((line) => line.startsWith('unseen'))).toHaveLength(1));

  it('nothing of the call itself', () => expect(at(DETAIL.counted)).toEqual([expect.stringMatching(/^unseen/)]));

  it('an object with assignments that were left out is described when it is seen in a later window', () => {
    const { rig, budget, call, wait } = reduced({ maxOverhead: 1.01, sample: 1 });
    const o = { k: 1 };
    rig.kit.v0(VALUE, o);
    rig.events();
    const share = budget.of(ENTRY);
    share.level = DETAIL.calls;
    share.follow(DETAIL.everything);
    call(0);
    const put = rig.kit.probes.put(PUT, 'k');
    for (const value of [2, 3]) {
      o.k = value;
      put(value, o);
    }
    rig.kit.v0(VALUE, o);
    expect(rig.events()).toEqual([expect.stringMatching(/^unseen/), expect.stringMatching(/^site \d+ #\d+$/)]);
    wait();
    rig.kit.v0(VALUE, o);
    rig.kit.v0(VALUE, o);
    const lines = rig.events();
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('{k: 3}');
  });

  it('a view whose bytes an assignment to another may have changed is said to be unseen, whether that one is in the stream or not', () => {
    const { rig, budget, call, wait } = reduced({ maxOverhead: 1.01, sample: 1 });
    const buffer = new ArrayBuffer(8);
    const [first, shown, unknown] = [new Int32Array(buffer), new Uint8Array(buffer), new Int16Array(buffer)];
    for (const view of [first, shown]) rig.kit.v0(VALUE, view);
    const share = budget.of(ENTRY);
    share.level = DETAIL.calls;
    share.follow(DETAIL.everything);
    call(0);
    const put = rig.kit.probes.assignedAt(PUT, 0);
    const unseenBy = (view: Int32Array | Int16Array): readonly string[] => {
      wait();
      rig.kit.v0(VALUE, shown);
      rig.events();
      view[0] = 7;
      put(7, view, 0, (view as unknown as Record<symbol, never>)[rig.kit.S], undefined);
      return rig.events();
    };
    expect(unseenBy(first)).toEqual(['unseen #1', 'unseen #3']);
    expect(unseenBy(first)).toEqual(['unseen #3']);
    expect(unseenBy(unknown)).toEqual(['unseen #3']);
  });
});

describe('the second body of a function', () => {
  it('runs once its calls are only counted, inside other calls and while there are no breakpoints', () => {
    const made = reduced({ maxOverhead: 1.01, sample: 1 });
    const { C } = made.rig.kit;
    const counter = made.rig.kit.probes.reduced(ENTRY)();
    const share = made.budget.of(ENTRY);
    const runsAt = (level: Detail, depth: number, attention: number): boolean => {
      share.level = level;
      share.follow(DETAIL.everything);
      C[CELL.DEPTH] = depth;
      C[CELL.ATTENTION] = attention;
      return (counter[0] ?? 0) > 0 && (C[CELL.DEPTH] ?? 0) > (C[CELL.ATTENTION] ?? 0);
    };
    expect(runsAt(DETAIL.calls, 1, 0)).toBe(false);
    expect(runsAt(DETAIL.counted, 1, 0)).toBe(true);
    expect(runsAt(DETAIL.counted, 0, 0)).toBe(false);
    expect(runsAt(DETAIL.counted, 1, ATTENDING)).toBe(false);
  });

  it('asks by numbers for what the runtime has names for', () => {
    expect(OPEN_FOR_WRITES).toBe(OPEN.writes);
    const toLose = FACT.described | FACT.protoWritten | FACT.sharesBytes;
    expect(LEAVES_NOTHING_OUT).toBe(FACT.simple);
    expect(LEAVING_OUT_MASK & ~(FACT.simple | toLose)).toBe(
      (CONTENT.function | CONTENT.class) & ~(CONTENT.array | CONTENT.typedArray),
    );
    expect(LEAVING_OUT_MASK & toLose).toBe(toLose);
  });

  it('while it may run the first one records calls: it may have begun before', () => {
    const made = reduced({ maxOverhead: 1.01, sample: 1 });
    made.rig.kit.probes.reduced(ENTRY);
    const share = made.budget.of(ENTRY);
    share.level = DETAIL.counted;
    share.follow(DETAIL.everything);
    made.call(1);
    expect(made.rig.events().filter((line) => line.startsWith('site'))).toHaveLength(2);
  });

  it('runs from the start where next to nothing may be recorded', () => {
    const made = reduced({ maxOverhead: 1.0001, sample: 1 });
    expect(levelOf(made)).toBe(DETAIL.counted);
    expect(made.rig.kit.probes.reduced(ENTRY)()[0]).toBe(1);
  });

  it('says that what it assigns to is unseen, stamped or not, and what shows the same bytes', () => {
    const { rig } = reduced({ maxOverhead: 1.01, sample: 1 });
    const lost = rig.kit.probes.lost();
    const buffer = new ArrayBuffer(8);
    const [shown, unknown] = [new Uint8Array(buffer), new Int16Array(buffer)];
    const [plain, expression] = [{ k: 1 }, /a/g];
    const unseenBy = (o: object): readonly string[] => {
      rig.events();
      lost(1, o, (o as Record<symbol, never>)[rig.kit.S]);
      return rig.events();
    };
    for (const o of [shown, plain, expression]) rig.kit.v0(VALUE, o);
    for (const o of [unknown, plain, expression]) expect(unseenBy(o)).toEqual([expect.stringMatching(/^unseen #\d+$/)]);
    for (const o of [unknown, plain, expression, {}]) expect(unseenBy(o)).toEqual([]);
  });

  it('says so of what a proxy stands in front of', () => {
    const { rig } = reduced({ maxOverhead: 1.01, sample: 1 });
    const lost = rig.kit.probes.lost();
    const behind = { k: 1 };
    const front = new Proxy(behind, {});
    const outer = new Proxy(front, {});
    readProxiesBy((proxy) => [proxy === outer ? front : behind, {}]);
    try {
      rig.kit.v0(VALUE, behind);
      rig.events();
      lost(1, outer);
      expect(rig.events()).toEqual([expect.stringMatching(/^unseen #\d+$/)]);
      lost(1, front);
      expect(rig.events()).toEqual([]);
    } finally {
      readProxiesBy(undefined);
    }
  });

  it('looks after what a setter of other code has changed, of an object that nobody has seen, too', () => {
    const { rig } = reduced({ maxOverhead: 1.01, sample: 1 });
    const lost = rig.kit.probes.lost();
    const given = { heard: 0 };
    rig.kit.v0(VALUE, given);
    const hears = (key: string): boolean => {
      rig.events();
      const o = {
        set hears(v: typeof given) {
          v.heard++;
        },
      };
      o.hears = given;
      lost(given, o, undefined, key);
      return rig.events().length > 0;
    };
    expect([hears('hears'), hears('other'), hears('hears')]).toEqual([true, false, true]);
    const own = { k: 1 };
    rig.kit.fresh(own);
    lost(1, own, (own as Record<symbol, never>)[rig.kit.S], 'k');
    expect(rig.events()).toEqual([]);
  });

  it('views that nobody has described have facts from their first assignment on, which say of others that show the same bytes', () => {
    const { rig } = reduced({ maxOverhead: 1.01, sample: 1 });
    const lost = rig.kit.probes.lost();
    const buffer = new ArrayBuffer(16);
    const [written, shown, other] = [
      new Int32Array(buffer, 0, 2),
      new Uint8Array(buffer, 4, 4),
      new Uint8Array(buffer, 8),
    ];
    const stampOf = (o: object): Stamped | undefined => (o as Record<symbol, Stamped>)[rig.kit.S];
    const unseenBy = (o: object): readonly string[] => {
      rig.events();
      lost(1, o, stampOf(o));
      return rig.events();
    };
    expect(unseenBy(written)).toEqual([]);
    expect(stampOf(written)).toBeDefined();
    for (const o of [shown, other]) rig.kit.v0(VALUE, o);
    expect(unseenBy(written)).toEqual(['unseen #1', 'unseen #3']);
    rig.kit.v0(VALUE, written);
    expect(rig.events()).toContainEqual(expect.stringMatching(/^content #\d+ typedArray Int32Array 2 /));
  });
});

describe('a new view', () => {
  it('has facts from where the program made it, whoever it made it with, and nothing of the program runs for that', () => {
    const { rig } = reduced({ maxOverhead: 1.01, sample: 1 });
    const hasFacts = (o: object): boolean => (o as Record<symbol, unknown>)[rig.kit.S] !== undefined;
    const asked: string[] = [];
    const own = new Proxy(Uint8Array, {
      getPrototypeOf: (target) => {
        asked.push('prototype');
        return Reflect.getPrototypeOf(target);
      },
    });
    class Derived extends Uint8Array {}
    expect(hasFacts(rig.kit.ran(new Float64Array(2), Float64Array, 2))).toBe(true);
    for (const [view, made] of [
      [new own(2), own],
      [new Derived(2), Derived],
      [Buffer.from([1]), undefined],
    ] as const)
      expect(hasFacts(rig.kit.ran(view, made, 2))).toBe(false);
    expect(asked).toEqual([]);
  });
});

describe('a sample', () => {
  it('is one turn of so many; the others are recorded as calls', () => {
    const made = reduced({ maxOverhead: 0, sample: 3 });
    const lengths = Array.from({ length: 6 }, () => {
      made.rig.events();
      made.call(1);
      return made.rig.events().length;
    });
    const whole = Math.max(...lengths);
    expect(lengths.filter((length) => length === whole)).toHaveLength(2);
  });

  it('that adapts has fewer turns as long as there are too many events, and all of them again', () => {
    const made = reduced({ maxOverhead: 1.01, sample: 0 });
    const { budget } = made;
    const count = (): number => {
      let whole = 0;
      for (let i = 0; i < 16; i++) {
        budget.begin();
        if (budget.turn.level === DETAIL.everything) whole++;
      }
      return whole;
    };
    expect(count()).toBe(16);
    made.call(20_000);
    made.wait();
    expect(count()).toBeLessThan(16);
    for (let i = 0; i < 20; i++) made.wait();
    expect(count()).toBe(16);
  });
});
