const { call } = Function.prototype;

/** A built-in method as a function of its receiver, taken before the program can patch it. */
export const taken = <T>(method: unknown): T => call.bind(method as () => unknown) as T;
