// What ends where a line does, because the next line cannot go on with it: it still ends there when something stands around it.
"use strict"
function undeclared() {
  'use strict'
  return this === undefined
}
console.log(undeclared())
const arrow = () => {}
[arrow].forEach(({ name }) => console.log(name))
let first
[first] = [1]
let second
(() => { second = 2 })()
console.log(first, second)
class Fields {
  get
  *a() {}
  set
  *b() {}
  static
  *c() {}
  in
  async
  method() { return 1 }
  f = () => {}
  ['computed']() {}
}
const fields = new Fields()
console.log(Object.keys(fields), fields.f.name, Object.getOwnPropertyNames(Fields.prototype), Object.getOwnPropertyNames(Fields))
function* yields() {
  const got = yield
  [got].forEach((x) => console.log('got', x))
}
const it = yields()
it.next()
it.next(7)
function returns() {
  return
  [console.log('never')]
}
returns()
const order = []
async function* ends(n) {
  if (n === 0) return
  else return;
}
const turns = (async () => { for (let i = 0; i < 4; i++) { await null; order.push(`turn ${i}`) } })()
async function exhaust(n) {
  const it = ends(n)
  const result = it.next()
  await result
  order.push(`ended ${n}`)
}
const ended = Promise.all([exhaust(0), exhaust(1)])
Promise.all([turns, ended]).then(() => console.log(order.join()))
