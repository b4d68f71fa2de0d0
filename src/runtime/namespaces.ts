/**
 * The namespaces of functions as they were before any user code ran. The bundler puts these in the place of the globals everywhere in the
 * runtime (`inject` in esbuild.config.mjs), so that a program that replaces `Atomics.load` neither sees our calls nor breaks them.
 */
function copyOf<T extends object>(namespace: T): T {
  return Object.defineProperties(Object.create(null) as T, Object.getOwnPropertyDescriptors(namespace));
}

const atomics = copyOf(Atomics);
const json = copyOf(JSON);
const math = copyOf(Math);
const reflect = copyOf(Reflect);

export { atomics as Atomics, json as JSON, math as Math, reflect as Reflect };
