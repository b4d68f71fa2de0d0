// Hooks of the program for ES modules, on its thread and on one of their own: each sees, and gives, the program's own text; nothing else is asked for.
import module, { register, registerHooks } from 'node:module';
console.log([register, registerHooks, module.registerHooks].map((f) => [f.name, f.length, String(f).split('\n')[0]]), registerHooks === module.registerHooks);
const seen = [];
const hooks = registerHooks({
  resolve(specifier, context, next) { seen.push(`resolve ${specifier}`); return next(specifier, context); },
  load(url, context, next) {
    const result = next(url, context);
    const text = String(result.source);
    seen.push(`load ${url.split('/').pop()} ${result.format} ${text.length} ${result.shortCircuit}`);
    return url.endsWith('rewritten.cjs') || url.endsWith('hooked.mjs') ? { ...result, source: text.replace('ORIGINAL', 'REPLACED') } : result;
  },
});
console.log(await import('./lib/hooked.mjs'));
const again = registerHooks({ load: (url, context, next) => { seen.push('again'); return next(url, context); } });
console.log(await import('./lib/hooked.mjs?again'), seen.splice(0));
again.deregister();
hooks.deregister();
try { await import('./lib/missing.mjs'); } catch (error) { console.log(error.code, error.stack.includes('elixirscope')); }
register(`data:text/javascript,${encodeURIComponent(`
export async function resolve(specifier, context, next) {
  process._rawDebug('resolve', specifier.split('/').pop());
  return next(specifier, context);
}
export async function load(url, context, next) {
  const result = await next(url, context);
  process._rawDebug('load', url.split('/').pop(), result.format, result.source?.length);
  return url.endsWith('?off') ? { ...result, source: new TextDecoder().decode(result.source).replace('ORIGINAL', 'THREADED') } : result;
}`)}`);
console.log((await import('./lib/hooked.mjs?off')).named(), (await import('./lib/hooked.cjs')).default, await import('./lib/hooked.mjs?plain'));
