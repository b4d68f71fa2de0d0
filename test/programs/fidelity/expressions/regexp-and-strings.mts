// Strings and regular expressions as values: surrogates, long strings, escapes, callbacks of replace, exec state, template text.
const text = 'naïve 😀 \u{1F600} \0 \x41 \'quoted\' "double" `tick` \\ \
continued';
const lone = ['\ud83d', '\ude00', 'a\ud800b'];
console.log(text, text.length, [...text].length, lone.map((s) => s.isWellFormed()), JSON.stringify(lone));
const long = 'x'.repeat(20_000) + 'end';
let built = '';
for (let i = 0; i < 300; i++) built += String.fromCharCode(97 + (i % 26));
console.log(long.length, long.slice(-5), built.length, built.at(-1));
const replaced = 'a1b22c'.replace(/(?<letter>[a-z])(\d+)/g, (match, letter, digits, offset, whole, groups) => {
  const parts = [match, letter, digits, offset, whole.length, groups.letter];
  return `<${parts.join(',')}>`;
});
const re = /o(?=\w)/gi;
const steps: unknown[] = [];
for (let m = re.exec('Foo boo'); m; m = re.exec('Foo boo')) {
  const { index } = m;
  steps.push([index, re.lastIndex]);
}
console.log(replaced, steps, 'a-b_c'.split(/([-_])/), 'aXbX'.replaceAll('X', '$&$`|'), /(\d{4})-(?<month>\d\d)/.exec('on 2020-05-06')!.groups);
const words = 'the quick brown fox'.split(' ').map((word) => word[0]!.toUpperCase() + word.slice(1));
words.push(`${words.length} words`);
console.log(words.join(' '), words.at(-1)!.padStart(10, '*'), 'abc'.localeCompare('abd'), 'ß'.toUpperCase(), 'İ'.toLowerCase().length, 'x'.codePointAt(0), 'ﬀ'.normalize('NFKD'));
console.log('a\tb\nc'.split(/\s/), String.raw`\u00e9\n${1 + 1}`, `multi
line ${`nested ${'deep'}`}`, 'abc'[1], 'abc'.at(-1), 'abc'.substring(2, 0), '\u2028'.length, /[\u{1F600}]/u.test('😀'), /^.$/.test('😀'), /^.$/u.test('😀'));
const object = { toString: () => 'stringified', valueOf: () => 42 };
console.log(`${object}`, object + '', 'x' + object, [object].join(), String(object), +object, `${[1, [2, 3]]}`, `${() => 1}`, String(Symbol('d')), `${null}${undefined}`);
const big = 123456789012345678901234567890n, numbers = [1e21, 1 / 3, -0, 0xffffffff, Number.MAX_SAFE_INTEGER, 5e-324, 2 ** 53 + 1, -2147483648, 2147483648];
console.log(big * 2n, numbers.map(String), numbers.map((n) => n | 0), (25).toString(36), (0.1).toFixed(20), parseFloat('1.5e3x'), parseInt('0x1f'), Number(''), Number(' 12 '), Number('1,2'));
let tag: unknown = 'a';
const joined = () => ({ text: `text of ${tag}!`, other: 'tag ' + tag });
console.log(joined(), joined());
tag = { toString: () => ((tag = 'a'), 'b') };
console.log(joined());
