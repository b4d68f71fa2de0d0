/**
 * Regular expressions. A pattern may take longer than anybody lives, and nothing but the engine can interrupt it: matching runs as a
 * script with a time limit. The script is ours; the expression's pattern and text are data.
 */
import { createContext, Script } from 'node:vm';
import { computed } from '../operators.js';
import { isMade } from '../made.js';
import { EvaluationFault, type Machine, type Operand, costly } from '../operand.js';
import { viewOf } from '../recorded.js';
import { isQuick } from './patternCost.js';

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly lastIndex: number;
}

export interface Match {
  readonly index: number;
  /** the whole match first */
  readonly groups: readonly (string | undefined)[];
  readonly named: readonly (readonly [string, string | undefined])[] | undefined;
}

const MAX_MATCHES = 100_000;

/** The pattern that a value is; undefined for what is no regular expression. */
export function patternOf(operand: Operand, machine: Machine): Pattern | undefined {
  if (isMade(operand, 'regexp')) return operand.content;
  if (operand.kind !== 'object') return undefined;
  const { kind, slots } = viewOf(operand, machine);
  if (kind !== 'regexp') return undefined;
  const { source, flags, lastIndex } = slots;
  if (source?.kind !== 'string' || source.length !== source.value.length || flags?.kind !== 'string')
    throw new EvaluationFault('unknown', 'the text of the regular expression was not recorded');
  return { source: source.value, flags: flags.value, lastIndex: lastIndex?.kind === 'number' ? lastIndex.value : 0 };
}

export function matchesOf(
  { source, flags }: Pattern,
  { text, from, all }: { readonly text: string; readonly from: number; readonly all: boolean },
  machine: Machine,
): readonly Match[] {
  const job = (): readonly Match[] => {
    const pattern = new RegExp(source, flags);
    pattern.lastIndex = from;
    const found: Match[] = [];
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      found.push({ index: match.index, groups: [...match], named: match.groups && Object.entries(match.groups) });
      if (!all) break;
      if (found.length > MAX_MATCHES) throw costly(`the pattern matches more than ${MAX_MATCHES} times`);
      if (match[0] === '') pattern.lastIndex += isWide(pattern, text) ? 2 : 1;
    }
    return found;
  };
  machine.meter.step(1 + Math.trunc(text.length / 10));
  // All matches together look at each character once more.
  return isQuick(source, text.length) ? computed(job) : timed(machine, job);
}

const isWide = ({ flags, lastIndex }: RegExp, text: string): boolean =>
  /[uv]/.test(flags) && (text.codePointAt(lastIndex) ?? 0) > 0xffff;

export function splitByPattern(
  { source, flags }: Pattern,
  { text, most }: { readonly text: string; readonly most: number },
  machine: Machine,
): readonly (string | undefined)[] {
  return timed(machine, () => text.split(new RegExp(source, flags), most));
}

/** Is it a pattern at all? Fails as JavaScript does. */
export const checkPattern = (source: string, flags: string, machine: Machine): RegExp =>
  timed(machine, () => new RegExp(source, flags));

interface Realm {
  readonly sandbox: { job?: () => unknown };
  readonly script: Script;
}

/** Made when the first pattern comes: few expressions have one. */
let realm: Realm | undefined;

const newRealm = (): Realm => ({ sandbox: createContext(Object.create(null) as object), script: new Script('job()') });

function timed<T>(machine: Machine, job: () => T): T {
  realm ??= newRealm();
  const { sandbox, script } = realm;
  sandbox.job = job;
  try {
    return computed(() =>
      script.runInContext(sandbox, { timeout: Math.max(1, Math.ceil(machine.meter.millisLeft())) }),
    ) as T;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw costly('the regular expression takes too long');
    throw error;
  } finally {
    delete sandbox.job;
  }
}
