/**
 * The probe functions of one module, one per site, as text.
 *
 * Why one each: a probe shared by all sites turns megamorphic and V8 does not inline it; a function of its own per site was three times
 * faster on object-heavy programs. They are function declarations, hence hoisted: in a cycle of ES modules a function of this module may
 * run before its body does.
 */
import { BASE_TOKEN, kitExpression, KIT_MEMBERS, KIT_URL } from '../wire/kit.js';
import { CELL } from '../wire/ring.js';
import { SITE, SITE_FLAG, type SiteKind } from '../wire/sites.js';
import { TAG } from '../wire/trace.js';

/** Everything that decides the text of a site's probe. */
export interface SiteShape {
  readonly index: number;
  /** of the probe function */
  readonly name: string;
  readonly kind: SiteKind;
  readonly flags: number;
  /** name of the module's own scope instance */
  readonly moduleInstance: string;
  /** values go to the kit at once, without a path of their own for numbers */
  readonly compact?: boolean;
  /** write: the first argument is returned, the second (the new value) recorded */
  readonly postfix?: boolean;
  /** write: the variable lives in the module's instance */
  readonly inModule?: boolean;
  /** enter: the first argument is `this` */
  readonly hasThis?: boolean;
  /** enter: `this` is an object that has just been made, without properties */
  readonly fresh?: boolean;
  /** put, delete: text of the static key */
  readonly key?: string;
  /** put: the value given was assigned to the property a moment ago; `++` and `--`: that value, and then so much was added to it */
  readonly assigned?: boolean | '++' | '--';
  /** put: gives the object whose property of the key stands in a pattern, for the kind of code that assigns it */
  readonly target?: 'strict' | 'sloppy';
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
  /** enter of a generator that prepares: name of the probe that resumes its activation */
  readonly resumedBy?: string | undefined;
  /** return: site of the step in front of it, where V8 stops once more */
  readonly stop?: number | undefined;
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

const C = '$es_C';
const I = '$es_I';
const ROOM = `let c=${C}[${CELL.CURSOR}];if(c>${C}[${CELL.LIMIT}])c=$es_flush();`;
const PUSH = `if(${C}[${CELL.DEPTH}]===0)$es_turn();${C}[${CELL.DEPTH}]++;`;
const POP = `${C}[${CELL.DEPTH}]--;`;
/** Whatever left its activation without a word (an exception in default values, a full stack) is out of the count again. */
const popTo = (depth: string): string => `${C}[${CELL.DEPTH}]=${depth};`;

const headerText = (index: number): string => `(${BASE_TOKEN}+${index}<<5)`;

/** Statement that writes an event without a value. */
const bare = (h: string, lead: readonly string[], tag: number): string =>
  `${ROOM}${I}[c]=${tag === 0 ? h : `${h}|${tag}`};${lead.map((l, i) => `${I}[c+${i + 1}]=${l};`).join('')}${C}[${CELL.CURSOR}]=c+${lead.length + 1};`;

/** Statement that writes an event with a value: numbers here, everything else in the kit. */
function valued(h: string, lead: readonly string[], v: string, compact = false): string {
  const n = lead.length;
  if (compact) return `$es_v${n}(${[h, ...lead, v].join(',')});`;
  const leads = lead.map((l, i) => `${I}[c+${i + 1}]=${l};`).join('');
  return (
    `if(typeof ${v}==="number"){${ROOM}${leads}` +
    `if((${v}|0)===${v}&&(${v}!==0||1/${v}>0)){${I}[c]=${h}|${TAG.int};${I}[c+${n + 1}]=${v};${C}[0]=c+${n + 2}}` +
    `else{$es_D[0]=${v};${I}[c]=${h}|${TAG.double};${I}[c+${n + 1}]=$es_X[0];${I}[c+${n + 2}]=$es_X[1];${C}[0]=c+${n + 3}}}` +
    `else $es_v${n}(${[h, ...lead, v].join(',')});`
  );
}

export function siteFunction(s: SiteShape): string {
  const h = headerText(s.index);
  const own = s.flags & SITE_FLAG.OWN_ID ? ['d'] : [];
  const parent = s.flags & SITE_FLAG.PARENT ? ['p'] : [];
  const dynamic = (s.flags & SITE_FLAG.DYNAMIC) !== 0;
  const value = (lead: readonly string[]): string => valued(h, lead, 'v', s.compact);
  const fn = (parameters: string, body: string): string => `function ${s.name}(${parameters}){${body}}`;
  switch (s.kind) {
    case SITE.step:
      return s.passes ? fn('v', `${stepText(s.index)};return v`) : fn('', stepText(s.index));
    case SITE.write: {
      const lead = s.flags & SITE_FLAG.CAPTURED ? [s.inModule ? s.moduleInstance : 'd'] : [];
      if (s.tdz) return fn('d', bare(h, lead, TAG.tdz));
      const result = s.postfix ? 'r' : 'v';
      const hidden = s.hides === undefined ? '' : `if(e.hides(${JSON.stringify(s.hides)}))return ${result};`;
      return fn(`${s.postfix ? 'r,' : ''}v,d${hidden === '' ? '' : ',e'}`, `${hidden}${value(lead)}return ${result}`);
    }
    case SITE.enter:
      return enterFunctions(s, h, [...own, ...parent]);
    case SITE.return: {
      const stop = s.stop === undefined ? '' : `{${stepText(s.stop)}}`;
      const pop = s.flags & SITE_FLAG.POPS ? POP : '';
      return fn('v,d', `${stop}${s.returnsNothing ? bare(h, own, TAG.undefined) : value(own)}${pop}return v`);
    }
    case SITE.leave: {
      const parameters = ['x', ...own, ...(s.suspends ? ['s'] : [])].join(',');
      return fn(
        parameters,
        `${s.suspends ? `if(s){${PUSH}}else ${popTo('x+1')}` : ''}${bare(h, own, 0)}${s.suspends ? POP : popTo('x')}`,
      );
    }
    case SITE.scope:
      return fn('p', `const d=$es_newId();${bare(h, ['d', ...parent], 0)}return d`);
    case SITE.iterate:
      return fn('o', `const d=$es_newId();${bare(h, ['d', 'o'], 0)}return d`);
    case SITE.suspend: {
      // Whoever made what `for await` goes through changes it between the rounds.
      const iterated = s.flags & SITE_FLAG.ITERATES ? '$es_entered(v);' : '';
      return fn(
        'v,d',
        `${iterated}${s.returnsNothing ? bare(h, ['d'], TAG.undefined) : value(['d'])}${s.generated ? `if(${C}[${CELL.GENERATED}]===0)${C}[${CELL.GENERATED}]=d;` : ''}${POP}return v`,
      );
    }
    case SITE.resume:
      return fn('v,d', `${PUSH}${value(['d'])}return v`);
    case SITE.throw:
      return fn('v', `$es_thrown(${h},v);return v`);
    case SITE.catch:
      return fn(
        s.suspends ? 'v,x,d,s' : 'v,x',
        `${s.suspends ? `if(s){${PUSH}}else ` : ''}${popTo('x+1')}${s.unnamed ? bare(h, own, TAG.unknown) : `$es_repair(v);${value(own)}$es_caught(v)`}`,
      );
    case SITE.finally:
      return fn('d,s', `if(s){${PUSH}}${bare(h, ['d'], 0)}`);
    case SITE.put:
      if (s.given) return fn('v,o,k', `$es_putValue(${h},o,v${dynamic ? ',k' : ''});return v`);
      if (s.header) return fn('', `return ${h}`);
      if (s.target !== undefined)
        return dynamic
          ? fn('o,k', `return $es_targetAt(${h},o,k,${s.target === 'strict'})`)
          : fn('o', `return $es_target(${h},o,${s.key},${s.target === 'strict'})`);
      if (s.assigned) {
        const op = s.assigned === true ? '' : s.assigned[0];
        // What an update gives is numeric.
        const now = op === '' ? 'v' : `typeof v==="number"?v${op}1:v${op}1n`;
        return dynamic
          ? fn('v,o,k', `$es_assignedAt(${h},o,k,${now});return v`)
          : fn('v,o', `$es_assigned(${h},o,${s.key},${now});return v`);
      }
      return dynamic
        ? fn('v,o,k', `$es_putDynamic(${h},o,k);return v`)
        : fn('v,o', `$es_put(${h},o,${s.key});return v`);
    case SITE.delete:
      return dynamic
        ? fn('v,o,k', `$es_removeDynamic(${h},o,k);return v`)
        : fn('v,o', `$es_remove(${h},o,${s.key});return v`);
  }
}

const stepText = (index: number): string =>
  `${bare(headerText(index), [], 0)}if(${C}[${CELL.ATTENTION}])$es_attend(${headerText(index)})`;

/**
 * `$es_5` pushes the activation. Where default values may have done so before, they call `$es_5p`, which does it once, and the body
 * `$es_5b`, which takes what they left. Those of a generator are given the `arguments` of the call.
 */
function enterFunctions(
  { name, flags, hasThis, prepares, resumedBy, fresh }: SiteShape,
  h: string,
  lead: readonly string[],
): string {
  const hasId = (flags & SITE_FLAG.OWN_ID) !== 0;
  const parameters = hasThis ? 't,p' : 'p';
  const event = hasThis
    ? `if(t===void 0){${bare(h, lead, TAG.undefined)}}else ${fresh ? '{$es_fresh(t);' : ''}$es_v${lead.length}(${[h, ...lead, 't'].join(',')});${fresh ? '}' : ''}`
    : bare(h, lead, 0);
  const enter = `function ${name}(${parameters}){${PUSH}${hasId ? 'const d=$es_newId();' : ''}${event}${hasId ? 'return d' : ''}}`;
  if (!prepares) return enter;
  if (resumedBy !== undefined) {
    const find = `function ${name}b(a,${parameters}){const d=$es_generatorOf(a);if(d===0)return ${name}(${parameters});${resumedBy}(void 0,d);return d}`;
    const begin = `function ${name}p(a,${parameters}){const d=${name}b(a,${parameters});$es_keepGenerator(a,d);$es_prepare(${h},d);return d}`;
    return enter + find + begin;
  }
  const begin = `function ${name}p(${parameters}){let d=$es_reopen(${h});if(d<0){d=${name}(${parameters})|0;$es_prepare(${h},d)}return d}`;
  const take = `function ${name}b(${parameters}){const d=${C}[${CELL.PREPARED}]===0?-1:$es_take(${h});return d<0?${name}(${parameters}):d}`;
  return enter + begin + take;
}

/** How the module gets at the kit. Must stand before everything else in it. `isDeclared`: whether the module has a variable of the name. */
export function kitText(format: 'module' | 'commonjs', isDeclared: (name: string) => boolean): string {
  if (format === 'module')
    return `import{${KIT_MEMBERS.map((m) => `${m} as $es_${m}`).join(',')}}from${JSON.stringify(KIT_URL)};`;
  const host = ['globalThis', 'global'].find((name) => !isDeclared(name)) ?? '(()=>{}).constructor("return this")()';
  return `const{${KIT_MEMBERS.map((m) => `${m}:$es_${m}`).join(',')}}=${kitExpression(host)};`;
}
