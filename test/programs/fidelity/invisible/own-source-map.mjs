// A compiled file with its own inline source map: without --enable-source-maps, stacks name the compiled lines.
function compiled(n) {
  if (n > 1) throw new RangeError(`too many: ${n}`);
  return n;
}
const results = [];
for (const n of [1, 2]) {
  try {
    results.push(compiled(n));
  } catch (error) {
    results.push(error.stack.split('\n').slice(0, 3).map((line) => line.replace(/file:.*\//, '')));
  }
}
console.log(results, process.sourceMapsEnabled, compiled.toString());
compiled(3);
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoib3duLXNvdXJjZS1tYXAubWpzIiwic291cmNlcyI6WyJvcmlnaW5hbC50cyJdLCJuYW1lcyI6W10sIm1hcHBpbmdzIjoiQUFBQTtBQUNBO0FBQ0E7QUFDQTtBQUNBO0FBQ0E7QUFDQTtBQUNBIn0=
