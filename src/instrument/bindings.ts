/**
 * Patterns that declare (`const { a, ...rest } = o`): a name has its value as soon as it is bound, and a getter, an iterator or a trap may run
 * before the next one is. Where the language evaluates something in between, the names bound so far are recorded there: in default values, in
 * keys (a key that is written out becomes one that is computed), and in front of a rest in the key of a property that no object has. Between the
 * elements of an array pattern nothing is evaluated: the kit goes through what is no array in the program's place (runtime/takenApart.ts).
 */
import { ts } from 'ts-morph';
import { SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { isNamedEvaluation, visitExpression } from './expressions.js';
import { core } from './nodes.js';
import { runsCode } from './parameters.js';
import { breakPosition } from './positions.js';
import type { SiteShape } from './prelude.js';
import { type Quoted, quotedWhenIterated } from './render.js';
import { isShown, lookup, type Scope, shadowing } from './scopes.js';

/** What a walk through a pattern comes by, in the order of its evaluation. */
export interface PatternVisitor {
  /** a default value or a computed key */
  readonly expression: (e: ts.Expression) => void;
  readonly name: (id: ts.Identifier) => void;
  /** a property whose key is written out, and is not the first of its pattern: V8 names that in messages */
  readonly property?: (e: ts.BindingElement) => void;
  readonly rest?: (e: ts.BindingElement) => void;
}

export function walkPattern(name: ts.BindingName, initializer: ts.Expression | undefined, to: PatternVisitor): void {
  if (initializer !== undefined) to.expression(initializer);
  if (ts.isIdentifier(name)) return to.name(name);
  for (const [i, e] of name.elements.entries()) {
    if (ts.isOmittedExpression(e)) continue;
    const isProperty = ts.isObjectBindingPattern(name);
    if (e.propertyName !== undefined && ts.isComputedPropertyName(e.propertyName))
      to.expression(e.propertyName.expression);
    else if (isProperty && e.dotDotDotToken !== undefined) to.rest?.(e);
    else if (isProperty && i > 0) to.property?.(e);
    walkPattern(e.name, e.initializer, to);
  }
}

export function bindingNames(name: ts.BindingName): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  walkPattern(name, undefined, { expression: () => {}, name: (id) => void names.push(id) });
  return names;
}

/** Calls that record the variables of a pattern, each followed by `end`. */
export function writesOf(
  names: readonly ts.Identifier[],
  ctx: Context,
  scope: Scope,
  end: ';' | ',' = ';',
  shape: Pick<SiteShape, 'unchecked'> = {},
): string {
  if (!ctx.full && scope.fn.kind === 'module') return '';
  return names
    .map((id) => {
      const v = lookup(scope, id.text);
      return v === undefined || !isShown(v) ? '' : `${ctx.write(v, id, scope, id.text, SITE_FLAG.INIT, shape)}${end}`;
    })
    .join('');
}

export interface PatternPlace {
  /** call that tells where the function is, for what runs in the pattern */
  readonly step?: () => string;
  /** the kit stands between the pattern and what it takes apart */
  readonly isGuarded?: boolean;
}

/** Probes inside a pattern. Returns the names that are to be recorded when all of it is done. */
export function visitPattern(
  name: ts.BindingName,
  ctx: Context,
  scope: Scope,
  place: PatternPlace = {},
): readonly ts.Identifier[] {
  const walk = new PatternProbes(name, ctx, scope, place);
  walkPattern(name, undefined, walk);
  return walk.pending;
}

class PatternProbes implements PatternVisitor {
  /** bound, and not recorded yet */
  pending: ts.Identifier[] = [];
  readonly #pattern: ts.BindingName;
  readonly #ctx: Context;
  readonly #scope: Scope;
  readonly #place: PatternPlace;

  constructor(pattern: ts.BindingName, ctx: Context, scope: Scope, place: PatternPlace) {
    this.#pattern = pattern;
    this.#ctx = ctx;
    this.#scope = scope;
    this.#place = place;
  }

  expression(e: ts.Expression): void {
    const runs = runsCode(e) && !isNamedEvaluation(e);
    const step = runs && this.#ctx.full ? (this.#place.step?.() ?? '') : '';
    if (ts.isComputedPropertyName(e.parent)) this.#computed(e, e.parent, step + this.#writes());
    else if (runs) {
      const before = step + this.#writes();
      if (before !== '') this.#ctx.wrap(e, `(${before}`, ')');
    }
    visitExpression(e, this.#ctx, this.#scope);
  }

  #computed(e: ts.Expression, { parent }: ts.ComputedPropertyName, before: string): void {
    // A default value may not be evaluated; a key is.
    this.pending = [];
    if (before === '') return;
    const { file } = this.#ctx;
    const key = core(e);
    // To V8 the property is read where its target is, unless the key has a place of its own.
    const isPlaceless = ts.isLiteralExpression(key) || ts.isIdentifier(key);
    const target = ts.isBindingElement(parent) ? parent.name : parent;
    this.#ctx.openAs(e.getStart(file), `(${before}1?`, isPlaceless ? target.getStart(file) : breakPosition(e, file));
    this.#ctx.wrap(e, '', ':0)');
  }

  name(id: ts.Identifier): void {
    this.pending.push(id);
  }

  property({ propertyName, name }: ts.BindingElement): void {
    const key = propertyName ?? name;
    const before = this.#flush();
    if (before === '') return;
    const start = key.getStart(this.#ctx.file);
    if (propertyName === undefined) return this.#ctx.open(start, `[(${before}${JSON.stringify(key.getText())})]:`);
    // To V8 the property is read where its target is: what gives the key must lie in the text put in.
    const [opening, closing] = ts.isIdentifier(key) ? ['"', '"'] : ['""+', ''];
    this.#ctx.openAs(start, `[(${before}${opening}`, name.getStart(this.#ctx.file));
    this.#ctx.close(key.end, `${closing})]`);
  }

  rest(e: ts.BindingElement): void {
    if (this.#place.isGuarded !== true || e.parent !== this.#pattern) return;
    const before = this.#flush();
    if (before !== '') this.#ctx.open(e.getStart(this.#ctx.file), `[(${before}$es_apart)]:{}=0,`);
  }

  /** Empty where nothing is to be recorded. */
  #flush(): string {
    const writes = this.#writes();
    if (writes === '') return '';
    this.pending = [];
    return (this.#place.step?.() ?? '') + writes;
  }

  #writes(): string {
    return this.#ctx.full ? writesOf(this.pending, this.#ctx, this.#scope, ',') : '';
  }
}

type DeclaredPattern = ts.VariableDeclaration & { readonly name: ts.BindingPattern };

export const isPatternDeclaration = (d: ts.VariableDeclaration): d is DeclaredPattern => !ts.isIdentifier(d.name);

export interface PatternDeclarationProbes {
  /** calls that are to be made when all of it is done */
  readonly writes: readonly string[];
  /** puts in the probes around the value; `step`: calls to be made before it is evaluated, '' for none */
  readonly wrapValue: (step: string) => void;
}

/** Probes of a declaration, but those inside its value; those inside the pattern are put in. */
export function patternDeclarationProbes(d: DeclaredPattern, ctx: Context, scope: Scope): PatternDeclarationProbes {
  const { initializer } = d;
  const names = visitPattern(d.name, ctx, scope, { isGuarded: initializer !== undefined });
  if (!ctx.full) return { writes: [], wrapValue: () => {} };
  const isKnown = initializer === undefined || ts.isArrayLiteralExpression(core(initializer));
  const source = isKnown ? undefined : sourceProbe(d.name, quotedWhenIterated(initializer), ctx, scope);
  return {
    writes: names
      .map((id) => source?.writes.get(id) ?? writesOf([id], ctx, scope, ',').slice(0, -1))
      .filter((text) => text !== ''),
    wrapValue(step) {
      if (initializer === undefined) return;
      parenthesise(d, ctx);
      if (source !== undefined) ctx.wrap(initializer, source.before, source.after);
      if (step !== '') ctx.wrap(initializer, `(${step},`, ')');
    },
  };
}

/** V8 quotes what is not iterable if it has the place of the whole value. What has another one must not get it by the probe around it. */
function parenthesise({ name, initializer: e }: ts.VariableDeclaration, ctx: Context): void {
  if (e === undefined || !ts.isArrayBindingPattern(name)) return;
  if (breakPosition(e, ctx.file) !== e.getStart(ctx.file)) ctx.wrap(e, '(', ')');
}

interface SourceProbe {
  readonly before: string;
  readonly after: string;
  /** calls that record names which it may have recorded before */
  readonly writes: ReadonlyMap<ts.Identifier, string>;
}

/** Around what is taken apart. Undefined: nothing of the program's can run meanwhile where no other probe stands. `quoted`: what V8 calls it. */
export function sourceProbe(
  pattern: ts.BindingPattern,
  quoted: Quoted,
  ctx: Context,
  scope: Scope,
): SourceProbe | undefined {
  if (ts.isArrayBindingPattern(pattern)) return elementsProbe(pattern, quoted, ctx, scope);
  const hasRest = pattern.elements.length > 1 && pattern.elements.at(-1)?.dotDotDotToken !== undefined;
  return hasRest ? { before: `${ctx.alias('copied', quoted)}(`, after: ')', writes: new Map() } : undefined;
}

/** Records the names that are elements themselves; undefined if there are none, or they are in several scopes. */
function elementsProbe(
  pattern: ts.ArrayBindingPattern,
  quoted: Quoted,
  ctx: Context,
  scope: Scope,
): SourceProbe | undefined {
  const cases: string[] = [];
  const ids = new Set<string>();
  const writes = new Map<ts.Identifier, string>();
  for (const [i, e] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(e) || e.dotDotDotToken !== undefined || !ts.isIdentifier(e.name)) continue;
    const v = lookup(scope, e.name.text);
    if (v === undefined || !isShown(v) || shadowing(scope, v.name) !== undefined) continue;
    const { name, id } = ctx.writeProbe(v, e.name, scope, SITE_FLAG.INIT);
    writes.set(e.name, `${name}(${v.name}${id})`);
    if (id !== '') ids.add(id);
    cases.push(`case ${i}:return ${e.initializer === undefined ? '' : 'v===void 0?v:'}${name}(v,a,b);`);
  }
  const [id = '', ...others] = ids;
  if (cases.length === 0 || others.length > 0) return undefined;
  const each = `$es_p${pattern.pos}`;
  ctx.probes.push({ name: each, text: `(i,v,a,b)=>{switch(i){${cases.join('')}}return v}` });
  return { before: `${ctx.alias('listed', quoted)}(`, after: `,${each}${id})`, writes };
}
