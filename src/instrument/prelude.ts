/**
 * What stands before a module's code: the probes of its sites, each made by the runtime (wire/probes.ts says by what, src/runtime/probes.ts
 * why), and how the module gets at the kit.
 */
import { BASE_TOKEN, type CarriedModule, kitExpression, KIT_MEMBERS, KIT_URL } from '../wire/kit.js';
import { ENTER, type ProbeMakers, TRAIT } from '../wire/probes.js';
import { SITE, SITE_FLAG, type SiteKind } from '../wire/sites.js';

/** Everything that decides how a site's probe is made. */
export interface SiteShape {
  readonly index: number;
  /** of the probe function */
  readonly name: string;
  readonly kind: SiteKind;
  readonly flags: number;
  /** write: the first argument is returned, the second (the new value) recorded */
  readonly postfix?: boolean;
  /** enter: the first argument is `this` */
  readonly hasThis?: boolean;
  /** enter: of a function whose name is that of an iterator's methods */
  readonly iterates?: boolean;
  /** enter: other code may call the function */
  readonly callback?: boolean;
  /** enter: `this` is an object that has just been made, with no properties but fields */
  readonly fresh?: boolean;
  /** put, delete: text of the static key */
  readonly key?: string;
  /** put: the value given was assigned to the property a moment ago; `++` and `--`: that value, and then so much was added to it */
  readonly assigned?: boolean | '++' | '--';
  /** put: gives the object whose property of the key stands in a pattern, for the kind of code that assigns it */
  readonly target?: 'strict' | 'sloppy';
  /** put, delete: of the global object, by a name alone */
  readonly global?: boolean;
  /** put: gives the header of its events */
  readonly header?: boolean;
  /** put: the value given is recorded (class fields, private names), not read back */
  readonly given?: boolean;
  /** catch, leave, finally: the activation may have been suspended (argument `s`) */
  readonly suspends?: boolean;
  /** catch: the value has no name */
  readonly unnamed?: boolean;
  /** enter: default values may enter the activation before the body does */
  readonly prepares?: boolean;
  /** enter: the function has a body for when its calls are only counted */
  readonly isReducible?: boolean;
  /** enter: of a function that may be called before the module's body has begun */
  readonly isHoisted?: boolean;
  /** see {@link Probe} */
  readonly isConstant?: boolean;
  /** enter of a generator that prepares: name of the probe that resumes its activation */
  readonly resumedBy?: string | undefined;
  /** return: site of the step in front of it, where V8 stops once more */
  readonly stop?: number | undefined;
  /** step, write of a parameter: does not look whether there is room */
  readonly unchecked?: boolean;
  /** step: stands around an expression, whose value it hands on */
  readonly passes?: boolean;
  /** suspend: of an async generator */
  readonly generated?: boolean;
  /** return, suspend: the argument is handed on, the function returns or yields undefined */
  readonly returnsNothing?: boolean;
  /** write: its name, which direct `eval` may have given to another variable nearer by */
  readonly hides?: string;
  /** write: the variable is in its temporal dead zone from here on */
  readonly tdz?: boolean;
}

/** The probe functions of a site: names, and what makes them (`$es_p`: the makers, `$es_b`: the module's site base). */
export function probesOf(s: SiteShape): readonly Probe[] {
  const { name, isConstant = false } = s;
  return s.kind === SITE.enter ? enterProbes(s) : [{ name, text: makerText(s), isConstant }];
}

export interface Probe {
  readonly name: string;
  readonly text: string;
  /** it may be called before the module's body has begun, in a cycle of ES modules */
  readonly isHoisted?: boolean;
  /** nothing that calls it can run before the module's body has begun */
  readonly isConstant?: boolean;
  /** number of its arguments, if it is another than that of most */
  readonly parameters?: number;
}

const MOST_PARAMETERS = 4;

/** What makes the probe of a call of a method. */
export const callProbeText = (maker: 'ranOf' | 'calledOf' | 'ranSuper', key: string, entry?: number): string =>
  entry === undefined ? made(maker, key) : made(maker, key, numberText(entry));

/** What makes the probe of an object literal with these properties. */
export const literalProbeText = (keys: readonly string[]): string =>
  made('literal', ...keys.map((key) => JSON.stringify(key)));

/** What makes that of an array literal, or of a constructor. */
export const birthProbeText = (maker: 'array' | 'instance'): string => made(maker);

const made = (maker: keyof ProbeMakers, ...args: readonly (string | number | boolean)[]): string =>
  `$es_p.${maker}(${args.join(',')})`;

const numberText = (index: number): string => `$es_b+${index}`;

function makerText(s: SiteShape): string {
  const site = numberText(s.index);
  const has = (flag: number): boolean => (s.flags & flag) !== 0;
  const traits = (s.suspends ? TRAIT.suspends : 0) | (has(SITE_FLAG.OWN_ID) ? TRAIT.id : 0);
  switch (s.kind) {
    case SITE.step:
      return made(s.passes ? 'pass' : s.unchecked ? 'uncheckedStep' : 'step', site);
    case SITE.write:
      return writeText(s, site);
    case SITE.enter:
      return made('enter', site, enterTraits(s));
    case SITE.return: {
      const pops = has(SITE_FLAG.POPS) ? TRAIT.pops : 0;
      const nothing = s.returnsNothing ? TRAIT.nothing : 0;
      return made('return', site, traits | pops | nothing, s.stop === undefined ? 0 : numberText(s.stop));
    }
    case SITE.leave:
      return made('leave', site, traits);
    case SITE.scope:
      return made('scope', site, has(SITE_FLAG.PARENT));
    case SITE.iterate:
      return made('iterate', site);
    case SITE.suspend:
      return made(
        'suspend',
        site,
        (has(SITE_FLAG.ITERATES) ? TRAIT.iterates : 0) |
          (s.returnsNothing ? TRAIT.nothing : 0) |
          (s.generated ? TRAIT.generated : 0) |
          (has(SITE_FLAG.DELEGATES) ? TRAIT.delegates : 0),
      );
    case SITE.resume:
      return made('resume', site);
    case SITE.throw:
      return made('throw', site);
    case SITE.catch:
      return made('catch', site, traits | (s.unnamed ? TRAIT.unnamed : 0));
    case SITE.finally:
      return made('finally', site);
    case SITE.put:
      return putText(s, site);
    case SITE.delete:
      if (s.key === undefined) return made('removeAt', site);
      return made(s.global ? 'removeGlobal' : 'remove', site, s.key);
  }
}

function writeText({ flags, postfix, tdz, hides, unchecked }: SiteShape, site: string): string {
  const isIn = (flags & SITE_FLAG.CAPTURED) !== 0;
  if (tdz) return made(isIn ? 'unsetIn' : 'unset', site);
  const plain = unchecked ? 'parameter' : 'write';
  const write = made(postfix ? (isIn ? 'postfixIn' : 'postfix') : isIn ? 'writeIn' : plain, site);
  return hides === undefined ? write : made(postfix ? 'hiddenPostfix' : 'hidden', write, JSON.stringify(hides));
}

function putText({ key, given, header, target, assigned, global }: SiteShape, site: string): string {
  if (global && key !== undefined) return made('putGlobal', site, key);
  if (given) return made(key === undefined ? 'givenAt' : 'given', site);
  if (header) return made('header', site);
  if (target !== undefined) {
    const isStrict = target === 'strict';
    return key === undefined ? made('targetAt', site, isStrict) : made('target', site, key, isStrict);
  }
  if (!assigned) return key === undefined ? made('putAt', site) : made('put', site, key);
  const added = assigned === '++' ? 1 : assigned === '--' ? -1 : 0;
  return key === undefined ? made('assignedAt', site, added) : made('assigned', site, key, added);
}

const enterTraits = ({ flags, hasThis, fresh, iterates, callback }: SiteShape): number =>
  (flags & SITE_FLAG.OWN_ID ? ENTER.id : 0) |
  (flags & SITE_FLAG.PARENT ? ENTER.parent : 0) |
  (hasThis ? ENTER.this : 0) |
  (fresh ? ENTER.fresh : 0) |
  (iterates ? ENTER.iterates : 0) |
  (callback ? ENTER.callback : 0);

/**
 * `$es_5` pushes the activation. Where default values may have done so before, they call `$es_5p`, which does it once, and the body
 * `$es_5b`, which takes what they left. Those of a generator are given the `arguments` of the call.
 */
function enterProbes(s: SiteShape): readonly Probe[] {
  const { name, index, prepares, resumedBy, isHoisted = false, isConstant = false } = s;
  const site = numberText(index);
  const when = { isHoisted, isConstant };
  const enter: Probe = { name, text: makerText(s), ...when };
  if (s.isReducible) return [enter, { name: `${name}q`, text: made('reduced', site), ...when, parameters: 0 }];
  if (!prepares) return [enter];
  const [begin, take] =
    resumedBy === undefined
      ? [made('begin', site, name), made('take', site, name)]
      : [made('beginGenerator', site, `${name}b`), made('takeGenerator', name, resumedBy)];
  return [enter, { name: `${name}b`, text: take, ...when }, { name: `${name}p`, text: begin, ...when }];
}

/**
 * Declares the probes and `others` (names of ours, and what they begin with). Those that can be are constants: V8 compiles a constant's value in, and
 * looks at what a variable has each time (CPU time of the float grid: a tenth). The others are made before the module's body begins, or, in a cycle of ES
 * modules, when a function of the module is called before: those probes are functions, which are there from the start, as the user's are.
 */
export function declarationsText(probes: readonly Probe[], others: readonly string[], kit: KitText): string {
  const early = probes.filter(({ isConstant }) => !isConstant);
  const variables = [...early.map(ownName), ...others];
  const constants = probes.filter(({ isConstant }) => isConstant).map(({ name, text }) => `${name}=${text}`);
  const declared = variables.length === 0 ? '' : `var ${variables.join(',')};`;
  return `${declared}${startText(early, kit)}${constants.length === 0 ? '' : `const ${[makersText(kit), ...constants].join(',')};`}`;
}

const ownName = ({ name, isHoisted }: Probe): string => (isHoisted ? `${name}h` : name);

const makersText = (kit: KitText): string => `$es_b=${kit.base},$es_p=$es_probes`;

function startText(early: readonly Probe[], kit: KitText): string {
  if (early.length === 0) return '';
  const forwards = early.flatMap((probe) => {
    if (!probe.isHoisted) return [];
    const args = Array.from({ length: probe.parameters ?? MOST_PARAMETERS }, (_, i) => `a${i}`).join(',');
    return `function ${probe.name}(${args}){$es_ready||$es_start();return ${ownName(probe)}(${args})}`;
  });
  const makes = early.map((probe) => `${ownName(probe)}=${probe.text};`).join('');
  return `var $es_ready;function $es_start(){$es_ready=1;${kit.taken}const ${makersText(kit)};${makes}}${forwards.join('')}$es_ready||$es_start();`;
}

/** How the module gets at the kit and its site base. */
export interface KitText {
  /** must stand before everything else in the module */
  readonly declared: string;
  /** before the first probe is made */
  readonly taken: string;
  readonly base: string;
}

type IsDeclared = (name: string) => boolean;

const globalOf = (isDeclared: IsDeclared): string =>
  ['globalThis', 'global'].find((name) => !isDeclared(name)) ?? '(()=>{}).constructor("return this")()';

/** `isDeclared`: whether the module has a variable of the name. */
export const KIT_IMPORT = `import{${KIT_MEMBERS.map((m) => `${m} as $es_${m}`).join(',')}}from${JSON.stringify(KIT_URL)};`;
export const KIT_VARIABLES = `var ${KIT_MEMBERS.map((m) => `$es_${m}`).join(',')};`;

export function ownKit(format: 'module' | 'commonjs', isDeclared: IsDeclared): KitText {
  const declared =
    format === 'module'
      ? KIT_IMPORT
      : `const{${KIT_MEMBERS.map((m) => `${m}:$es_${m}`).join(',')}}=${kitExpression(globalOf(isDeclared))};`;
  return { declared, taken: '', base: BASE_TOKEN };
}

/** Of code that our load hook does not see: it asks for everything itself, and a loader that changes imports finds none. */
export function carriedKit(module: CarriedModule, isDeclared: IsDeclared): KitText {
  return {
    declared: KIT_VARIABLES,
    taken: `const k=${kitExpression(globalOf(isDeclared))};({${KIT_MEMBERS.map((m) => `${m}:$es_${m}`).join(',')}}=k);`,
    base: `k.arrived(${JSON.stringify(module)})`,
  };
}
