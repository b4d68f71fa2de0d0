/**
 * For tests: the events in a ring as lines of text, strings, symbols and prototypes resolved, ids renumbered from #1 in order of appearance.
 * A second reader of the format, written from wire/trace.ts alone.
 */
import { FIRST_SITE } from '../base/units.js';
import { CONTENT, ENTRY, headerSite, headerTag, SLOT, SYSTEM, TAG, TAG_WORDS } from '../wire/trace.js';

const nameOf = (table: Readonly<Record<string, number>>, value: number): string =>
  Object.keys(table).find((key) => table[key] === value) ?? `?${value}`;

export class EventText {
  readonly lines: string[] = [];
  readonly #strings = new Map<number, string>();
  readonly #symbols = new Map<number, string>();
  readonly #protos = new Map<number, string>();
  readonly #ids = new Map<number, number>();
  #at = 0;

  constructor(
    readonly words: Int32Array,
    /** words before the value of each site event, by site - FIRST_SITE */
    readonly leading: readonly number[] = [],
  ) {
    while (this.#at < words.length) this.#event();
  }

  #word(): number {
    const word = this.words[this.#at++];
    if (word === undefined) throw new Error('event crosses the end');
    return word;
  }

  #id(id: number): string {
    if (!this.#ids.has(id)) this.#ids.set(id, this.#ids.size + 1);
    return `#${this.#ids.get(id)}`;
  }

  #event(): void {
    const start = this.#at;
    const header = this.#word();
    const site = headerSite(header);
    if (site >= FIRST_SITE) return this.#siteEvent(site - FIRST_SITE, headerTag(header));
    const end = start + this.#word();
    this.#system(site, headerTag(header), end);
    if (this.#at !== end) throw new Error(`event ${SYSTEM[site]} ends at ${this.#at}, not ${end}`);
  }

  #siteEvent(site: number, tag: number): void {
    const leading: number[] = [];
    for (let i = 0; i < (this.leading[site] ?? 0); i++) leading.push(this.#word());
    this.lines.push(
      [
        'site',
        site,
        ...leading.map((word, i) => (i === 0 ? this.#id(word) : this.#key(word))),
        this.#payload(tag),
      ].join(' '),
    );
  }

  #system(kind: number, sub: number, end: number): void {
    switch (kind) {
      case SYSTEM.string:
        return this.#string();
      case SYSTEM.symbol: {
        const id = this.#word();
        const description = this.#word();
        this.#symbols.set(id, `Symbol(${description === 0 ? '' : this.#strings.get(description)})/${this.#word()}`);
        return;
      }
      case SYSTEM.proto: {
        const id = this.#word();
        const name = this.#word();
        this.#protos.set(id, name === 0 ? '(none)' : (this.#strings.get(name) ?? '?'));
        this.#word();
        return;
      }
      case SYSTEM.content:
        return this.#content(sub, end);
      case SYSTEM.splice:
        return this.#fields('splice', [this.#id(this.#word()), `at ${this.#word()}`, `-${this.#word()}`], end);
      case SYSTEM.bytes:
        this.lines.push(`bytes ${this.#id(this.#word())} ${this.#word()}: ${this.#hex()}`);
        return;
      case SYSTEM.watch:
        this.lines.push(`${sub === 0 ? 'unseen' : 'seen'} ${this.#id(this.#word())}`);
        return;
      case SYSTEM.turn:
        this.#at = end;
        this.lines.push('turn');
        return;
      case SYSTEM.gap:
        this.lines.push(`gap ${sub} ${this.#word()}`);
        return;
      case SYSTEM.output:
        this.lines.push(`output ${sub} ${JSON.stringify(this.#text())}`);
        return;
      default:
        return this.#fields(SYSTEM[kind] ?? String(kind), [this.#id(this.#word())], end);
    }
  }

  #fields(name: string, fixed: readonly string[], end: number): void {
    const values: string[] = [];
    while (this.#at < end) values.push(this.#tagged());
    this.lines.push([name, ...fixed, ...values].join(' '));
  }

  #string(): void {
    const id = this.#word();
    const length = this.#word();
    const text = this.#text();
    this.#strings.set(id, length === text.length ? text : `${text}…${length}`);
  }

  #text(): string {
    const count = this.#word();
    const stored = count >>> 1;
    const perWord = count & 1 ? 2 : 4;
    let text = '';
    for (let i = 0; i < stored; i += perWord) {
      const word = this.#word();
      for (let k = 0; k < perWord && i + k < stored; k++) {
        text += String.fromCharCode((word >>> (k * (32 / perWord))) & (perWord === 2 ? 0xffff : 0xff));
      }
    }
    return text;
  }

  #content(sub: number, end: number): void {
    const id = this.#id(this.#word());
    const kind = nameOf(CONTENT, this.#word());
    const proto = this.#word();
    const size = this.#word();
    const flags = this.#word();
    const entries: string[] = [];
    while (this.#at < end) entries.push(this.#entry());
    const head = [sub === 1 ? 'resync' : 'content', id, kind, proto === 0 ? 'null' : this.#protos.get(proto), size];
    if (flags !== 0) head.push(`flags=${flags}`);
    this.lines.push(`${head.join(' ')} {${entries.join(', ')}}`);
  }

  #entry(): string {
    const word = this.#word();
    const attributes = word >> 8 === 0 ? '' : `/${word >> 8}`;
    switch (word & 0xff) {
      case ENTRY.property:
        return `${this.#key(this.#word())}${attributes}: ${this.#tagged()}`;
      case ENTRY.mapEntry:
        return `${this.#tagged()} => ${this.#tagged()}`;
      case ENTRY.setElement:
        return this.#tagged();
      case ENTRY.slot:
        return `[${nameOf(SLOT, this.#word())}]: ${this.#tagged()}`;
      default: {
        return `bytes ${this.#hex()}`;
      }
    }
  }

  #hex(): string {
    const count = this.#word();
    const words = this.words.subarray(this.#at, this.#at + ((count + 3) >> 2));
    this.#at += words.length;
    return Buffer.from(new Int32Array(words).buffer).subarray(0, count).toString('hex');
  }

  #key(word: number): string {
    if (word >= 0) return `${word}`;
    const n = -word - 1;
    return (n & 1 ? this.#symbols.get(n >> 1) : this.#strings.get(n >> 1)) ?? `?key${word}`;
  }

  #tagged(): string {
    return this.#payload(this.#word());
  }

  #payload(tag: number): string {
    const a = TAG_WORDS[tag] ? this.#word() : 0;
    const b = TAG_WORDS[tag] === 2 ? this.#word() : 0;
    switch (tag) {
      case TAG.int:
        return `${a}`;
      case TAG.double: {
        const value = new Float64Array(new Int32Array([a, b]).buffer)[0];
        return Object.is(value, -0) ? '-0' : `${value}`;
      }
      case TAG.string:
        return JSON.stringify(this.#strings.get(a));
      case TAG.bigint:
        return `${this.#strings.get(a)}n`;
      case TAG.symbol:
        return this.#symbols.get(a) ?? '?symbol';
      case TAG.object:
        return this.#id(a);
      default:
        return TAG[tag] ?? `?${tag}`;
    }
  }
}
