/**
 * Which variables the text of a sloppy direct `eval` declares in the function around it. V8 is the parser: a name is declared by `var` or as a
 * function if a `let` of that name cannot stand beside the text. Nothing of the text runs.
 *
 * Not found: functions in blocks (annex B.3.3), names written with escapes, and those of texts that use `super`.
 */
import * as js from './intrinsics.js';
import { dataValue } from './properties.js';

/** Longer texts are not looked at: each name costs a compilation. */
const MAX_LENGTH = 200_000;
const MAX_NAMES = 5000;
/** Texts whose names are remembered. */
const MAX_KNOWN = 64;

const RESERVED =
  ' break case catch class const continue debugger default delete do else enum export extends false finally for function if import in' +
  ' instanceof let new null return super switch this throw true try typeof var void while with ';

const known = new js.SafeMap<string, readonly string[]>();

/** Whether it is worth a look. */
export const mayDeclare = (text: string): boolean =>
  text.length <= MAX_LENGTH && (js.includes(text, 'var') || js.includes(text, 'function'));

export function declaredNames(text: string): readonly string[] {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const names = find(text);
  known.set(text, names);
  return names;
}

function find(text: string): readonly string[] {
  // Two parameters of one name: an error in strict code.
  if (failure('a,a', text) !== undefined) return [];
  const candidates = candidatesOf(text);
  const declared = colliding('let', candidates, text);
  const lexical = colliding('var', declared, text);
  return without(declared, lexical);
}

/** Those of the names that cannot be declared beside the text. V8 tells one at a time. */
function colliding(keyword: 'let' | 'var', names: readonly string[], text: string): readonly string[] {
  const found = js.list<string>();
  let rest = names;
  while (rest.length > 0) {
    const message = failure('', `${keyword} ${joined(rest)};${text}`);
    const name = message === undefined ? undefined : between(message, "Identifier '", "' has already been declared");
    if (name === undefined) break;
    found[found.length] = name;
    const fewer = without(rest, [name]);
    if (fewer.length === rest.length) break;
    rest = fewer;
  }
  return found;
}

/** What V8 says against a function of that text. */
function failure(parameters: string, body: string): string | undefined {
  try {
    js.compileFunction(parameters, body);
    return undefined;
  } catch (error) {
    const message = dataValue(error as object, 'message');
    return typeof message === 'string' ? message : '';
  }
}

/** All its names, and what looks like one in strings and comments. */
function candidatesOf(text: string): readonly string[] {
  const names = js.list<string>();
  const seen = new js.SafeSet<string>();
  for (let at = 0; at < text.length && names.length < MAX_NAMES; ) {
    const code = js.charCodeAt(text, at);
    const start = at++;
    if (!isNamePart(code)) continue;
    while (at < text.length && isNamePart(js.charCodeAt(text, at))) at++;
    const word = js.slice(text, start, at);
    if (isDigit(code) || seen.has(word) || js.includes(RESERVED, ` ${word} `)) continue;
    seen.add(word);
    names[names.length] = word;
  }
  return names;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isNamePart = (code: number): boolean =>
  isDigit(code) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 36 ||
  code === 95 ||
  (code > 0x7f && code !== 0xa0 && code !== 0x2028 && code !== 0x2029 && code !== 0xfeff);

function between(text: string, start: string, end: string): string | undefined {
  return js.startsWith(text, start) && js.endsWith(text, end)
    ? js.slice(text, start.length, text.length - end.length)
    : undefined;
}

function joined(names: readonly string[]): string {
  let text = '';
  for (let i = 0; i < names.length; i++) text += i === 0 ? names[i] : `,${names[i]}`;
  return text;
}

function without(names: readonly string[], left: readonly string[]): readonly string[] {
  const rest = js.list<string>();
  for (let i = 0; i < names.length; i++) if (!isAmong(left, names[i] as string)) rest[rest.length] = names[i] as string;
  return rest;
}

export function isAmong(names: readonly string[], name: string): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}
