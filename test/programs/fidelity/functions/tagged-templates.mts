// Tagged templates: the strings array is one object per place, frozen, with raw; the receiver, holes and invalid escapes.
const seen = new Set<TemplateStringsArray>();
function tag(strings: TemplateStringsArray, ...values: unknown[]) {
  seen.add(strings);
  const joined = strings.raw.map((raw, i) => `${raw}${i < values.length ? `<${String(values[i])}>` : ''}`).join('');
  return joined;
}
function site(n: number) {
  return tag`a${n}b\n${n * 2}\u0041`;
}
const texts = [site(1), site(2), tag`a${1}b\n${2}\u0041`];
console.log(texts, seen.size);
const identity = (strings: TemplateStringsArray) => strings;
const inLoop: unknown[] = [];
for (let i = 0; i < 3; i++) inLoop.push(identity`same`);
console.log(inLoop[0] === inLoop[2], identity`same` === identity`same`, Object.isFrozen(inLoop[0]), Object.isFrozen((inLoop[0] as any).raw));
const object = { prefix: '>', tag(strings: TemplateStringsArray, ...v: unknown[]) { return this.prefix + strings.join('_') + v.length; }, inner: { get tag() { return identity; } } };
console.log(object.tag`x${1}y${2}`, object['tag']`z`, object.inner.tag`w`.raw, object?.prefix);
console.log(identity`\unicode and \xerxes`, identity`\unicode`.raw, String.raw`\n${1}\t`);
class Html { strings: TemplateStringsArray; value: unknown; constructor(strings: TemplateStringsArray, value?: unknown) { this.strings = strings; this.value = value; } static of(s: TemplateStringsArray, v?: unknown) { return new Html(s, v); } }
const html = Html.of`<b>${html_()}</b>`;
function html_() { return Html.of`nested`; }
console.log(html.strings.length, (html.value as Html).strings[0]);
const curried = (s: TemplateStringsArray) => (t: TemplateStringsArray) => s[0]! + t[0]!;
console.log(curried`one``two`, new (curried`new` as any)`x`.constructor('text'));
function* generator() { const got: string = yield tag`before ${yield 1} after`; return got; }
const walker = generator();
console.log(walker.next().value, walker.next('sent' as never).value, walker.next('end' as never).value);
console.log(`${[1, 2]} ${{ toString: () => 'object' }} ${null} ${undefined} ${-0} ${`nested ${`deeper ${1 + 1}`}`}
line two \
continued ${'\u{1F600}'} \` \${} $`);
