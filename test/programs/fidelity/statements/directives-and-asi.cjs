// Directives, automatic semicolons, empty statements, comments, hashbang-like text, line terminators: nothing may shift.
'not a directive yet'
'use strict'
var strictHere = (function () { return this === undefined })()
var a = 1
var b = a
;[1, 2].forEach(function (x) { b += x })
var c = b
++a
var d = a /* comment */ + /* another
over lines */ b
function returnsUndefined() {
  return
  'never'
}
const re = a
/2/g
var g = 1
const f = () => {}
;(() => { d += 10 })()
label: for (var i = 0; i < 2; i++) { continue
label }
do a++; while (a < 5) b--
if (a) ; else b = 0
;;;{ }
throwIf: { try { throw a } catch { } }
let x
= 5, y
const template = `line 1
// no comment ${ /* inside */ x } */
`
console.log(strictHere, a, b, c, d, returnsUndefined(), re, i, x, y, template)
function own() { "use strict"; return this }
function directives() { 'use asm?'; "use\x20strict"; return typeof this }
console.log(own(), directives.call(1), (() => { 'use strict'; return typeof this })())
var object = { a: 1
, b: 2
}
, list = [ 1
, 2 ]
console.log(object
  , list
  .map(function (n) { return n + 1 })
  [0])
async
function notAsync() {}
async function isAsync() {}
console.log(notAsync.constructor.name, isAsync.constructor.name)
var async
if (x) console.log('single'); else console.log('never')
/* eslint */ console.log('end') // trailing
