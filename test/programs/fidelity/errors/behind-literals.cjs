'use strict';
function tried(f) {
  try {
    f();
  } catch (e) {
    console.log(e.message, e.stack.split('\n')[1].replace(__dirname, ''));
  }
}
// A class behind a literal lies at the literal, if V8 makes no code between them.
tried(() => { 'use strict'; class X extends Missing {} return X; });
tried(function () { 'use strict'; class X extends Missing.Part {} });
tried(function () { 'use strict'; 'other'; class X extends Missing {} });
tried(function () { 'other'; 'use strict'; var z; function f() {} ; class X extends Missing {} return X; });
tried(function () { 'other'; class X extends Missing {} });
tried(function () { 'use strict'; let z; class X extends Missing {} });
tried(function () { 'use strict'; tried(() => {}); class X extends Missing {} });
tried(function () { 'use strict'; class X extends Missing { m() { return X; } } });
tried(function () { 'use strict'; class X extends Missing { #p = 1; } });
tried(function () { 'use strict'; class X extends Missing { static s = 1; ['k'] = 2; } });
tried(function () { 'use strict'; class X extends (1, Missing) {} });
tried(function () { 'use strict'; class X extends Missing() {} });
tried(function () { 'use strict'; class X {} class Y extends Missing {} });
tried(function () { 'use strict'; { class X extends Missing {} } });
tried(function () { 'use strict'; const X = class extends Missing {}; });
tried(function () { 'use strict'; class X extends X {} });
tried(function () { 1; class X extends Missing {} });
tried(function () { 'a'; 1; class X extends Missing {} });
tried(function () { `a`; { { class X extends Missing { s = 1; m() {} } } } });
tried(function () { 1; { function f() {} class X extends Missing {} } });
tried(function () { 1; { let q; class X extends Missing {} } });
tried(function () { true; class X extends Missing { m() { super.m(); } } });
tried(function () { null; class X extends Missing { [Missing]() {} } });
tried(function () { void 0; class X extends Missing {} });
tried(function () { return class extends Missing {}; });
tried(function () { return new (class A extends Missing { #p; })(); });
tried(function () { return [class A extends Missing {}]; });
tried(function () { throw class A extends Missing {}; });
tried(function () { let r; r = class A extends Missing.B {}; });
tried(function () { return class A extends Missing { m() { return A; } }; });
