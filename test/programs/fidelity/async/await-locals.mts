// Locals across awaits: several activations of one function are interleaved, each keeps its own variables.
const turns: string[] = [];
const tick = async (n: number) => {
  for (let i = 0; i < n; i++) await null;
  return n;
};
async function worker(name: string, steps: number) {
  let total = 0;
  const log: number[] = [];
  for (let step = 0; step < steps; step++) {
    const before = total;
    const got = await tick(step + name.length);
    total += got;
    log.push(before);
    turns.push(`${name}${step}`);
    {
      const inner = { step, total };
      await null;
      turns.push(`${name} inner ${inner.step}/${inner.total}`);
    }
  }
  return { name, total, log };
}
const results = await Promise.all([worker('a', 3), worker('bb', 2), worker('ccc', 1)]);
console.log(results, turns);
class Job {
  state = 'new';
  #attempts = 0;
  async run(fail: boolean) {
    this.state = 'running';
    try {
      const value = await this.attempt(fail);
      this.state = `done ${value}`;
    } catch (error) {
      const { message } = error as Error;
      this.state = `failed ${message}`;
    } finally {
      await null;
      this.#attempts++;
    }
    return [this.state, this.#attempts];
  }
  async attempt(fail: boolean) {
    const id = await tick(1);
    if (fail) throw new Error(`attempt ${id}`);
    return id;
  }
}
const job = new Job();
const both = [await job.run(false), await job.run(true)];
console.log(both);
const recursive = async (n: number): Promise<number> => {
  const here = n * 10;
  const rest = n > 0 ? await recursive(n - 1) : 0;
  return here + rest;
};
console.log(await recursive(4), (await recursive(1)) + (await recursive(2)), [await 1, await 2], { a: await 3 }, `${await 4}`);
