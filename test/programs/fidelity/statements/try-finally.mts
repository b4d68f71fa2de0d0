// try/catch/finally in every nesting: order, completion overrides, errors replaced, loops left, generators closed.
const log: string[] = [];
const run = (label: string, action: () => unknown) => {
  let outcome: string;
  try {
    outcome = `returned ${String(action())}`;
  } catch (error) {
    outcome = `threw ${String(error)}`;
  } finally {
    log.push(`run ${label}`);
  }
  console.log(label, outcome, log.splice(0));
};
run('plain', () => { try { return 'try'; } finally { log.push('finally'); } });
run('catch', () => { try { throw 'a'; } catch (error) { return `caught ${error}`; } finally { log.push('finally'); } });
run('override return', () => { try { return 1; } finally { return 2; } });
run('override throw', () => { try { throw 'lost'; } finally { return 'kept'; } });
run('throw in finally', () => { try { throw 'first'; } finally { throw 'second'; } });
run('throw in catch', () => { try { throw 'first'; } catch (error) { throw `${error} second`; } finally { log.push('still finally'); } });
run('nested', () => {
  try {
    try { throw 'inner'; } finally { log.push('inner finally'); }
  } catch (error) {
    try { throw `${error} again`; } catch (again) { log.push(String(again)); return error; } finally { log.push('catch finally'); }
  } finally {
    log.push('outer finally');
  }
});
run('break', () => { for (const x of [1, 2]) { try { break; } finally { log.push(`f${x}`); } } return 'after'; });
run('continue', () => { let n = 0; for (const x of [1, 2]) { try { continue; } finally { n += x; } } return n; });
run('continue overrides', () => { for (const x of [1, 2]) { try { throw x; } finally { continue; } } return 'swallowed both'; });
run('labelled', () => { l: { try { break l; } finally { log.push('l'); } } return 'out'; });
run('value before finally', () => { let x = 1; const read = () => x; try { return x + read(); } finally { x = 100; log.push(String(read())); } });
run('object', () => { const o = { n: 1 }; try { return o; } finally { o.n = 2; log.push(JSON.stringify(o)); } });
run('generator', () => { function* g() { try { yield 1; } finally { log.push('closed'); } } for (const x of g()) { try { return x; } finally { log.push('loop finally'); } } });
run('rethrow same', () => { const e = new Error('same'); try { try { throw e; } catch (x) { throw x; } } catch (x) { return x === e; } });
run('no parameter', () => { try { throw 1; } catch { return 'no parameter'; } });
run('catch pattern', () => { try { throw { a: [1, { b: 2 }] }; } catch ({ a: [x, { b }] }: any) { return x + b; } });
run('engine error', () => { try { (null as any).x; } catch (error) { return (error as Error).constructor.name; } });
run('finally only throws', () => { try { } finally { log.push('empty try'); } return 'end'; });
run('recursion', function rec(depth: any = 0): unknown { try { if (depth < 3) return rec(depth + 1); throw `depth ${depth}`; } finally { log.push(`unwind ${depth}`); } });
run('error property', () => { try { throw Object.assign(new Error('with'), { extra: { n: 1 } }); } catch (error: any) { error.extra.n++; return error.extra.n; } });
