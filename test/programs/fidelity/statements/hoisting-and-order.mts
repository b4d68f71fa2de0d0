// What exists before a module's first statement: functions, imports, TDZ of classes; order of declarations and side effects.
const log: string[] = [declared(), typeof Later_(), sep];
import { sep } from 'node:path';
function declared() {
  return `declared ${typeof hoistedVar}`;
}
function Later_() {
  try {
    return new Late();
  } catch (error) {
    log_((error as Error).message);
    return undefined;
  }
}
var hoistedVar = 'assigned';
var messages: string[];
function log_(text: string) {
  (messages ??= []).push(text);
}
class Late {
  static order = log.push('class evaluated');
}
function redeclared(this: void) { return 1; }
export { redeclared as default, log };
export function exported() { return redeclared(); }
console.log(log, messages!, exported(), Late.order);
const chained = (() => { try { return order('a') + order('b'); } finally { order('c'); } })();
function order(label: string) { log.push(label); return label; }
console.log(chained, log.slice(-3));
for (const { name } of [function inArray() {}, class InArray {}, { name: declared.name }]) log.push(name);
console.log(log.slice(-3), hoistedVar, new Late() instanceof Late);
