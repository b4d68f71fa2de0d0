// Errors in expressions that span lines: each part has its own line and column, code frames show the right one.
const o: any = { a: { b: { f: (x: number) => ({ next: undefined, x }) } }, list: [1, 2] };
const where = (error: any) => `${error.message} @ ${error.stack.split('\n')[1].trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1')}`;
const cases: (() => unknown)[] = [
  () => o
    .a
    .b
    .c
    .d,
  () => o.a.b
    .f(1)
    .next
    .deeper,
  () => o.a.b.f(
    o.list
      .missing
      .length,
  ),
  () => [
    1,
    o.nothing.x,
    3,
  ],
  () => ({
    first: 1,
    second: o.a.z.y,
  }),
  () => `line 1
    ${o.list} line 2
    ${o.x.y} line 3`,
  () => o.list
    .map((n: number) => n * 2)
    .filter(
      (n: number) =>
        n.toFixed(1).nope.length,
    ),
  () =>
    o.a
      ? o.b
          .c
      : 1,
  () => (1 +
    2 *
      o.q.r),
  () => new
    o
      .Missing(
        1,
      ),
  () => o.a.b.f(1)
    ?.next
    .x,
  () => {
    const {
      a,
      z: {
        y,
      },
    } = o;
    return [a, y];
  },
  () => {
    if (
      o.a &&
      o.p.q
    ) return 1;
  },
  () => {
    throw Object.assign(
      new Error(
        'spread over lines',
      ),
      { o },
    );
  },
];
for (const action of cases) {
  try {
    console.log('no error', action());
  } catch (error) {
    console.log(where(error));
  }
}
o.a
  .b
  .uncaught
  .here;
