/**
 * Spreadsheets kept up to date by an incremental solver of one-way constraints with strengths (the DeltaBlue algorithm of Freeman-Benson,
 * Maloney and Borning, 1990): objects that point at each other, virtual methods two classes deep, short lists. It stands for the constraint
 * solvers of the published benchmarks.
 */
'use strict';

const { measure } = require('./warmLoop.cjs');

/** Strengths, the strongest first. */
const REQUIRED = 0;
const PREFERRED = 2;
const DEFAULT = 4;
const WEAKEST = 6;

const CELLS = 60;
const EDITS = 30;

class Cell {
  constructor(value) {
    this.value = value;
    this.constraints = [];
    /** the constraint that computes it */
    this.source = null;
    this.mark = 0;
    /** how strong what can be changed upstream of it is at most */
    this.strength = WEAKEST;
    /** whether it is the same for the whole plan */
    this.isFixed = true;
  }

  attach(constraint) {
    this.constraints.push(constraint);
  }

  detach(constraint) {
    this.constraints = this.constraints.filter((one) => one !== constraint);
    if (this.source === constraint) this.source = null;
  }
}

class Constraint {
  constructor(strength) {
    this.strength = strength;
  }

  isInput() {
    return false;
  }

  /** Chooses a direction. Returns the constraint that it overrides, which must find another way. */
  satisfy(mark, solver) {
    this.choose(mark);
    if (!this.isSatisfied()) {
      if (this.strength === REQUIRED) throw new Error('a required constraint cannot hold');
      return null;
    }
    this.markInputs(mark);
    const output = this.output();
    const overridden = output.source;
    if (overridden !== null) overridden.release();
    output.source = this;
    if (!solver.propagate(this, mark)) throw new Error('the constraints form a ring');
    output.mark = mark;
    return overridden;
  }
}

/** Says something about one cell: that it stays as it is, or that it comes from outside. */
class Anchor extends Constraint {
  constructor(cell, strength) {
    super(strength);
    this.cell = cell;
    this.holds = false;
    cell.attach(this);
  }

  choose(mark) {
    this.holds = this.cell.mark !== mark && this.strength < this.cell.strength;
  }

  isSatisfied() {
    return this.holds;
  }

  release() {
    this.holds = false;
  }

  detach() {
    this.cell.detach(this);
    this.holds = false;
  }

  markInputs() {}

  areInputsKnown() {
    return true;
  }

  output() {
    return this.cell;
  }

  recalculate() {
    this.cell.strength = this.strength;
    this.cell.isFixed = !this.isInput();
    if (this.cell.isFixed) this.execute();
  }

  execute() {}
}

class Stay extends Anchor {}

class Edit extends Anchor {
  isInput() {
    return true;
  }
}

const IDLE = 0;
const FORWARD = 1;
const BACKWARD = -1;

/** Relates two cells, in either direction. */
class Relation extends Constraint {
  constructor(first, second, strength) {
    super(strength);
    this.first = first;
    this.second = second;
    this.direction = IDLE;
    first.attach(this);
    second.attach(this);
  }

  choose(mark) {
    const { first, second, strength } = this;
    if (first.mark === mark) {
      this.direction = second.mark !== mark && strength < second.strength ? FORWARD : IDLE;
    } else if (second.mark === mark) {
      this.direction = strength < first.strength ? BACKWARD : IDLE;
    } else if (first.strength > second.strength) {
      this.direction = strength < first.strength ? BACKWARD : IDLE;
    } else {
      this.direction = strength < second.strength ? FORWARD : IDLE;
    }
  }

  isSatisfied() {
    return this.direction !== IDLE;
  }

  release() {
    this.direction = IDLE;
  }

  detach() {
    this.first.detach(this);
    this.second.detach(this);
    this.direction = IDLE;
  }

  input() {
    return this.direction === FORWARD ? this.first : this.second;
  }

  output() {
    return this.direction === FORWARD ? this.second : this.first;
  }

  markInputs(mark) {
    this.input().mark = mark;
  }

  areInputsKnown(mark) {
    const input = this.input();
    return input.mark === mark || input.isFixed || input.source === null;
  }

  recalculate() {
    const input = this.input();
    const output = this.output();
    output.strength = Math.max(this.strength, input.strength);
    output.isFixed = input.isFixed;
    if (output.isFixed) this.execute();
  }
}

class Equal extends Relation {
  execute() {
    this.output().value = this.input().value;
  }
}

/** `second = first * factor + offset`, where factor and offset are cells, too. */
class Convert extends Relation {
  constructor({ first, second, factor, offset }, strength) {
    super(first, second, strength);
    this.factor = factor;
    this.offset = offset;
    factor.attach(this);
    offset.attach(this);
  }

  detach() {
    super.detach();
    this.factor.detach(this);
    this.offset.detach(this);
  }

  markInputs(mark) {
    super.markInputs(mark);
    this.factor.mark = mark;
    this.offset.mark = mark;
  }

  execute() {
    const { first, second, factor, offset } = this;
    if (this.direction === FORWARD) second.value = first.value * factor.value + offset.value;
    else first.value = (second.value - offset.value) / factor.value;
  }

  recalculate() {
    const input = this.input();
    const output = this.output();
    output.strength = Math.max(this.strength, input.strength);
    output.isFixed = input.isFixed && this.factor.isFixed && this.offset.isFixed;
    if (output.isFixed) this.execute();
  }
}

class Solver {
  constructor() {
    this.mark = 0;
  }

  add(constraint) {
    const mark = ++this.mark;
    let next = constraint.satisfy(mark, this);
    while (next !== null) next = next.satisfy(mark, this);
  }

  remove(constraint) {
    const output = constraint.output();
    const wasSatisfied = constraint.isSatisfied();
    constraint.detach();
    if (!wasSatisfied) return;
    const unsatisfied = this.withdraw(output);
    unsatisfied.sort((a, b) => a.strength - b.strength);
    for (const one of unsatisfied) this.add(one);
  }

  /** Carries strengths downstream. False if the way leads back to where it began. */
  propagate(constraint, mark) {
    const todo = [constraint];
    while (todo.length > 0) {
      const next = todo.pop();
      if (next.output().mark === mark) {
        this.remove(constraint);
        return false;
      }
      next.recalculate();
      this.collectUsers(next.output(), todo);
    }
    return true;
  }

  /** A cell has lost its source. Returns what could hold now. */
  withdraw(cell) {
    cell.source = null;
    cell.strength = WEAKEST;
    cell.isFixed = true;
    const unsatisfied = [];
    const todo = [cell];
    while (todo.length > 0) {
      const at = todo.pop();
      for (const constraint of at.constraints) if (!constraint.isSatisfied()) unsatisfied.push(constraint);
      for (const constraint of at.constraints) {
        if (constraint === at.source || !constraint.isSatisfied()) continue;
        constraint.recalculate();
        todo.push(constraint.output());
      }
    }
    return unsatisfied;
  }

  /** The constraints that compute something from the cell. */
  collectUsers(cell, into) {
    for (const constraint of cell.constraints) {
      if (constraint !== cell.source && constraint.isSatisfied()) into.push(constraint);
    }
  }

  /** The constraints downstream of these, in an order in which they can be executed. */
  planFrom(sources) {
    const mark = ++this.mark;
    const plan = [];
    const todo = sources.filter((one) => one.isInput() && one.isSatisfied());
    while (todo.length > 0) {
      const constraint = todo.pop();
      const output = constraint.output();
      if (output.mark === mark || !constraint.areInputsKnown(mark)) continue;
      plan.push(constraint);
      output.mark = mark;
      this.collectUsers(output, todo);
    }
    return plan;
  }

  /** Gives a cell values from outside, one after another. */
  edit(cell, values, after) {
    const edit = new Edit(cell, PREFERRED);
    this.add(edit);
    const plan = this.planFrom([edit]);
    for (const value of values) {
      cell.value = value;
      for (const constraint of plan) constraint.execute();
      after();
    }
    this.remove(edit);
  }
}

const values = Array.from({ length: EDITS }, (_, i) => i * 3 + 1);

/** A row of cells, each equal to the one before, edited at both ends. */
function row() {
  const solver = new Solver();
  const cells = Array.from({ length: CELLS }, () => new Cell(0));
  for (let i = 1; i < CELLS; i++) solver.add(new Equal(cells[i - 1], cells[i], REQUIRED));
  solver.add(new Stay(cells[CELLS - 1], DEFAULT));
  let sum = 0;
  solver.edit(cells[0], values, () => {
    sum += cells[CELLS - 1].value;
  });
  solver.edit(cells[CELLS - 1], values, () => {
    sum += cells[0].value * 2;
  });
  return sum;
}

/** A table of conversions with one factor and one offset for all, each of which is edited. */
function table(turn) {
  const solver = new Solver();
  const factor = new Cell(10);
  const offset = new Cell(1000 + (turn % 7));
  const lines = [];
  for (let i = 0; i < CELLS; i++) {
    const line = { first: new Cell(i), second: new Cell(i), factor, offset };
    solver.add(new Stay(line.first, DEFAULT));
    solver.add(new Convert(line, REQUIRED));
    lines.push(line);
  }
  let sum = 0;
  const last = lines[CELLS - 1];
  solver.edit(last.first, values, () => {
    sum += last.second.value;
  });
  solver.edit(last.second, values, () => {
    sum += last.first.value;
  });
  solver.edit(factor, values, () => {
    sum += lines[CELLS - 2].second.value;
  });
  solver.edit(offset, values, () => {
    sum += lines[0].second.value;
  });
  return sum;
}

measure({ name: 'constraints', iterations: 1000, turn: (index) => row() + table(index) });
