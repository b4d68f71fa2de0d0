// Uncaught inside a generator that a spread drives, through a delegating one.
function* inner(list) {
  for (const item of list) yield item.name.length;
}
function* outer(list) {
  yield 0;
  yield* inner(list);
}
const people = [{ name: 'ada' }, { nick: 'bob' }];
const first = [...outer(people.slice(0, 1))];
console.log(first);
console.log([...outer(people)]);
