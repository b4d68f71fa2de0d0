// Date setters and RegExp lastIndex: internal state that changes without a property write.
process.env.TZ = 'UTC';
const date = new Date(Date.UTC(2020, 0, 31, 12));
date.setUTCMonth(1);
date.setUTCDate(0);
date.setTime(date.getTime() + 1000);
const stored = { when: date, list: [date] };
stored.when.setUTCFullYear(1999, 11, 31);
stored.list[0]!.setUTCHours(23, 59, 58, 999);
const iso = date.toISOString();
date.setTime(NaN);
const invalid = String(date);
date.setTime(0);
console.log(iso, invalid, date, stored.when === date);
class Stamp extends Date { label = 'stamp'; addDay() { this.setUTCDate(this.getUTCDate() + 1); return this; } }
const stamp = new Stamp(0);
stamp.addDay().addDay();
console.log(stamp.toISOString(), stamp.label);
const global = /(?<letter>[a-z])(\d)?/dg;
const text = 'a1 b c3';
const found: (string | number)[] = [];
for (let match = global.exec(text); match; match = global.exec(text)) {
  found.push(match.groups!.letter!, match.index, global.lastIndex);
}
console.log(found, global.lastIndex);
global.lastIndex = 3;
const tested = global.test(text);
const sticky = /b/y;
sticky.lastIndex = 3;
const stuck = [sticky.test(text), sticky.lastIndex, sticky.test(text), sticky.lastIndex];
console.log(tested, global.lastIndex, stuck, text.replace(global, '[$1$2]'), global.lastIndex);
const all = [...text.matchAll(global)].map((m) => [m[0], m.index, m.indices![0]]);
console.log(all, text.split(/( )/), text.search(/c/), RegExp.$1, (RegExp as any).lastMatch);
const re: any = /x/gimsuy;
re.custom = { kept: 1 };
re.lastIndex = { valueOf: () => 0 };
console.log(re.flags, re.source, re.test('X'), re.lastIndex, re, Object.keys(re));
re.compile('y', 'g');
console.log(re, re.lastIndex, new RegExp(re, 'i').flags, /[\p{L}--[a-z]]/v.test('A'), /(?i:a)b/.test('Ab'));
// Without the flags g and y a search changes nothing, unless it runs code from elsewhere.
const quiet: RegExp & { touched?: number } = /a(b)/i;
console.log(quiet.test('xAB'), quiet.exec('b'), quiet.lastIndex);
const elsewhere = new Function('re', 're.touched = (re.touched ?? 0) + 1; return 0') as (re: RegExp) => number;
quiet.lastIndex = { valueOf: () => elsewhere(quiet) } as unknown as number;
quiet.test('x');
quiet.lastIndex = 0;
Object.defineProperty(quiet, 'exec', { value: new Function('text', 'this.touched = text.length; return null'), configurable: true });
quiet.test('four');
delete (quiet as { exec?: unknown }).exec;
console.log(quiet.touched);
