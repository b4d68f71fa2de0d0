/** Own properties, read without running code of the program. */
export const { getPrototypeOf } = Reflect;
const { getOwnPropertyDescriptor } = Reflect;

/** Export of a module that is not initialised yet: reading it throws. */
export const UNINITIALISED: PropertyDescriptor = { value: undefined };

export function ownDescriptor(value: object, key: PropertyKey): PropertyDescriptor | undefined {
  try {
    return getOwnPropertyDescriptor(value, key);
  } catch {
    return UNINITIALISED;
  }
}

export function ownValue(value: object, key: PropertyKey): unknown {
  return ownDescriptor(value, key)?.value;
}

export function ownText(value: object, key: PropertyKey): string {
  const found = ownValue(value, key);
  return typeof found === 'string' ? found : '';
}
