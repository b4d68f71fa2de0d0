// Iterators are closed by break, return, throw, destructuring and spreads as the language says; errors of `return` too.
const log: string[] = [];
const counted = (name: string, limit = 5, bad?: 'throws' | 'primitive') => ({
  [Symbol.iterator]() {
    let i = 0;
    log.push(`${name} open`);
    return {
      next: () => ({ value: ++i, done: i > limit }),
      return(value?: unknown) {
        log.push(`${name} closed at ${i}`);
        if (bad === 'throws') throw new Error('from return');
        return (bad === 'primitive' ? 5 : { value, done: true }) as never;
      },
    };
  },
});
const done = (label: string) => console.log(label, log.splice(0));
for (const x of counted('break')) if (x === 2) break;
done('break');
for (const _ of counted('complete', 1));
done('complete');
outer: for (const x of counted('outer')) for (const y of counted('inner')) { if (y === 2) continue outer; if (x === 2) break outer; }
done('labelled');
const found = (() => { for (const x of counted('return')) if (x === 3) return x; })();
done(`return ${found}`);
try { for (const x of counted('throw')) throw new Error(`body ${x}`); } catch (error) { done((error as Error).message); }
try { for (const x of counted('both', 5, 'throws')) throw new Error(`body ${x}`); } catch (error) { done((error as Error).message); }
try { for (const _ of counted('bad', 5, 'throws')) break; } catch (error) { done((error as Error).message); }
try { for (const _ of counted('primitive', 5, 'primitive')) break; } catch (error) { done((error as Error).message); }
const [one, , three] = counted('pattern');
done(`pattern ${one} ${three}`);
const [all, ...rest] = counted('rest', 3);
done(`rest ${all} ${rest}`);
const [] = counted('empty pattern');
done('empty');
let target: any = {};
[target.a, target['b']] = counted('assignment');
done(JSON.stringify(target));
try { [target.x, ({ get y(): number { throw new Error('in target'); } }).y] = counted('assignment target') as never; } catch (error) { done((error as Error).message); }
try { const [a = (() => { throw new Error('in default'); })()] = [undefined]; void a; } catch (error) { done((error as Error).message); }
console.log([...counted('spread', 2)], Math.max(...counted('arguments', 2)), new Set(counted('set', 2)).size);
done('spreads');
try { new Map(counted('map') as never); } catch (error) { done((error as Error).message); }
Array.from(counted('from', 2), (x) => x * 2);
try { Array.from(counted('from throws', 2), () => { throw new Error('mapper'); }); } catch (error) { done((error as Error).message); }
function* generator() { try { yield 1; yield 2; } finally { log.push('generator closed'); } }
for (const x of generator()) if (x === 1) break;
const [g] = generator();
done(`generator ${g}`);
const helper = generator().map((x) => x * 10).take(1);
console.log([...helper], [...counted('helper', 4)[Symbol.iterator]().return!() ? [1] : []]);
done('helpers');
