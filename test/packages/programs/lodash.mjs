// Most of lodash's functions, over a table of inputs each.
import _ from 'lodash';
import { check, randomOf } from './checks.mjs';

const random = randomOf(7);
const people = Array.from({ length: 40 }, (_unused, id) => ({
  id,
  name: `${'abcdefghij'[random(10)]}${random(100)}`,
  age: 18 + random(50),
  tags: Array.from({ length: random(4) }, () => 'xyz'[random(3)]),
  address: { city: ['Bern', 'Oslo', 'Rome'][random(3)], zip: random(9000) + 1000 },
}));
const nested = { a: [{ b: { c: 3 } }, { b: { c: 4 } }], d: new Map([['k', new Set([1, 2])]]), e: new Date(0), f: /x/gi };
const arrays = [[], [1], [3, 1, 2], [1, [2, [3, [4]]]], [0, 1, false, 2, '', 3], ['b', 'a', 'b'], [NaN, undefined, null]];
const texts = ['', 'fred', 'fooBar', '--foo-bar--', '__FOO_BAR__', 'fred, barney, & pebbles', 'déjà vu', '  trim  ', '&lt;b&gt;'];
const values = [undefined, null, true, 0, -0, NaN, '', 'a', 12n, Symbol.iterator, [], {}, () => 1, new Date(0), /a/, new Map(), new Set([1]), new Error('e'), new Uint8Array(2)];

for (const name of ['chunk', 'compact', 'drop', 'dropRight', 'first', 'flatten', 'flattenDeep', 'flattenDepth', 'fromPairs', 'head', 'initial', 'last', 'nth', 'reverse', 'sortedUniq', 'tail', 'take', 'takeRight', 'uniq', 'unzip', 'zip', 'without', 'size', 'shuffle', 'sample', 'sortBy', 'max', 'min', 'sum', 'mean', 'toPath', 'castArray', 'groupBy', 'countBy', 'keyBy', 'invert', 'entries', 'keys', 'values']) {
  if (name === 'shuffle' || name === 'sample') continue;
  for (const array of arrays) check(`${name} ${JSON.stringify(array)}`, () => _[name](_.cloneDeep(array)));
}
for (const name of ['camelCase', 'capitalize', 'deburr', 'escape', 'escapeRegExp', 'kebabCase', 'lowerCase', 'lowerFirst', 'snakeCase', 'startCase', 'toLower', 'toUpper', 'trim', 'trimEnd', 'trimStart', 'unescape', 'upperCase', 'upperFirst', 'words', 'toArray', 'parseInt', 'toPath']) {
  for (const text of texts) check(`${name} ${JSON.stringify(text)}`, () => _[name](text));
}
for (const name of Object.keys(_).filter((key) => /^is[A-Z]/.test(key) && !/Match|EqualWith/.test(key)).sort()) {
  check(name, () => values.map((value) => _[name](value)));
}
for (const name of ['toFinite', 'toInteger', 'toLength', 'toNumber', 'toString', 'toPlainObject', 'toSafeInteger', 'clone', 'cloneDeep', 'defaultTo', 'identity']) {
  for (const value of values) check(name, () => _[name](value, 9));
}
check('pad', () => [_.pad('abc', 8, '_-'), _.padStart('abc', 6), _.padEnd('abc', 6, '-'), _.repeat('ab', 3), _.truncate('hi-diddly-ho there, neighborino', { length: 24, separator: /,? +/ })]);
check('groupBy', () => _.groupBy(people, 'address.city'));
check('orderBy', () => _.orderBy(people, ['address.city', 'age'], ['asc', 'desc']).map((person) => person.id));
check('chain', () => _(people).filter({ address: { city: 'Oslo' } }).map('tags').flatten().countBy().toPairs().sortBy(0).value());
check('lazy', () => _(people).map('age').filter((age) => age % 2).take(3).reverse().value());
check('partition', () => _.partition(people, ({ age }) => age > 40).map((part) => part.length));
check('reduce', () => [_.reduce(people, (sum, { age }) => sum + age, 0), _.reduceRight([[0, 1], [2, 3]], (flat, other) => flat.concat(other), []), _.transform([2, 3, 4], (result, n) => { result.push(n * n); return n % 2 === 0; }, [])]);
check('get and set', () => [_.get(nested, 'a[1].b.c'), _.get(nested, ['a', '0', 'x'], 'none'), _.has(nested, 'a[0].b'), _.set({}, 'x[0].y.z', 5), _.setWith({}, '[0][1]', 'a', Object), _.unset({ a: { b: 1 } }, 'a.b'), _.update({ a: 1 }, 'a', (n) => n * 2), _.invoke({ a: [{ b: (x) => x + 1 }] }, 'a[0].b', 4)]);
check('pick', () => [_.pick({ a: 1, b: 2, c: 3 }, ['a', 'c']), _.omit({ a: 1, b: { c: 2, d: 3 } }, ['b.c']), _.pickBy({ a: 1, b: '2' }, _.isNumber), _.mapKeys({ a: 1 }, (v, k) => k + v), _.mapValues({ a: { n: 1 } }, 'n'), _.invertBy({ a: 1, b: 2, c: 1 }), _.findKey({ a: 1, b: 2 }, (n) => n > 1)]);
check('merge', () => _.merge({ a: [{ b: 2 }, { d: 4 }] }, { a: [{ c: 3 }, { e: 5 }] }, undefined, { f: nested }));
check('mergeWith', () => _.mergeWith({ a: [1] }, { a: [2] }, (a, b) => (_.isArray(a) ? a.concat(b) : undefined)));
check('defaultsDeep', () => _.defaultsDeep({ a: { b: 2 } }, { a: { b: 1, c: 3 } }));
check('cloneDeep', () => { const copy = _.cloneDeep(nested); return [copy, _.isEqual(copy, nested), copy.d === nested.d]; });
check('isEqual', () => [_.isEqual([1, { a: NaN }], [1, { a: NaN }]), _.isEqual(new Set([[1]]), new Set([[1]])), _.isMatch({ a: 1, b: 2 }, { b: 2 }), _.isEqualWith([1], ['1'], (a, b) => (_.isArray(a) ? undefined : String(a) === String(b)))]);
check('sets', () => [_.union([2], [1, 2]), _.intersectionBy([2.1, 1.2], [2.3, 3.4], Math.floor), _.difference([2, 1], [2, 3]), _.xor([2, 1], [2, 3]), _.differenceWith([{ x: 1 }, { x: 2 }], [{ x: 1 }], _.isEqual), _.unionBy([{ x: 1 }], [{ x: 2 }, { x: 1 }], 'x')]);
check('functions', () => {
  const log = [];
  const once = _.once(() => log.push('once'));
  once(); once();
  const after = _.after(2, () => log.push('after'));
  after(); after();
  const memo = _.memoize((n) => { log.push(`computed ${n}`); return n * n; });
  log.push(memo(3), memo(3), _.curry((a, b, c) => [a, b, c])(1)(2, 3), _.curry((a, b) => [a, b])(_, 'b')('a'), _.partial((a, b) => a + b, 'x')('y'), _.partialRight((a, b) => a + b, 'x')('y'), _.flow([_.add, (n) => n * n])(1, 2), _.over([Math.max, Math.min])(1, 2, 3), _.flip((a, b) => [a, b])(1, 2), _.rearg((a, b, c) => [a, b, c], [2, 0, 1])('b', 'c', 'a'), _.spread((a, b) => a + b)([1, 2]), _.negate(_.isEven ?? ((n) => n % 2 === 0))(3), _.unary(Number.parseInt)('10', 2), _.ary(Math.max, 2)(1, 2, 3), _.wrap(_.escape, (f, text) => `<p>${f(text)}</p>`)('a & b'), _.attempt(() => { throw new Error('no'); }).message);
  return log;
});
check('template', () => _.template('<% _.forEach(users, function(user) { %><li><%- user %></li><% }); %> ${ total }', { imports: { _ } })({ users: ['fred', '<b>'], total: 2 }));
check('collections', () => [_.every([true, 1]), _.some([null, 0, 'yes']), _.find(people, { id: 7 })?.name, _.findLast([1, 2, 3, 4], (n) => n % 2 === 1), _.includes({ a: 1 }, 1), _.invokeMap([[5, 1], [3]], 'sort'), _.flatMap([1, 2], (n) => [n, n]), _.sumBy(people, 'age'), _.maxBy(people, 'age').id, _.minBy(people, 'age').id, _.meanBy([{ n: 4 }, { n: 2 }], 'n'), _.sampleSize([1], 1), _.reject(people, 'tags.length').length]);
check('arrays', () => [_.pull(['a', 'b', 'a'], 'a'), _.pullAt(['a', 'b', 'c'], [0, 2]), _.remove([1, 2, 3, 4], (n) => n % 2 === 0), _.fill([4, 6, 8], '*', 1, 2), _.sortedIndex([30, 50], 40), _.sortedIndexBy([{ x: 4 }], { x: 4 }, 'x'), _.zipObject(['a', 'b'], [1, 2]), _.zipObjectDeep(['a.b[0].c'], [1]), _.zipWith([1, 2], [10, 20], _.add), _.unzipWith([[1, 10], [2, 20]], _.add), _.dropWhile([1, 2, 3], (n) => n < 2), _.takeRightWhile([1, 2, 3], (n) => n > 1), _.indexOf([1, 2, 1], 1, 1), _.lastIndexOf([1, 2, 1], 1), _.findLastIndex([1, 2], 1), _.slice([1, 2, 3], 1), _.join(['a', 'b'], '~'), _.concat([1], 2, [3], [[4]])]);
check('numbers', () => [_.clamp(-10, -5, 5), _.inRange(3, 2, 4), _.round(4.006, 2), _.ceil(6040, -2), _.floor(0.046, 2), _.range(4), _.range(0, -4, -1), _.rangeRight(4), _.times(3, String), _.divide(6, 4), _.subtract(6, 4)]);
check('matchers', () => [_.filter([{ a: 1, b: 2 }, { a: 4 }], _.matches({ a: 4 })), _.map([{ a: { b: 2 } }], _.property('a.b')), _.map(['a', 'b'], _.propertyOf({ a: 3, b: 1 })), _.filter([{ a: 1 }], _.conforms({ a: (n) => n > 1 })), _.cond([[_.isString, () => 's'], [_.stubTrue, () => 'other']])(1), _.uniqueId('c').replace(/\d+/, 'N')]);
