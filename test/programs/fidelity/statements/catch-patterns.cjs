// Patterns in catch: what they take apart and when, messages of errors in the block and in the pattern, and what the body does then.
const t=(f)=>{try{console.log(f())}catch(e){console.log(e.message, e.stack.split('\n').slice(1,3).map(x=>/:\d+:\d+/.exec(x)?.[0]).join())}};
for (const v of [null,undefined,5,{}, ()=>1, new Error('plain')]) {
t(()=>{try{throw v}catch({x}){ return x}});
t(()=>{try{throw v}catch({message,...y}/*)*/){ return message}});
t(()=>{try{throw v}catch([x]){ return x}});
t(()=>{try{throw v}catch({...x}){ return x}});
t(()=>{try{throw v}catch({}){ return 1}});
t(()=>{try{throw v}catch({x: {y}}){ return y}});
t(()=>{try{throw v}catch ( { x = (() => { throw new Error('default') })(), y = () => x } ) { return y}});
}
t(()=>{try{v.x.y()}catch({message}){ return message}});
t(()=>{try{const o={};o.x.y()}catch({message, stack}){ return message+stack.split('\n')[1].slice(-6)}});
t(()=>{try{const o={};o.f()}catch({message: m = 'none', name}){ { function hoisted() { return m; } } return [hoisted(), name]; }});
t(()=>{try{throw {a:1,b:2}}catch({a, b}){ var c = a + b; a = 5; return () => [a,b,c]; }}); 
function* g() { try { yield 1; } catch ({ code, ...rest }) { yield [code, rest]; } finally { yield 'f'; } }
const it = g(); it.next(); console.log(it.throw({ code: 1, more: 2 }).value, it.next().value, it.next());
(async () => { try { await Promise.reject({ code: 3, more: [1] }); } catch ({ code, more: [m] }) { await null; console.log(code, m, eval('code + m')); } })();
t(()=>{for (let i = 0; i < 2; i++) try { if (i) return i; throw {i} } catch ({ i: j }) { continue; }});
t(()=>{l: try { throw {i:1} } catch ({ i: j }) { break l; } return 'after';});
t(()=>{try { throw {i:1} } catch ({ i }) { try { throw {i:2} } catch ({ i, ...r }) { return i } } });
t(()=>{try { throw {i:1} } catch ({ i }) { eval('var k = i + 1'); return k } });
