import { describe, expect, it } from 'vitest';
import { CELL, MARGIN, OVERFLOW, SLOT_WORDS } from '../wire/ring.js';
import { GAP, header, SYSTEM } from '../wire/trace.js';
import { RingReader } from './drain-ring.js';
import type { EngineSocket } from './drain-socket.js';
import { EventText } from './eventText.js';
import { compact, SiteWidths } from './overflow.js';
import { allocateRing, RingWriter } from './ring.js';
import { StringTable } from './strings.js';

const SLOT_BYTES = SLOT_WORDS * 4;

/** A worker that frees every slot at once. */
function consume(ring: RingWriter): void {
  ring.C[CELL.TAIL] = ring.C[CELL.HEAD] ?? 0;
}

/** Of this thread. */
function cpuMicros(run: () => void): number {
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return user + system;
}

describe('ring', () => {
  it('publishes a slot when the next event does not fit, and goes round', () => {
    const ring = new RingWriter(allocateRing(2 * SLOT_BYTES));
    const slots: number[] = [];
    for (let slot = 0; slot < 3; slot++) {
      slots.push((ring.C[CELL.CURSOR] ?? -1) / SLOT_WORDS);
      ring.C[CELL.CURSOR] = (ring.C[CELL.LIMIT] ?? 0) + 1;
      ring.publish();
      consume(ring);
    }
    expect(slots).toEqual([0, 1, 0]);
    expect(ring.C[CELL.HEAD]).toBe(3);
    expect(ring.C[CELL.SLOT_LENGTH]).toBe(SLOT_WORDS - MARGIN + 1);
  });

  it('an event never crosses the end of a slot', () => {
    const ring = new RingWriter(allocateRing(2 * SLOT_BYTES));
    ring.C[CELL.CURSOR] = SLOT_WORDS - 3;
    ring.system(SYSTEM.exit, 0, [7, 8]);
    expect(ring.C[CELL.SLOT_LENGTH]).toBe(SLOT_WORDS - 3);
    expect([...ring.I.subarray(SLOT_WORDS, SLOT_WORDS + 4)]).toEqual([header(SYSTEM.exit, 0), 4, 7, 8]);
  });

  it('goes on without the engine', () => {
    const ring = new RingWriter(allocateRing(2 * SLOT_BYTES));
    ring.C[CELL.ABANDONED] = 1;
    for (let i = 0; i < 10; i++) {
      ring.C[CELL.CURSOR] = (ring.C[CELL.LIMIT] ?? 0) + 1;
      expect(ring.publish()).toBe(0);
    }
    ring.flushAll(1000);
  });
});

describe('drop-newest', () => {
  it('keeps what later events need, and counts the rest', () => {
    const ring = new RingWriter(allocateRing(2 * SLOT_BYTES));
    ring.C[CELL.OVERFLOW] = OVERFLOW.dropNewest;
    let forgotten = 0;
    const widths = new SiteWidths('');
    ring.dropPolicy = {
      compact: (words, from, to) => compact(words, from, to, widths).kept,
      forget: () => forgotten++,
    };
    ring.publish();
    new StringTable(ring, 100).id('kept');
    for (let i = 0; i < 5; i++) ring.systemDouble(SYSTEM.turn, 0, i);
    ring.publish();
    expect(ring.C[CELL.HEAD]).toBe(1);
    expect(forgotten).toBe(1);
    const at = ring.C[CELL.CURSOR] ?? 0;
    expect(new EventText(ring.I.slice(SLOT_WORDS, at)).lines).toEqual([`gap ${GAP.overflow} 5`]);
  });
});

describe('the worker looks at the slot that is being written', () => {
  it('and trusts nothing that it saw of one before events were dropped from it', () => {
    const memory = allocateRing(2 * SLOT_BYTES);
    const ring = new RingWriter(memory);
    const widths = new SiteWidths('');
    const sent: Uint8Array[] = [];
    const socket = {
      isBusy: false,
      data: (_type: number, _flags: number, bytes: Uint8Array) => void sent.push(bytes.slice()),
    } as unknown as EngineSocket;
    const reader = new RingReader(memory, { socket, widths, before: () => {} });
    ring.C[CELL.OVERFLOW] = OVERFLOW.dropNewest;
    ring.dropPolicy = {
      compact: (words, from, to) => {
        // The recorder is back: what lies before this slot is gone.
        reader.sendFull();
        for (let i = 0; i < 3; i++) reader.look();
        return compact(words, from, to, widths).kept;
      },
      forget: () => {},
    };
    ring.publish();
    for (let i = 0; i < 500; i++) ring.systemDouble(SYSTEM.turn, 0, i);
    ring.publish();
    sent.length = 0;
    for (let i = 0; i < 3; i++) reader.look();
    const words = sent.flatMap((bytes) => [...new Int32Array(bytes.buffer, 0, bytes.length / 4)]);
    expect(new EventText(Int32Array.from(words)).lines).toEqual([`gap ${GAP.overflow} 500`]);
  });

  it('and takes nothing of one that is written over since the recording was given up', () => {
    const memory = allocateRing(2 * SLOT_BYTES);
    const ring = new RingWriter(memory);
    const sent: Uint8Array[] = [];
    const socket = {
      isBusy: false,
      data: (_type: number, _flags: number, bytes: Uint8Array) => void sent.push(bytes),
    } as unknown as EngineSocket;
    const reader = new RingReader(memory, { socket, widths: new SiteWidths(''), before: () => {} });
    for (let i = 0; i < 500; i++) ring.systemDouble(SYSTEM.turn, 0, i);
    reader.look();
    ring.C[CELL.ABANDONED] = 1;
    ring.publish();
    for (let i = 0; i < 400; i++) ring.systemDouble(SYSTEM.turn, 0, -i);
    for (let i = 0; i < 3; i++) reader.look();
    reader.sendAll();
    expect(sent).toEqual([]);
  });
});

describe('drop-oldest', () => {
  it('does not wait for a recorder that is away, though a look has sent a part of the oldest slot', () => {
    const memory = allocateRing(2 * SLOT_BYTES);
    const ring = new RingWriter(memory);
    ring.C[CELL.OVERFLOW] = OVERFLOW.dropOldest;
    const sent: Uint8Array[] = [];
    const socket = {
      isBusy: false,
      data: (_type: number, _flags: number, bytes: Uint8Array) => void sent.push(bytes.slice()),
    };
    const parts = { socket: socket as unknown as EngineSocket, widths: new SiteWidths(''), before: () => {} };
    const reader = new RingReader(memory, parts);
    const write = (count: number): void => {
      for (let i = 0; i < count; i++) ring.systemDouble(SYSTEM.turn, 0, i);
    };
    write(3);
    for (let i = 0; i < 2; i++) reader.look();
    socket.isBusy = true;
    write(1);
    ring.publish();
    // As it is while `publish` waits.
    Atomics.add(ring.C, CELL.HEAD, 1);
    reader.sendFull();
    expect(ring.C[CELL.TAIL]).toBe(1);
    const words = sent.flatMap((bytes) => [...new Int32Array(bytes.buffer, 0, bytes.length / 4)]);
    expect(new EventText(Int32Array.from(words)).lines.at(-1)).toBe(`gap ${GAP.overflow} 1`);
  });
});

describe('strings', () => {
  const written = (use: (table: StringTable) => void, limit = 100): number => {
    const ring = new RingWriter(allocateRing(4 * SLOT_BYTES));
    use(new StringTable(ring, limit));
    return ring.C[CELL.CURSOR] ?? 0;
  };

  it('a content is written once', () => {
    const once = written((table) => table.id('text'));
    expect(written((table) => [table.id('text'), table.id(`te${'xt'}`)])).toBe(once);
  });

  it('a content that comes again after many others is written twice, and not more often', () => {
    const ring = new RingWriter(allocateRing(4 * SLOT_BYTES));
    const table = new StringTable(ring, 100);
    const round = (): number[] => Array.from({ length: 1000 }, (_, i) => table.id(`text ${i}`));
    const ids = [round(), round(), round()];
    const end = ring.C[CELL.CURSOR];
    expect(round()).toEqual(ids[2]);
    expect(ring.C[CELL.CURSOR]).toBe(end);
    expect(new Set(ids.flat()).size).toBeLessThanOrEqual(2000);
  });

  it('a long string is remembered by reference', () => {
    const long = 'x'.repeat(5000);
    expect(written((table) => [table.id(long), table.id(long)])).toBe(written((table) => table.id(long)));
  });

  it('the table is bounded and ids keep growing', () => {
    const ring = new RingWriter(allocateRing(16 * SLOT_BYTES));
    const table = new StringTable(ring, 100);
    const first = table.id('first');
    for (let i = 0; i < 70_000; i++) table.id(`s${i}`);
    expect(table.id('first')).toBeGreaterThan(first);
  });

  it('the empty string is none of those from before the table began again', () => {
    const table = new StringTable(new RingWriter(allocateRing(16 * SLOT_BYTES)), 100);
    const ids = new Set<number>();
    for (let i = 0; i < 65_800; i++) ids.add(table.id(`s${i}`));
    expect(ids).not.toContain(table.id(''));
  });

  it('texts of one sum are told from each other', () => {
    const table = new StringTable(new RingWriter(allocateRing(4 * SLOT_BYTES)), 100);
    const texts = ['abcdef', 'axcdyf', 'azcdqf'];
    const ids = texts.map((text) => table.id(text));
    expect(new Set(ids).size).toBe(3);
  });

  it('a huge string is not copied to be told from others', () => {
    const ring = new RingWriter(allocateRing(16 * SLOT_BYTES));
    const table = new StringTable(ring, 10);
    let text = 'x'.repeat(20 << 20);
    const named = cpuMicros(() => {
      for (let i = 0; i < 300; i++) {
        text += 'y';
        table.id(text);
      }
    });
    const copied = cpuMicros(() => {
      for (let i = 0; i < 30; i++) Buffer.from(text, 'latin1');
    });
    expect(named).toBeLessThan(copied);
  });
});
