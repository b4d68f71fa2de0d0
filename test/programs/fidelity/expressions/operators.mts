// Every operator with values of every type: results, -0, NaN, bigint, precedence, comparison chains, exponent, comma, void.
const values: any[] = [0, -0, 1, -1, 1.5, NaN, Infinity, '', '5', 'x', true, false, null, undefined, 10n, [], [2], {}];
const operators: Record<string, (a: any, b: any) => unknown> = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b, '**': (a, b) => a ** b,
  '<<': (a, b) => a << b, '>>': (a, b) => a >> b, '>>>': (a, b) => a >>> b, '&': (a, b) => a & b, '|': (a, b) => a | b, '^': (a, b) => a ^ b,
  '<': (a, b) => a < b, '>=': (a, b) => a >= b, '==': (a, b) => a == b, '===': (a, b) => a === b, '!=': (a, b) => a != b,
  '&&': (a, b) => a && b, '||': (a, b) => a || b, '??': (a, b) => a ?? b, 'comma': (a, b) => (a, b),
};
const show = (value: unknown) => (Object.is(value, -0) ? '-0' : typeof value === 'bigint' ? `${value}n` : typeof value === 'string' ? JSON.stringify(value) : String(value));
for (const [name, operate] of Object.entries(operators)) {
  const row: string[] = [];
  for (const left of values) {
    let cell = '';
    for (const right of values.slice(0, 15)) {
      try {
        const result = operate(left, right);
        cell += show(result);
      } catch (error) {
        cell += (error as Error).name;
      }
      cell += ' ';
    }
    row.push(cell.length > 60 ? `${cell.slice(0, 60)}#${cell.length}` : cell);
  }
  console.log(name, row.join('|').slice(0, 400));
}
for (const value of values) {
  const unary = [typeof value, !value, void value];
  let numeric: unknown[];
  try {
    numeric = [+value, -value, ~value];
  } catch (error) {
    numeric = [(error as Error).message];
  }
  console.log(show(value), ...unary, ...numeric.map(show));
}
console.log(2 ** 3 ** 2, (-2) ** 2, 1 + 2 + '3' + 4 + 5, '3' * ('4' as never), 1 < 2 < 3, 3 > 2 > 1, !!'' === !!0, -(-0), 5 - -5, 1 - + + + '1', 0.1 + 0.2, 0xff, 0b11, 0o17, 1_000, .5, 5., 1e3, 0x1fn);
console.log(typeof typeof 1, !typeof 0, [] + [], {} + [], [1, 2] + [3], null + 1, undefined + 1, true + true, '5' - 2, '5' + 2, 7 % -3, -7 % 3, 5 / 0, -5 % 5);
