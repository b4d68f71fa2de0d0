/** Money is counted in whole cents: no rounding error ever reaches a receipt. */
export type Cents = number;

export function euro(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${sign}${whole}.${rest} EUR`;
}

export function sum<T>(items: Iterable<T>, cents: (item: T) => Cents): Cents {
  let total: Cents = 0;
  for (const item of items) {
    total += cents(item);
  }
  return total;
}
