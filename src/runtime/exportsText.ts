/**
 * Node looks for the names of an imported CommonJS module's exports in its text, by patterns that probes break: the file's own text stands
 * in the code once more, in a function that nobody calls. It comes before the source map, the last of which counts. Re-exports are looked for outside of
 * functions only. Where V8 takes the rest of a line for a comment, as HTML has them, Node sees its braces: there the text is in none.
 */
import { MAP_COMMENT } from '../wire/kit.js';
import * as js from './intrinsics.js';

const BEGIN = '\n;function $es_text(){\n<!--}\n';
const END = '\n<!--{\n}\n';

export function withExports(code: string, text: string): string {
  const at = code.lastIndexOf(MAP_COMMENT);
  const end = at < 0 ? code.length : at;
  return `${code.slice(0, end)}${BEGIN}${text}${END}${code.slice(end)}`;
}

/** Of a text with such code in it: what it would be without. */
export function withoutExports(text: string): string {
  const begin = js.indexOf(text, BEGIN);
  const end = js.lastIndexOf(text, END);
  return begin < 0 || end < begin ? text : js.slice(text, 0, begin) + js.slice(text, end + END.length, text.length);
}
