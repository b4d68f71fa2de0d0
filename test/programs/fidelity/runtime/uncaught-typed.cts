// TypeScript as CommonJS is named by its URL.
const call = (f: () => void): void => f();
call((): void => { (undefined as any).foo.bar(); });
