// Modules that an exception takes back to themselves (into a `finally`, a `catch`, out of a loop over promises) and then ends: they are off the
// stack, whoever goes on next.
const loaded: string[] = [];
for (const name of ['loop', 'finally', 'catch', 'directly']) {
  try {
    await import(`./lib/throwing/${name}.mts`);
  } catch (e) {
    const { message } = e as Error;
    loaded.push(message);
  }
  await new Promise((done) => setTimeout(done, 0));
  console.log(name, loaded.length);
}
console.log(loaded);
