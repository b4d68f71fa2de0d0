// Texts that a rewriter may damage: identifiers with escapes, unusual spaces, strings with line separators, nested comments.
var \u0061bc = 'escaped identifier', ünï = 'unicode', 变量 = 'cjk', \u{62}cd = 'braces', $ = 'dollar', _ = 'underscore', ℮ = 'estimated', 𝒳 = 'astral';
console.log(abc, ünï, 变量, bcd, $, _, ℮, 𝒳, { 变量, \u0061bc });
const strings = ['\u2028\u2029', ' ', "\
continued", '\x00\v\f', `\u{1F600}${'`'}\``, '//no comment', "/* none */", '${not}', `${'${nested}'}`];
console.log(strings.map((s) => JSON.stringify(s)).join(), strings.length);
const/**/spaced/* a */=/* b */1/* c */;let	tabbed	=	2;
console.log(spaced/* x */+/* y */tabbed, /[/\]]+/.source, /\/\*/.test('/*'), 4 / 2 / 1, 'a'/* ' */ + "b"/* " */);
if (1) /* no braces */ console.log('if'); else /* else */ console.log('else')
for (var i=0;i<2;i++)/**/console.log(i);do/**/i--;while(i>0)
var a=1,b=2,g=3;var c=a++/b/g,d=a/b/g,e=a
/b/g
console.log(c.toFixed(3),d.toFixed(3),e.toFixed(3))
var f=function(){return/x/.test('x')},h=()=>/y/.test('y'),k=x=>({x}),l=x=>{x};console.log(f(),h(),k(1),l(1))
switch(1){case 1:{console.log('case')}default:console.log('default')}
label:{break label}
var object={get:1,set:2,async:3,static:4,get get(){return 5},set set(v){},async async(){},*gen(){},'str':6,0.5:7,[`t`]:8};console.log(object,object.get)
throw_: try{throw{message:'thrown object'}}catch({message}){console.log(message)}finally{console.log('finally')}
console.log(typeof(()=>{}),void(0),!(1),-(-1),(a,b),[a][0],new(class{x=1})().x,function(){}.name,(function n(){}).name)
var longLine = [1,2,3,4,5,6,7,8,9,10].map(function(n){return n*2}).filter(function(n){return n>5}).reduce(function(s,n){return s+n},0);console.log(longLine)
if(a)b;else c
;(function(){console.log('iife')})();[1].forEach(x=>console.log(x));`t`.length;+1;-1
var async=1,of=2,let_=3;async
=4
console.log(async, (async)=>async, async=>async, (async,of)=>1)
