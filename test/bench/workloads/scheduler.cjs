/**
 * A sorting office run by a cooperative scheduler: tasks of several classes with a polymorphic `run`, letters in linked queues, states as
 * bits, everything of small integers. It stands for the task schedulers (Richards) of the published benchmarks.
 */
'use strict';

const { measure } = require('./warmLoop.cjs');

const RUNNABLE = 0;
const WAITING = 1;
const HELD = 2;

const LETTERS = 600;
const STAMPS = 4;

class Letter {
  constructor(kind) {
    this.kind = kind;
    this.next = null;
    this.address = 0;
    this.position = 0;
    this.stamps = [0, 0, 0, 0];
  }
}

/** First in, first out, linked through the letters. */
class Queue {
  constructor() {
    this.first = null;
    this.last = null;
    this.size = 0;
  }

  add(letter) {
    letter.next = null;
    if (this.last === null) this.first = letter;
    else this.last.next = letter;
    this.last = letter;
    this.size++;
  }

  take() {
    const letter = this.first;
    if (letter === null) return null;
    this.first = letter.next;
    if (this.first === null) this.last = null;
    this.size--;
    letter.next = null;
    return letter;
  }
}

class Task {
  constructor(office, priority) {
    this.office = office;
    this.priority = priority;
    this.state = RUNNABLE;
    this.inbox = new Queue();
    this.lower = null;
    this.turns = 0;
  }

  isReady() {
    if ((this.state & HELD) !== 0) return false;
    return (this.state & WAITING) === 0 || this.inbox.size > 0;
  }

  post(letter) {
    this.inbox.add(letter);
    return this.priority > this.office.current.priority;
  }

  hold() {
    this.state |= HELD;
  }

  release() {
    this.state &= ~HELD;
  }

  turn() {
    this.turns++;
    const letter = (this.state & WAITING) !== 0 ? this.inbox.take() : null;
    this.state &= ~WAITING;
    this.run(letter);
  }

  wait() {
    this.state |= WAITING;
  }
}

/** Never waits: decides by a shift register which of the counters may go on. */
class Clock extends Task {
  constructor(office, counters) {
    super(office, 0);
    this.counters = counters;
    this.register = 1;
    this.left = LETTERS * 4;
  }

  run() {
    if (this.left === 0) {
      this.office.close();
      return;
    }
    this.left--;
    const odd = this.register & 1;
    this.register >>= 1;
    if (odd !== 0) this.register ^= 0xd008;
    this.counters[odd].release();
  }
}

/** Writes letters anew and sends them to one sorter and the other in turn. */
class Writer extends Task {
  constructor(office, priority) {
    super(office, priority);
    this.sorters = [];
    this.side = 0;
    this.seed = 7;
  }

  run(letter) {
    if (letter === null) {
      this.wait();
      return;
    }
    this.side = 1 - this.side;
    letter.address = this.side;
    letter.position = 0;
    for (let i = 0; i < STAMPS; i++) {
      this.seed = this.seed >= 26 ? 1 : this.seed + 1;
      letter.stamps[i] = 64 + this.seed;
    }
    this.office.send(this.sorters[this.side], letter);
  }
}

/** Gives each stamp of a letter to a slip that its counter franks. */
class Sorter extends Task {
  constructor(office, priority, writer) {
    super(office, priority);
    this.writer = writer;
    this.counter = null;
    this.letters = new Queue();
    this.slips = new Queue();
  }

  run(arrived) {
    if (arrived !== null) (arrived.kind === 'letter' ? this.letters : this.slips).add(arrived);
    const letter = this.letters.first;
    if (letter !== null && letter.position >= STAMPS) {
      this.office.send(this.writer, this.letters.take());
      return;
    }
    if (letter !== null && this.slips.size > 0) {
      const slip = this.slips.take();
      slip.address = letter.stamps[letter.position++];
      this.office.send(this.counter, slip);
      return;
    }
    this.wait();
  }
}

/** Franks one slip, then is closed until the clock opens it again. */
class Counter extends Task {
  constructor(office, priority) {
    super(office, priority);
    this.sorter = null;
    this.pending = null;
    this.sum = 0;
  }

  run(slip) {
    if (slip !== null) {
      this.pending = slip;
      this.hold();
      return;
    }
    const franked = this.pending;
    if (franked === null) {
      this.wait();
      return;
    }
    this.pending = null;
    this.sum = (this.sum * 31 + franked.address) & 0xffffff;
    this.office.send(this.sorter, franked);
  }
}

class Office {
  constructor() {
    this.highest = null;
    this.current = null;
    this.isOpen = true;
    this.sent = 0;
    this.preempted = false;
    const counters = [new Counter(this, 50), new Counter(this, 40)];
    const writer = new Writer(this, 10);
    const sorters = counters.map((_, side) => new Sorter(this, 30 - 10 * side, writer));
    sorters.forEach((sorter, side) => {
      sorter.counter = counters[side];
      counters[side].sorter = sorter;
    });
    writer.sorters = sorters;
    this.tasks = [...counters, ...sorters, writer, new Clock(this, counters)];
    this.link();
    for (let i = 0; i < 3; i++) writer.inbox.add(new Letter('letter'));
    for (const sorter of sorters) for (let i = 0; i < 3; i++) sorter.inbox.add(new Letter('slip'));
    for (const task of this.tasks) if (task.priority > 0) task.wait();
  }

  /** The tasks as a list, the most important first. */
  link() {
    this.tasks.sort((a, b) => b.priority - a.priority);
    this.highest = this.tasks[0];
    for (let i = 1; i < this.tasks.length; i++) this.tasks[i - 1].lower = this.tasks[i];
  }

  send(task, letter) {
    this.sent++;
    if (task.post(letter)) this.preempted = true;
  }

  close() {
    this.isOpen = false;
  }

  run() {
    this.current = this.highest;
    while (this.isOpen) {
      if (!this.current.isReady()) {
        this.current = this.current.lower ?? this.highest;
        continue;
      }
      this.preempted = false;
      this.current.turn();
      if (this.preempted || this.current.priority === 0) this.current = this.highest;
    }
    return this.tasks.reduce((sum, task) => (sum * 33 + task.turns + (task.sum ?? 0)) & 0xffffff, this.sent);
  }
}

measure({ name: 'scheduler', iterations: 4000, turn: () => new Office().run() });
