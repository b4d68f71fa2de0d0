/** What the source map of instrumented code says besides places, for stack traces and error messages: found in one walk over the file. */
import { ts } from 'ts-morph';
import type { ConstructorPlaces, FirstLoad, FunctionName, IteratedCall } from '../wire/sites.js';
import { constructorPlaces } from './defaultConstructors.js';
import { firstLoads, iteratedCall } from './firstLoads.js';
import { functionName } from './functionNames.js';
import { inferredNames } from './inferredNames.js';
import { isLeaf, isTypeOnly } from './nodes.js';

interface MapExtensions {
  readonly x_functions: readonly FunctionName[];
  readonly x_loads: readonly FirstLoad[];
  readonly x_iterated: readonly IteratedCall[];
  readonly x_constructors: ConstructorPlaces;
}

export function mapExtensions(file: ts.SourceFile): MapExtensions {
  const inferred = inferredNames(file);
  const functions: FunctionName[] = [];
  const loads: FirstLoad[] = [];
  const iterated: IteratedCall[] = [];
  const omitted: number[] = [];
  const supers: number[] = [];
  const look = (node: ts.Node, isIn: boolean): void => {
    if (isLeaf(node)) return;
    // What a class extends counts as a type.
    const isCode = isIn && !isTypeOnly(node);
    const name = functionName(node, file, inferred);
    if (name !== undefined) functions.push(name);
    if (isCode) for (const load of firstLoads(node, file)) loads.push(load);
    const call = iteratedCall(node, file);
    if (call !== undefined) iterated.push(call);
    const constructors = constructorPlaces(node, file);
    if (constructors !== undefined) {
      omitted.push(...constructors.omitted);
      supers.push(...constructors.supers);
    }
    ts.forEachChild(node, (child) => look(child, isCode));
  };
  look(file, true);
  return { x_functions: functions, x_loads: loads, x_iterated: iterated, x_constructors: { omitted, supers } };
}
