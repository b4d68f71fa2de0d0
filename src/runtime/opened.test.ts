import { describe, expect, it } from 'vitest';
import { FIRST_SITE } from '../base/units.js';
import { CELL } from '../wire/ring.js';
import { stampOf } from './identity.js';
import { createRig, type Rig, type RigOptions, VALUE } from './rig.js';

type Bag = Record<string, unknown>;

/** An object of the program's own, whose method has been called so often that calls need no look any more. */
function called(options?: RigOptions): { rig: Rig; o: Bag; call: () => void; isOpen: () => boolean } {
  const rig = createRig(options);
  const o: Bag = { n: 0, secret: '' };
  rig.kit.v0(VALUE, rig.kit.literal(o));
  const ran = rig.kit.probes.ranOf('hasOwnProperty');
  const call = (): void => void ran(true, o, stampOf(o));
  for (let i = 0; i < 40; i++) call();
  rig.events();
  const isOpen = (): boolean => ((stampOf(o)?.opened ?? 0) & ~1) === rig.ring.C[CELL.OPEN_TO_CALLS];
  return { rig, o, call, isOpen };
}

describe('an object that was opened by calls', () => {
  it('needs no look when it is assigned to', () => {
    const { rig, o, isOpen } = called();
    expect(isOpen()).toBe(true);
    o.n = 1;
    rig.kit.probes.assigned(FIRST_SITE + 1, 'n', 0)(1, o, stampOf(o));
    expect(rig.events()).toEqual(['site 1 #1 1']);
  });

  it('keeps what is redacted', () => {
    const { rig, o } = called({ redact: ['secret'] });
    o.secret = 'hunter2';
    rig.kit.probes.assigned(FIRST_SITE + 1, 'secret', 0)('hunter2', o, stampOf(o));
    expect(rig.events().join()).toContain('(redacted)');
  });

  it('is closed by a function among its properties', () => {
    const { rig, o, call, isOpen } = called();
    const { push } = Array.prototype;
    Reflect.set(o, 'hasOwnProperty', push);
    rig.kit.probes.assigned(FIRST_SITE + 1, 'hasOwnProperty', 0)(push, o, stampOf(o));
    for (let i = 0; i < 40; i++) call();
    expect(isOpen()).toBe(false);
  });

  it('is closed while native code may still fill another', () => {
    const { rig, isOpen } = called();
    class List extends Array {}
    const list = new List();
    rig.kit.v0(VALUE, list);
    rig.kit.made(list, Array);
    expect(isOpen()).toBe(false);
    rig.kit.turn();
    expect(isOpen()).toBe(true);
  });

  it('is open again after a sample of the stream', () => {
    const { rig, o, call, isOpen } = called();
    const before = stampOf(o)?.opened;
    rig.beginSample();
    expect(isOpen()).toBe(false);
    call();
    expect(rig.events()).toEqual(['resync #1 object Object 2 {n: 0, secret: ""}']);
    expect(isOpen()).toBe(true);
    rig.beginSample();
    for (let i = 0; i < 3000; i++) rig.kit.v0(VALUE, i);
    call();
    call();
    expect(stampOf(o)?.opened).toBe(before);
  });
});

it('a method of its own that other code has made an accessor of unnoticed is not read', () => {
  const rig = createRig();
  const o: Bag = { m: Object.hasOwn };
  rig.kit.v0(VALUE, rig.kit.literal(o));
  const ran = rig.kit.probes.ranOf('m');
  const called = rig.kit.probes.calledOf('m');
  let reads = 0;
  ran(true, o, stampOf(o));
  Object.defineProperty(o, 'm', { get: () => reads++ });
  ran(true, o, stampOf(o));
  called(true, o, stampOf(o));
  expect(reads).toBe(0);
});
