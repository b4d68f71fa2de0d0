// prettier: formats real files of other packages and small texts of every language, with several options, and again what it has formatted.
import { readFileSync } from 'node:fs';
import prettier from 'prettier';

const file = (path) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url), 'utf8');
const texts = {
  'babel': file('fast-deep-equal/es6/index.js'),
  'typescript': "enum A{B=1,C='x'}\nabstract class D<T extends{a:1}>implements E,F{private readonly x?:number=1;constructor(public y:T){super()}@dec() get z():T{return this.y!}}\ntype G<K>=K extends infer U?{[P in keyof U]-?:U[P]}:never;declare module 'm'{export default function f(a:string,...b:number[]):asserts a is 'x'}\nconst s=<const>{a:[1,2,3]} satisfies unknown;namespace N.M{export import Q=R.S}",
  'css': "@import 'a.css';a{color:RED;background:URL(x.png)}@media (max-width:100px){.b>.c::before,.d{margin:0 0 0 0!important}}:root{--x:{a:b}}",
  'scss': '$a:1px;@mixin m($x,$y:2){width:$x+$y;&:hover{@extend .z}}.b{@include m(1,$y:3);@if $a==1px{c:d}@else{e:f}}@each $k,$v in (a:1,b:2){.#{$k}{w:$v}}',
  'less': '@a:1px;.m(@x;@y:2){width:(@x+@y)}.b{.m(1;2);&:extend(.z);@media print{c:d}}',
  'json': '{"a":[1,2,{"b":null}],"c":"a long string a long string a long string a long string","d":{}}',
  'yaml': 'a:   1\nb:\n    - x\n    -   y: [1,2 , 3]\nc: >\n   folded\n   text\nd: &anchor {e: 1}\nf: *anchor\n',
  'markdown': '# Title\n\n* a\n* b\n   1. c\n   2) d\n\n| a | b |\n|--|:-:|\n| long cell | x |\n\n```js\nconst a={b:1}\n```\n*emph* __strong__ [link]( http://x  "t")\n',
  'html': '<!doctype html><html><head><style>a{b:c}</style><script>const a={b:1}</script></head><body><div class="a   b"><p>text <b>bold</b> text</p><ul><li>1<li>2</ul><pre>\n keep </pre></div></body></html>',
  'vue': '<template><div v-if="a&&b" @click="f( 1 )">{{ x|y }}</div></template><script>export default {data(){return{a:1}}}</script><style scoped>a{b:c}</style>',
  'graphql': 'query Q($a:Int=1,$b:[String!]!){f(x:$a){...F @include(if:true) g}}fragment F on T{h}type T implements A&B{"d" a(b:Int=1):[C!]! @deprecated}',
  'acorn': "async function*f({a,b:[c=1,...d]}={},...e){for await(const x of y)yield*x?.[0]?.(1)??((z||w)&&v);label:while(1){if(a)continue label;else break}try{throw new Error(`a${b+`c${d}`}`)}catch{}finally{}}\nclass G extends (H,I){static #p=1;static{this.#p++}get[`k`](){return super.k}}\nexport default a=>({...b,[c]:d,async*e(){}});",
  'mdx': 'import A from "a"\n\n# Hi <A b={1+1}/>\n\n- {x}\n',
};
const optionSets = [{}, { semi: false, singleQuote: true, tabWidth: 4, printWidth: 60, trailingComma: 'none', arrowParens: 'avoid', proseWrap: 'always', quoteProps: 'consistent' }];

for (const [parser, text] of Object.entries(texts)) {
  for (const options of optionSets) {
    const once = await prettier.format(text, { parser, ...options });
    const twice = await prettier.format(once, { parser, ...options });
    console.log(`--- ${parser} ${JSON.stringify(options)}, ${once === twice ? 'stable' : 'changes again'}, check ${await prettier.check(once, { parser, ...options })}`);
    console.log(once);
  }
}
for (const [parser, text] of Object.entries({ babel: 'const = 1', typescript: 'class {', css: 'a{', json: '{', yaml: 'a: [', html: '<div' })) {
  try {
    console.log(await prettier.format(text, { parser }));
  } catch (error) {
    console.log(`${parser}: ${error.name}: ${error.message}`, error.loc);
  }
}
console.log(await prettier.formatWithCursor('const   a=1', { parser: 'babel', cursorOffset: 9 }));
console.log((await prettier.getSupportInfo()).languages.length, await prettier.getFileInfo('x.ts'), prettier.version);
