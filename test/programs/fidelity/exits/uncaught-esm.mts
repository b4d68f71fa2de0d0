// An uncaught error of an ES module: what stderr shows, exit code 1, 'exit' listeners still run.
class ValidationError extends Error {
  override name = 'ValidationError';
  fields = { user: { age: -1 } };
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
process.on('exit', (code) => console.log('exit listener', code));
function validate(age: number) {
  const limit = 0;
  if (age < limit) throw new ValidationError(`age ${age} below ${limit}`, { cause: new RangeError('the cause') });
  return age;
}
const checked = [1, 2].map(validate);
console.log(checked);
validate(-1);
console.log('never');
