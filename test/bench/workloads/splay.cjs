/**
 * A splay tree (Sleator and Tarjan) that always holds the same number of entries, each with a small tree of new objects, strings and
 * arrays: nearly everything is allocation and pointer writes. It stands for the garbage-collection benchmarks (Splay) that are published.
 */
'use strict';

const { measure } = require('./warmLoop.cjs');

const ENTRIES = 2000;
const REPLACED = 40;
const DEPTH = 4;

/** Numbers in [0, 1) from a linear congruential generator (Numerical Recipes' constants). */
class Dice {
  constructor(seed) {
    this.state = seed;
  }

  next() {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 0x100000000;
  }
}

class Entry {
  constructor(key, value) {
    this.key = key;
    this.value = value;
    this.left = null;
    this.right = null;
  }
}

class SplayTree {
  constructor() {
    this.root = null;
    this.size = 0;
  }

  /** Brings the entry of this key, or one next to it, to the root (from the top down). */
  splay(key) {
    if (this.root === null) return;
    const header = new Entry(0, null);
    let smaller = header;
    let larger = header;
    let at = this.root;
    for (;;) {
      if (key < at.key) {
        if (at.left === null) break;
        if (key < at.left.key) {
          const child = at.left;
          at.left = child.right;
          child.right = at;
          at = child;
          if (at.left === null) break;
        }
        larger.left = at;
        larger = at;
        at = at.left;
      } else if (key > at.key) {
        if (at.right === null) break;
        if (key > at.right.key) {
          const child = at.right;
          at.right = child.left;
          child.left = at;
          at = child;
          if (at.right === null) break;
        }
        smaller.right = at;
        smaller = at;
        at = at.right;
      } else break;
    }
    smaller.right = at.left;
    larger.left = at.right;
    at.left = header.right;
    at.right = header.left;
    this.root = at;
  }

  has(key) {
    this.splay(key);
    return this.root !== null && this.root.key === key;
  }

  /** The key must not be in the tree. */
  insert(key, value) {
    const entry = new Entry(key, value);
    this.splay(key);
    const { root } = this;
    if (root !== null && key > root.key) {
      entry.left = root;
      entry.right = root.right;
      root.right = null;
    } else if (root !== null) {
      entry.right = root;
      entry.left = root.left;
      root.left = null;
    }
    this.root = entry;
    this.size++;
  }

  /** The key must be in the tree. */
  remove(key) {
    this.splay(key);
    const { left, right } = this.root;
    this.size--;
    if (left === null) {
      this.root = right;
      return;
    }
    this.root = left;
    this.splay(key);
    this.root.right = right;
  }

  /** The largest key below this one, if there is one. */
  below(key) {
    this.splay(key);
    if (this.root === null) return undefined;
    if (this.root.key < key) return this.root.key;
    let at = this.root.left;
    while (at !== null && at.right !== null) at = at.right;
    return at === null ? undefined : at.key;
  }
}

function payload(depth, tag) {
  if (depth === 0) return { list: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], text: `text of ${tag}` };
  return { left: payload(depth - 1, tag), right: payload(depth - 1, tag) };
}

const tree = new SplayTree();
const dice = new Dice(20);

function insertNew() {
  let key = dice.next();
  while (tree.has(key)) key = dice.next();
  tree.insert(key, payload(DEPTH, String(key)));
  return key;
}

function replaceSome() {
  let sum = 0;
  for (let i = 0; i < REPLACED; i++) {
    const key = insertNew();
    const neighbour = tree.below(key) ?? key;
    sum += neighbour;
    tree.remove(neighbour);
  }
  return sum * 100 + tree.size;
}

while (tree.size < ENTRIES) insertNew();
measure({ name: 'splay', iterations: 1000, turn: replaceSome });
