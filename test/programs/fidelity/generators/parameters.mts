// Default values of generators' parameters: evaluated at the call, in the generator's own frame, long before its body.
const log: any[] = [];
const note = <T>(x: T) => { log.push(x); return x; };
function* a(x = note(1), y: any, z = note(x + 1), { k = note(9) } = note<{ k?: number }>({})) { note('body'); yield () => x + z + k; }
const it = a(undefined, 5);
const it2 = (a as any)(7);
const it3 = (a as any)(8, 8, 8, { k: 1 }, 5);
console.log((it as any).next().value(), (it2 as any).next().value(), (it3 as any).next().value(), log);
function* b(x = (): number => y, y: number = note(3)) { note(x()); yield* c(note(4)); }
function* c(p = note(5), q = note(p)) { yield note(q); }
console.log([...b()], [...c()], log);
function* t(x = (() => { throw new Error('no'); })()) { yield x; }
try { t(); } catch (e) { note((e as Error).message); }
async function* ag(x = note(6), ...rest: number[]) { yield note((x as number) + rest.length); }
for await (const v of ag(undefined, 1, 2)) note(v);
class K { *m(v = note(this.n)) { yield v; } n = 4; static async *s(x = note<unknown>(new.target)) { yield x; } }
console.log([...new K().m()], log, a.length, b.length);
for await (const v of K.s()) note(v);
const unused = c();
note('end');
