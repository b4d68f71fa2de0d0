// Methods that change their receiver, where the text does not lead to it after the call: it came from a getter or a proxy, or the arguments
// have assigned its name. What is handed over may have another name by then, too.
class Block {
  nodes: unknown[];
  constructor(nodes: unknown[] = []) {
    this.nodes = nodes;
  }
}

class Writer {
  blocks = [new Block()];
  names = new Map<string, unknown>();
  get current(): Block {
    return this.blocks[this.blocks.length - 1]!;
  }
  get text(): { lines: string[] } {
    return texts[texts.length - 1]!;
  }
  write(node: unknown): this {
    this.current.nodes.push(node);
    return this;
  }
  open(block: Block): this {
    this.current.nodes.push(block);
    this.blocks.push(block);
    return this;
  }
  close(): Block {
    this.current.nodes.splice(0, 1, 'begin');
    return this.blocks.pop()!;
  }
  optional(node: unknown): number | undefined {
    return this.current?.nodes.push(node);
  }
  get table(): { names: Map<string, unknown> } {
    return this;
  }
}
const texts = [{ lines: [] as string[] }, { lines: ['first'] }];

const writer = new Writer();
writer.write('a').open(new Block()).write('b').write('c');
writer.optional('d');
const closed = writer.close();
writer.table.names.set('closed', closed);
writer.table.names.delete('nothing');
writer.text.lines.unshift('before');
console.log(JSON.stringify(writer.blocks), texts, writer.names);

const inherited = Object.create(Object.defineProperty({}, 'list', { get: () => texts[0]!.lines })) as { list: string[] };
inherited.list.push('by a getter of a description');
const proxy = new Proxy({ inner: { list: [1] } }, {});
proxy.inner.list.push(2);
console.log(texts, proxy.inner.list);

let queue: number[] = [];
const first = queue;
function flush(): number {
  const { length } = queue;
  queue = [];
  return length;
}
queue.push(1, 2);
queue.push(flush());
queue.push(flush(), 7);
console.log(first, queue);

let local = [0];
const held = local;
local.push((local = [9]).length);
console.log(held, local);

let next = 1;
const bump = (): number => ++next;
const numbers = new Map<number, number>();
const pairs: number[] = [];
numbers.set(next, bump());
pairs.push(next, bump(), next, next++, next);
console.log(numbers, pairs);

const owner = { list: [] as number[] };
const before = owner.list;
const replace = (): number => {
  owner.list = [];
  return before.length;
};
owner.list.push(replace());
owner.list.push(3);
console.log(before, owner);

let waiting: number[] = [];
const kept = waiting;
async function later(): Promise<void> {
  waiting.push(await Promise.resolve(5));
}
const done = later();
waiting = [];
await done;
console.log(kept, waiting);

// What the method calls assigns the receiver's variable: what the array, or the collection, that it holds from then on was not asked for did not happen to it.
interface Mine {
  push?: (x: number) => number;
  pop?: () => unknown;
  shift?: () => unknown;
  clear?: () => void;
}
let mine: Mine | number[] | Set<number> = {
  pop() {
    mine = [1, 2, 3];
    return 9;
  },
};
const readMine = (): unknown => mine;
(mine as { pop: () => unknown }).pop();
console.log(readMine());
mine = {
  push(x) {
    mine = [x, 2, 3];
    return 3;
  },
};
(mine as { push: (x: number) => number }).push(7);
console.log(readMine());
mine = {
  shift() {
    mine = [4, 5];
    return 1;
  },
};
(mine as { shift: () => unknown }).shift();
console.log(readMine());
mine = {
  clear() {
    mine = new Set([5, 6]);
  },
};
(mine as { clear: () => void }).clear();
console.log(readMine());
