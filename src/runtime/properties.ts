/** Properties read without running anything: no getter, no trap. */
import * as js from './intrinsics.js';

const MAX_CHAIN = 64;

/** Value of an own data property; undefined for accessors and absent ones. The object must not be a proxy. */
export function dataValue(o: object, key: string | symbol | number): unknown {
  const descriptor = js.getOwnPropertyDescriptor(o, key);
  return descriptor !== undefined && js.hasOwn(descriptor, 'value') ? descriptor.value : undefined;
}

/** As V8 names the class of what inherits from it: the constructor, or the tag of those that have none (iterators, generators). */
export function instancesNamed(prototype: object): string {
  if (js.isProxy(prototype)) return '';
  const owner: unknown = dataValue(prototype, 'constructor');
  const named = typeof owner === 'function' && !js.isProxy(owner) ? dataValue(owner, 'name') : '';
  if (typeof named === 'string' && named !== '') return named;
  const tag = dataValue(prototype, Symbol.toStringTag);
  return typeof tag === 'string' ? tag : '';
}

/** Nearest property of that name on the prototype chain if it is a data property. */
export function inherited(o: object, key: string | symbol): unknown {
  const descriptor = nearest(o, key);
  return descriptor !== undefined && js.hasOwn(descriptor, 'value') ? descriptor.value : undefined;
}

/** Setter that an assignment runs. */
export const inheritedSetter = (o: object, key: string | number | symbol): object | undefined => nearest(o, key)?.set;

/** Descriptor that a read of the property would use; undefined beyond a proxy. */
export function nearest(o: object, key: string | number | symbol): PropertyDescriptor | undefined {
  let at: object | null = o;
  for (let i = 0; at !== null && i < MAX_CHAIN; i++) {
    if (js.isProxy(at)) return undefined;
    const descriptor = js.getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor;
    at = js.getPrototypeOf(at);
  }
  return undefined;
}

/** Arrays in the stream with an accessor among their elements, or one that cannot be assigned or deleted: what `shift` and the like move goes around these. */
export const withFixedElements = new js.SafeWeakSet<object>();
