// What an object is does not depend on the prototype that it is given.
const bare = <O extends object>(o: O): any => Object.setPrototypeOf(o, Object.prototype);
const map = bare(new Map([['a', 1]]));
const set = bare(new Set([1, { b: 2 }]));
const date = bare(new Date(0));
const error = bare(new Error('gone', { cause: map }));
const boxed = bare(new Number(5));
const list = bare([1, 2]);
const assigned: any = new Map([['b', 2]]);
assigned.__proto__ = Object.prototype;
const reflected = new Set([7]);
Reflect.setPrototypeOf(reflected, Object.prototype);
const pretends = Object.setPrototypeOf({ own: 1 }, Map.prototype);
Map.prototype.set.call(map, 'later', 3);
Set.prototype.add.call(reflected, 8);
Map.prototype.delete.call(assigned, 'b');
const holder = { map, set, date, error, boxed, list, assigned, reflected, pretends };
console.log(Object.keys(holder).length, Object.getPrototypeOf(map) === Object.prototype);
console.log(Map.prototype.get.call(map, 'later'));
