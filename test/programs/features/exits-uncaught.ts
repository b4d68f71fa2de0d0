// Ends by an exception that nobody catches, some calls deep, with a custom class.
class ShopError extends Error {
  code = 'E_SHOP';
  constructor(message: string) {
    super(message);
    this.name = 'ShopError';
  }
}
interface Job { readonly name: string }
function first(job: Job): never {
  const doubled = [1, 2].map((x) => x * 2);
  second(doubled, job);
}
function second(list: number[], job: Job): never {
  throw new ShopError(`bad ${job.name} ${list.length}`);
}
console.log('before');
process.on('exit', (code) => console.log('exit', code));
first({ name: 'job' });
