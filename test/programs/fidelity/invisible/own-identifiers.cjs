// A program may itself use the names that instrumented code uses: no clash, no capture.
var $es_0 = 'zero', $es_C = { 0: 'c' }, $es_f0 = 1, $es_f1 = 'f1', $es_x1 = 'x1', $es_s1 = 's1', $ES_BASE$ = 'base', $es_b7 = 'b7';
const $es_I = [1, 2], $es_called = (x) => `called ${x}`, $es_calledMethod = 5;
let $es_t0 = 'temporary', exit = 'exit', kit = 'kit', table = 'table';
function $es_1($es_2, $es_f2) {
  const $es_3 = $es_2 + 1;
  return [$es_3, $es_f2, $es_0];
}
function uses(a) {
  let $es_x2 = a, $es_f3 = a * 2;
  for (let $es_4 = 0; $es_4 < 2; $es_4++) $es_x2 += $es_4;
  try { throw $es_x2; } catch ($es_5) { return [$es_5, $es_f3, typeof $es_6]; }
}
class $es_7 { static $es_8 = 'static'; $es_9 = 'field'; #$es_10 = 'private'; $es_11() { return this.#$es_10; } }
const made = new $es_7();
console.log($es_1(1, 'second'), uses(3), made.$es_9, made.$es_11(), $es_7.$es_8, $es_called('x'), $es_calledMethod, $es_I);
console.log([$es_0, $es_C[0], $es_f0, $es_f1, $es_x1, $es_s1, $ES_BASE$, $es_b7, $es_t0, exit, kit, table]);
$es_0 = 'changed';
globalThis.$es_v0 = 'global';
console.log($es_0, $es_v0, delete globalThis.$es_v0, typeof $es_v0, typeof $es_99, typeof $es_flush);
const object = { $es_0, $es_12: () => $es_0, ['$es_' + 13]: 13 };
console.log(object, object.$es_12.name, (() => { const $es_14 = function () {}; return $es_14.name; })());
