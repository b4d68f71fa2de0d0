// What is imported in the source phase is no function that could be kept.
const from = (name) => import.source(name);
(async () => {
  for (const attempt of [() => import.source('./not-there.mjs'), () => from('./not-there.mjs'), () => import.source({ toString() { throw new Error('name'); } })]) {
    try { console.log(typeof (await attempt())); } catch (error) { console.log(error.message.split(' ')[0]); }
  }
})();
