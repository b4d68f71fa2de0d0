// Thrown where it was not made.
const e = new Error('made here');
function thrower() { throw e; }
queueMicrotask(() => thrower());
