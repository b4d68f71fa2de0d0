// Module patterns: IIFEs, closures as privates, revealing modules, currying, once, debounce-like state.
var counter = (function () {
  var count = 0;
  function change(by) {
    count += by;
    return count;
  }
  return { up: function () { return change(1); }, down: function () { return change(-1); }, get value() { return count; } };
})();
counter.up();
counter.up();
counter.down();
console.log(counter.value, counter);
!function () { var hidden = 'bang'; console.log(hidden, typeof this); }();
+(() => { const plus = 'arrow'; console.log(plus); })();
(function self(n) { if (n > 0) return self(n - 1); console.log('self', n); })(2);
new function () { this.made = true; console.log(this.made); };
const once = (f) => { let called = false, result; return (...args) => { if (!called) { called = true; result = f(...args); } return result; }; };
let runs = 0;
const init = once((x) => { runs++; return { x }; });
console.log(init(1) === init(2), runs);
const compose = (...fns) => (x) => fns.reduceRight((value, fn) => fn(value), x);
const steps = [];
const piped = compose((n) => { steps.push(n); return n + 1; }, (n) => { steps.push(n); return n * 2; });
console.log(piped(5), steps);
var funcs = [];
for (var i = 0; i < 3; i++) funcs.push(function () { return i; });
for (var j = 0; j < 3; j++) (function (j) { funcs.push(function () { return j; }); })(j);
console.log(funcs.map((f) => f()));
var lazy = function () { var value = { computed: 1 }; lazy = function () { return value; }; return lazy(); };
console.log(lazy() === lazy(), lazy().computed);
