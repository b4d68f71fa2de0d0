// Names that are indices: `list['1']` is `list[1]`; other digits are names.
const f = new Float64Array(4); f['1'] = 5; f['01'] = 6; f['-0'] = 1; f['9'] = 1; f['4294967296'] = 2;
const a = [1, 2, 3]; a['1'] = 7; a['1']++; delete a['2']; a['3'] = 'three'; a['x'] = 1;
const o = { 1: 2, '2': 3, '03': 4 }; o['1'] = 3; o['2'] += 1; o['03'] = 5; delete o['2'];
class C { '0' = 'zero'; 1 = 'one'; '02' = 'two'; static '5' = 'five'; ['7'] = 'seven'; } const c = new C(); c['0'] = 'ZERO'; c['02'] = 'TWO';
const args = (function () { arguments['0'] = 'changed'; return arguments; })(1, 2);
const t = {}; [t['4'], t.q] = [4, 5]; ({ z: t['8'] } = { z: 9 }); for (t['0'] of [1, 2]); t['8'] ??= 1; t['9'] ||= 2;
let s = 'abc'; try { (() => { 'use strict'; s['0'] = 'x'; })(); } catch (e) { s = e.message; }
const b = Buffer.from('abc'); b['0'] = 65; const big = { '4294967294': 1, '4294967295': 2 }; big['4294967294'] = 3; big['4294967295'] = 4;
function pos(k) { for (const j of [0, 1]) { a['0'] = k + j; } return a['0']; }
pos(4); console.log(f[1], a.length, Object.keys(o), c, args[0], t, s, b[0], big);
