// Recursive activations: each frame has its own locals, arguments and closures; mutual recursion and memo tables.
function permutations(items: string[]): string[][] {
  if (items.length < 2) return [items];
  const all: string[][] = [];
  for (const [i, first] of items.entries()) {
    const rest = [...items.slice(0, i), ...items.slice(i + 1)];
    for (const tail of permutations(rest)) all.push([first, ...tail]);
  }
  return all;
}
const perms = permutations(['a', 'b', 'c']);
console.log(perms.map((p) => p.join('')));
const memo = new Map<number, number>();
function fibonacci(n: number): number {
  const known = memo.get(n);
  if (known !== undefined) return known;
  const value = n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  memo.set(n, value);
  return value;
}
console.log(fibonacci(12), memo.size);
function even(n: number): boolean { const here = n; return here === 0 ? true : odd(here - 1); }
function odd(n: number): boolean { const here = n; return here === 0 ? false : even(here - 1); }
console.log(even(7), odd(7));
const hanoi = (n: number, from: string, to: string, via: string, moves: string[] = []): string[] => {
  if (n === 0) return moves;
  hanoi(n - 1, from, via, to, moves);
  moves.push(`${n}:${from}${to}`);
  return hanoi(n - 1, via, to, from, moves);
};
console.log(hanoi(3, 'a', 'c', 'b').join(' '));
const flatten = (list: any[]): any[] => list.reduce((flat, item) => (Array.isArray(item) ? [...flat, ...flatten(item)] : [...flat, item]), []);
console.log(flatten([1, [2, [3, [4]], 5]]));
const y = <T, R>(f: (self: (x: T) => R) => (x: T) => R): ((x: T) => R) => ((x: any) => x(x))((x: any) => f((v) => x(x)(v)));
console.log(y<number, number>((self) => (n) => (n < 2 ? 1 : n * self(n - 1)))(5));
