/** What kind of object it is, told without running user code: no trap, no getter, no Symbol.toStringTag. */
import { CONTENT, type ContentKind } from '../wire/trace.js';
import { FACT, factsOf, idOf, setFacts, stamp } from './identity.js';
import * as js from './intrinsics.js';

const intrinsicFamilies: readonly (readonly [object, ContentKind])[] = [
  [Object.prototype, CONTENT.object],
  [Map.prototype, CONTENT.map],
  [Set.prototype, CONTENT.set],
  [Date.prototype, CONTENT.date],
  [RegExp.prototype, CONTENT.regexp],
  [Error.prototype, CONTENT.error],
  [Promise.prototype, CONTENT.promise],
  [ArrayBuffer.prototype, CONTENT.arrayBuffer],
  [WeakMap.prototype, CONTENT.weak],
  [WeakSet.prototype, CONTENT.weak],
  [WeakRef.prototype, CONTENT.weak],
  [FinalizationRegistry.prototype, CONTENT.weak],
];

/** Must run before user code: an object that only inherits from Map.prototype must not decide what Maps are. */
export function registerFamilies(): void {
  for (const [prototype, kind] of intrinsicFamilies) setFamily(prototype, kind);
}

export function kindOf(o: object, prototype: object | null): ContentKind {
  if (typeof o === 'function') return js.startsWith(js.functionText(o), 'class') ? CONTENT.class : CONTENT.function;
  if (js.isArray(o)) return CONTENT.array;
  const family = prototype === null ? -1 : familyOf(prototype);
  if (family === CONTENT.object) return isPrimitivePrototype(o) ? CONTENT.boxed : CONTENT.object;
  if (family >= 0 && isOfKind(o, family as ContentKind)) return family as ContentKind;
  const kind = classify(o);
  if (family < 0 && prototype !== null && kind !== CONTENT.arguments) setFamily(prototype, kind);
  return kind;
}

/** The object has been given its prototype: one that nobody has looked at would be taken for a plain object if that is theirs. */
export function keepKind(o: unknown): void {
  if (typeof o !== 'object' || o === null || js.isProxy(o) || (factsOf(o) & FACT.kindKnown) !== 0 || js.isArray(o))
    return;
  const prototype = js.getPrototypeOf(o);
  const kind = prototype !== null && familyOf(prototype) === CONTENT.object ? classify(o) : CONTENT.object;
  if (kind === CONTENT.object) return;
  if (idOf(o) === 0) stamp(o);
  setFacts(o, (factsOf(o) & ~FACT.kindMask) | FACT.kindKnown | kind);
}

const { prototype: ofStrings } = String;
const { prototype: ofNumbers } = Number;
const { prototype: ofBooleans } = Boolean;

/** Each of these is what it is the prototype of, while its own prototype is that of plain objects. */
const isPrimitivePrototype = (o: object): boolean => o === ofStrings || o === ofNumbers || o === ofBooleans;

function familyOf(prototype: object): number {
  return ((factsOf(prototype) & FACT.familyMask) >>> FACT.familyShift) - 1;
}

function setFamily(prototype: object, kind: ContentKind): void {
  if (idOf(prototype) === 0) stamp(prototype);
  setFacts(prototype, (factsOf(prototype) & ~FACT.familyMask) | ((kind + 1) << FACT.familyShift));
}

function isOfKind(o: object, kind: ContentKind): boolean {
  switch (kind) {
    case CONTENT.map:
      return js.isMap(o);
    case CONTENT.set:
      return js.isSet(o);
    case CONTENT.date:
      return js.isDate(o);
    case CONTENT.regexp:
      return js.isRegExp(o);
    case CONTENT.error:
      return js.isNativeError(o);
    case CONTENT.promise:
      return js.isPromise(o);
    case CONTENT.typedArray:
      return js.isView(o);
    case CONTENT.arrayBuffer:
      return js.isAnyArrayBuffer(o);
    case CONTENT.boxed:
      return js.isBoxedPrimitive(o);
    case CONTENT.generator:
      return js.isGeneratorObject(o);
    default:
      return false;
  }
}

function classify(o: object): ContentKind {
  if (js.isNativeError(o)) return CONTENT.error;
  if (js.isMap(o)) return CONTENT.map;
  if (js.isSet(o)) return CONTENT.set;
  if (js.isPromise(o)) return CONTENT.promise;
  if (js.isView(o)) return CONTENT.typedArray;
  if (js.isDate(o)) return CONTENT.date;
  if (js.isRegExp(o)) return CONTENT.regexp;
  if (js.isGeneratorObject(o)) return CONTENT.generator;
  if (js.isAnyArrayBuffer(o)) return CONTENT.arrayBuffer;
  if (js.isBoxedPrimitive(o)) return CONTENT.boxed;
  if (js.isWeakMap(o) || js.isWeakSet(o)) return CONTENT.weak;
  if (js.isArgumentsObject(o)) return CONTENT.arguments;
  if (js.isModuleNamespaceObject(o)) return CONTENT.namespace;
  if (js.isMapIterator(o) || js.isSetIterator(o) || js.isExternal(o)) return CONTENT.host;
  return CONTENT.object;
}
