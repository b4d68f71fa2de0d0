/**
 * Smoke in a box: a stable-fluids solver (diffusion by relaxation, advection backwards along the flow, projection to a field without
 * divergence) over `Float64Array`s. It stands for the float grid solvers (NavierStokes) of the published benchmarks.
 */
'use strict';

const { measure } = require('./warmLoop.cjs');

const SIZE = 48;
const ROW = SIZE + 2;
const CELLS = ROW * ROW;
const RELAXATIONS = 12;
const STEP = 0.1;
const MIRROR_NONE = 0;
const MIRROR_X = 1;
const MIRROR_Y = 2;

/** The walls: the flow across them is turned back, everything else goes on as in the cell before. */
function setWalls(field, mirror) {
  const last = SIZE + 1;
  for (let i = 1; i <= SIZE; i++) {
    field[i * ROW] = mirror === MIRROR_X ? -field[i * ROW + 1] : field[i * ROW + 1];
    field[i * ROW + last] = mirror === MIRROR_X ? -field[i * ROW + SIZE] : field[i * ROW + SIZE];
    field[i] = mirror === MIRROR_Y ? -field[ROW + i] : field[ROW + i];
    field[last * ROW + i] = mirror === MIRROR_Y ? -field[SIZE * ROW + i] : field[SIZE * ROW + i];
  }
  field[0] = (field[1] + field[ROW]) / 2;
  field[last] = (field[SIZE] + field[ROW + last]) / 2;
  field[last * ROW] = (field[last * ROW + 1] + field[SIZE * ROW]) / 2;
  field[last * ROW + last] = (field[last * ROW + SIZE] + field[SIZE * ROW + last]) / 2;
}

/** Solves `target - a * (neighbours - 4 * target) = source` by relaxation. */
function relax(target, source, { mirror, a, divisor }) {
  const scale = 1 / divisor;
  for (let k = 0; k < RELAXATIONS; k++) {
    for (let y = 1; y <= SIZE; y++) {
      let at = y * ROW + 1;
      let left = target[at - 1];
      for (let x = 1; x <= SIZE; x++) {
        const around = left + target[at + 1] + target[at - ROW] + target[at + ROW];
        left = (source[at] + a * around) * scale;
        target[at] = left;
        at++;
      }
    }
    setWalls(target, mirror);
  }
}

const clamp = (value) => (value < 0.5 ? 0.5 : value > SIZE + 0.5 ? SIZE + 0.5 : value);

/** What was upstream is here now. */
function advect(target, source, { mirror, u, v }) {
  const back = STEP * SIZE;
  for (let y = 1; y <= SIZE; y++) {
    for (let x = 1; x <= SIZE; x++) {
      const at = y * ROW + x;
      const fromX = clamp(x - back * u[at]);
      const fromY = clamp(y - back * v[at]);
      const column = Math.floor(fromX);
      const row = Math.floor(fromY);
      const right = fromX - column;
      const below = fromY - row;
      const corner = row * ROW + column;
      const top = (1 - right) * source[corner] + right * source[corner + 1];
      const bottom = (1 - right) * source[corner + ROW] + right * source[corner + ROW + 1];
      target[at] = (1 - below) * top + below * bottom;
    }
  }
  setWalls(target, mirror);
}

/** Takes the part of the flow away that makes or swallows fluid. */
function project(u, v, pressure, divergence) {
  for (let y = 1; y <= SIZE; y++) {
    for (let x = 1; x <= SIZE; x++) {
      const at = y * ROW + x;
      divergence[at] = (-0.5 * (u[at + 1] - u[at - 1] + v[at + ROW] - v[at - ROW])) / SIZE;
      pressure[at] = 0;
    }
  }
  setWalls(divergence, MIRROR_NONE);
  setWalls(pressure, MIRROR_NONE);
  relax(pressure, divergence, { mirror: MIRROR_NONE, a: 1, divisor: 4 });
  for (let y = 1; y <= SIZE; y++) {
    for (let x = 1; x <= SIZE; x++) {
      const at = y * ROW + x;
      u[at] -= 0.5 * SIZE * (pressure[at + 1] - pressure[at - 1]);
      v[at] -= 0.5 * SIZE * (pressure[at + ROW] - pressure[at - ROW]);
    }
  }
  setWalls(u, MIRROR_X);
  setWalls(v, MIRROR_Y);
}

class Smoke {
  constructor() {
    this.u = new Float64Array(CELLS);
    this.v = new Float64Array(CELLS);
    this.density = new Float64Array(CELLS);
    this.spareA = new Float64Array(CELLS);
    this.spareB = new Float64Array(CELLS);
  }

  /** A fan that moves through the box, blowing smoke. */
  blow(turn) {
    const x = 1 + ((turn * 7) % SIZE);
    const y = 1 + ((turn * 3) % SIZE);
    this.u[y * ROW + x] += 4;
    this.v[y * ROW + x] -= 2;
    this.density[y * ROW + x] += 25;
  }

  step(turn) {
    this.blow(turn);
    const a = STEP * 0.0008 * SIZE * SIZE;
    const { spareA, spareB } = this;
    relax(spareA, this.u, { mirror: MIRROR_X, a, divisor: 1 + 4 * a });
    relax(spareB, this.v, { mirror: MIRROR_Y, a, divisor: 1 + 4 * a });
    project(spareA, spareB, this.u, this.v);
    advect(this.u, spareA, { mirror: MIRROR_X, u: spareA, v: spareB });
    advect(this.v, spareB, { mirror: MIRROR_Y, u: spareA, v: spareB });
    project(this.u, this.v, spareA, spareB);
    relax(spareA, this.density, { mirror: MIRROR_NONE, a, divisor: 1 + 4 * a });
    advect(this.density, spareA, { mirror: MIRROR_NONE, u: this.u, v: this.v });
    return this.density[((turn * 11) % SIZE) * ROW + ROW + 1 + (turn % SIZE)];
  }
}

const smoke = new Smoke();
measure({ name: 'grid', iterations: 800, turn: (index) => smoke.step(index) });
