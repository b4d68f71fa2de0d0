function g() { throw new Error('in cjs'); }
g();
