// assert quotes the source.
import assert from 'node:assert';
function check(a, b) { assert.ok(a === b && a > 5); }
try { check(1, 2); } catch (e) { console.log(e.message); }
try { assert(    false   || null   ); } catch (e) { console.log(e.message); }
assert.deepEqual({ a: 1 }, { a: 2 });
