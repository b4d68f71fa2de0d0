// Much output right before the end arrives whole; writes and their callbacks keep their order; stderr in between.
const line = (n: number) => `${String(n).padStart(6, '0')} ${'x'.repeat(90)}\n`;
let written = 0;
const flushed: number[] = [];
for (let n = 0; n < 3000; n++) {
  const text = line(n);
  written += text.length;
  process.stdout.write(text, n % 1000 === 0 ? () => flushed.push(n) : undefined);
}
process.stderr.write(`written ${written}\n`);
console.error('to %s with %d and %j', 'stderr', 42, { json: true });
console.info('info %o', { a: [1] });
console.table([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]);
console.group('group');
console.dir({ deep: { a: { b: { c: { d: 1 } } } } }, { depth: 0 });
console.groupEnd();
console.assert(written < 0, 'assertion %s', 'text');
console.count('label');
console.count('label');
process.on('exit', () => console.log('flushed', flushed, process.stdout.writableLength >= 0));
