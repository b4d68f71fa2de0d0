// Variables before their declaration: the errors, their messages and places are V8's, and the inspector shows no value.
function attempt(name: string, action: () => unknown) {
  try {
    console.log(name, 'gave', action());
  } catch (error) {
    const { constructor, message, stack } = error as Error;
    console.log(name, constructor.name, message, stack!.split('\n')[1]!.replace(/^.*tdz/, ''));
  }
}
attempt('module let', () => later);
attempt('module const', () => { constant; });
attempt('class', () => new Later());
attempt('assign', () => { (later as any) = 1; });
attempt('typeof', () => typeof later);
attempt('compound', () => { later += 1; });
let later = 1;
const constant = 2;
class Later {}
attempt('after', () => [later, constant, typeof Later]);
attempt('own initialiser', () => {
  const self: any = [1, self][0];
  return self;
});
attempt('block', () => {
  const outer = 'outer';
  {
    const read = () => outer;
    const probe = read();
    const outer = 'inner';
    return probe + outer;
  }
});
attempt('for of head', () => {
  const list = [1];
  for (const list of (() => list)()) return list;
});
attempt('default parameter', () => ((a: any = b, b: any = 1) => [a, b])());
attempt('class heritage', () => {
  class Own extends (Own as any) {}
  return Own;
});
attempt('computed key', () => {
  class Own {
    [(Own as any).key]() {}
  }
  return Own;
});
attempt('switch', () => {
  switch (1 as number) {
    case 0:
      let inCase = 1;
    case 1:
      return inCase!;
  }
});
