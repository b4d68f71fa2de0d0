// Rejected promises: identity of reasons, try/catch/finally around awaits, finally that overrides, unawaited returns.
const reason = { code: 1, nested: { list: [1] } };
const log: unknown[] = [];
const rejects = (value: unknown) => Promise.reject(value);
async function caught() {
  try {
    await rejects(reason);
    return 'not reached';
  } catch (error) {
    const same = error === reason;
    return same;
  } finally {
    log.push('finally 1');
  }
}
async function unawaited() {
  try {
    return rejects('unawaited');
  } catch {
    return 'must not be caught here';
  }
}
async function awaited() {
  try {
    return await rejects('awaited');
  } catch (error) {
    return `caught ${error}`;
  }
}
async function overridden() {
  try {
    await rejects('lost');
  } finally {
    return 'by finally';
  }
}
async function rethrown() {
  try {
    await rejects(new Error('first'));
  } catch (cause) {
    throw new Error('second', { cause });
  }
}
async function nested() {
  for (const n of [1, 2, 3]) {
    try {
      if (n === 2) await rejects(n);
      log.push(`ok ${n}`);
    } catch (error) {
      log.push(`caught ${error}`);
      continue;
    } finally {
      await null;
      log.push(`end ${n}`);
    }
  }
}
console.log(await caught(), await unawaited().catch((e) => `rejected ${e}`), await awaited(), await overridden());
await rethrown().catch((error) => log.push(error.message, error.cause.message));
await nested();
console.log(log.splice(0));
const settled = await Promise.allSettled([rejects(1), 2, caught(), new Promise((_, reject) => reject(3))]);
console.log(settled);
console.log(await Promise.race([rejects('race'), 1]).catch((e) => e), await Promise.any([rejects(1), Promise.resolve(2)]), await Promise.any([rejects(1), rejects(2)]).catch((e) => e.errors));
const { promise, resolve, reject } = Promise.withResolvers<string>();
setImmediate(() => { resolve('resolved first'); reject('ignored'); });
console.log(await promise, await Promise.try(() => { throw 'tried'; }).catch((e) => e), await new Promise((r) => r({ then(f: (v: string) => void) { f('thenable'); } })));
const throwing = (async () => { throw reason; })();
await throwing.then(undefined, (e) => console.log(e === reason)).finally(() => console.log('finally has no argument'));
