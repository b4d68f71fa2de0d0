/**
 * Scopes and variables as the protocol shows them. Reads exactly what the client asks for: one page of elements, one level of one object.
 * Everything is read-only but at the live edge: the past cannot be changed.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import {
  madeContents,
  type MadeObject,
  type ObjectView,
  type Operand,
  type Page,
  type Position,
  type Property,
  type Recording,
  type Scope,
  type Value,
} from '../query/api.js';
import type { HeapId } from '../base/units.js';
import type { Container, FrameHandle, Handles } from './handles.js';
import { inFlight } from './inFlight.js';
import { inner, isName, preview, typeName, type Viewer, viewerOf } from './preview.js';

type DapVariable = DebugProtocol.Variable;

/** Children that a client without paging gets of one object. */
const MAX_UNPAGED = 10_000;

const READ_ONLY: DebugProtocol.VariablePresentationHint = { attributes: ['readOnly'] };

export interface VariablesContext {
  readonly recording: Recording;
  readonly handles: Handles;
  /** integers are shown in hexadecimal */
  readonly hex: boolean;
  /** the program stands there: what an expression leads to can be changed */
  readonly isLive: (at: Position) => boolean;
}

export function scopesOf(context: VariablesContext, { at, index }: FrameHandle): DebugProtocol.Scope[] {
  const { recording, handles } = context;
  const shown = recording.scopes(at, index).map((scope, i) => ({
    name: scopeName(scope),
    ...scopeHint(scope),
    variablesReference: handles.open({ kind: 'scope', at, frame: index, index: i }),
    expensive: scope.kind === 'global',
  }));
  return index === 0 ? [...inFlightScopes(context, at), ...shown] : shown;
}

/** What the last calls returned and what was just thrown, as scopes of the innermost frame. */
function inFlightScopes({ recording, handles }: VariablesContext, at: Position): DebugProtocol.Scope[] {
  const { returned, thrown } = inFlight(recording, at);
  const scope = (name: string, values: readonly { name: string; value: Value }[], hint: object) => ({
    name,
    ...hint,
    variablesReference: handles.open({ kind: 'values', at, values }),
    namedVariables: values.length,
    expensive: false,
  });
  return [
    ...(thrown === undefined ? [] : [scope('Exception', [{ name: 'exception', value: thrown }], {})]),
    ...(returned.length === 0 ? [] : [scope('Return value', returned, { presentationHint: 'returnValue' })]),
  ];
}

function scopeName({ kind, name }: Scope): string {
  switch (kind) {
    case 'local':
      return name === '' ? 'Local' : `Local: ${name}`;
    case 'block':
      return 'Block';
    case 'catch':
      return 'Catch';
    case 'class':
      return `Class${name === '' ? '' : `: ${name}`}`;
    case 'with':
      return 'With';
    case 'closure':
      return `Closure${name === '' ? '' : ` (${name})`}`;
    case 'module':
      return 'Module';
    case 'global':
      return 'Global';
  }
}

function scopeHint({ kind }: Scope): { readonly presentationHint?: string } {
  return kind === 'local' ? { presentationHint: 'locals' } : {};
}

export interface VariablesRange {
  readonly filter?: 'named' | 'indexed' | undefined;
  readonly start?: number | undefined;
  readonly count?: number | undefined;
}

export function childrenOf(context: VariablesContext, container: Container, range: VariablesRange): DapVariable[] {
  const { recording } = context;
  const viewer: Viewer = { recording, at: container.at, hex: context.hex };
  switch (container.kind) {
    case 'scope': {
      const scope = recording.scopes(container.at, container.frame)[container.index];
      const all = (scope?.variables ?? []).map(({ name, value }) =>
        variable(context, viewer, { name, value, path: name }),
      );
      return slice(all, range);
    }
    case 'object':
      return objectChildren(context, viewer, {
        view: recording.object(container.at, container.id),
        path: container.path,
        range,
      });
    case 'entries':
      return recording.entries(container.at, container.id, pageOf(range)).map((entry, i) => {
        const index = (range.start ?? 0) + i;
        const path = container.path === undefined ? undefined : `[...${container.path}][${index}]`;
        if (entry.key === undefined)
          return variable(context, viewer, { name: String(index), value: entry.value, path });
        return {
          name: String(index),
          value: `{${preview(entry.key, viewer)} => ${preview(entry.value, viewer)}}`,
          variablesReference: context.handles.open({ kind: 'entry', at: container.at, entry, path }),
          presentationHint: READ_ONLY,
        };
      });
    case 'entry': {
      const { entry, path } = container;
      const { key, value } = entry;
      return [
        ...(key === undefined
          ? []
          : [variable(context, viewer, { name: 'key', value: key, path: path && `${path}[0]` })]),
        variable(context, viewer, { name: 'value', value, path: path && `${path}[1]` }),
      ];
    }
    case 'values':
      return slice(
        container.values.map(({ name, value }) => variable(context, viewer, { name, value, path: undefined })),
        range,
      );
    case 'made':
      return madeChildren(context, viewer, container.object, range);
    case 'getter':
      // It runs code of the program, which is done at the live edge (liveEvaluation.ts).
      return [];
  }
}

interface Shown {
  readonly name: string;
  readonly value: Operand;
  /** expression that evaluates to it */
  readonly path: string | undefined;
  readonly hint?: DebugProtocol.VariablePresentationHint;
}

/** A named value with everything a client needs to open it. */
export function variable(context: VariablesContext, viewer: Viewer, { name, value, path, hint }: Shown): DapVariable {
  return {
    name,
    ...describe(context, viewer, { value, path }),
    ...(path !== undefined && { evaluateName: path }),
    ...shownHint(hint, path !== undefined && context.isLive(viewer.at)),
  };
}

function shownHint(
  hint: DebugProtocol.VariablePresentationHint | undefined,
  isChangeable: boolean,
): Pick<DapVariable, 'presentationHint'> {
  if (!isChangeable) return { presentationHint: { ...hint, attributes: [...(hint?.attributes ?? []), 'readOnly'] } };
  return hint === undefined ? {} : { presentationHint: hint };
}

export type Described = Pick<
  DapVariable,
  'value' | 'type' | 'variablesReference' | 'namedVariables' | 'indexedVariables'
>;

export function describe(
  { recording, handles }: VariablesContext,
  viewer: Viewer,
  { value, path }: Pick<Shown, 'value' | 'path'>,
): Described {
  const text = { value: preview(value, viewer), type: typeName(value, viewer) };
  if (value.kind === 'made') {
    const { items, entries } = madeContents(value);
    const size = items.length + entries.length;
    if (size + value.properties.size === 0) return { ...text, variablesReference: 0 };
    const variablesReference = handles.open({ kind: 'made', at: viewer.at, object: value });
    return { ...text, variablesReference, ...(size > 0 && { indexedVariables: size, namedVariables: 1 }) };
  }
  if (value.kind !== 'object') return { ...text, variablesReference: 0 };
  const { at } = viewerOf(value, viewer);
  return {
    ...text,
    variablesReference: handles.open({
      kind: 'object',
      at,
      id: value.id,
      path: value.at === undefined ? path : undefined,
    }),
    ...counts(recording.object(at, value.id)),
  };
}

/** Of an object that an expression made: elements or entries, then properties. */
function madeChildren(
  context: VariablesContext,
  viewer: Viewer,
  object: MadeObject,
  range: VariablesRange,
): DapVariable[] {
  const { items, entries, named: properties } = madeContents(object);
  const isMap = object.content.form === 'map';
  const show = (name: string, value: Operand): DapVariable =>
    variable(context, viewer, { name, value, path: undefined });
  const elements = [...items, ...entries.map(({ value }) => value)].map((value, i) => {
    const entry = isMap ? entries[i] : undefined;
    return show(entry === undefined ? String(i) : inner(entry.key, viewer), value);
  });
  const named = properties.map(([name, value]) => show(name, value));
  if (range.filter === 'named') return slice(named, range);
  return slice(range.filter === 'indexed' ? elements : [...elements, ...named], { ...range, filter: undefined });
}

function counts(view: ObjectView): Pick<DapVariable, 'namedVariables' | 'indexedVariables'> {
  // Telling both makes clients page the elements and still fetch the rest; the number of the rest only has to be above 0.
  return isIndexed(view) ? { indexedVariables: view.size, namedVariables: 1 } : {};
}

const isIndexed = ({ kind }: ObjectView): boolean => kind === 'array' || kind === 'typedArray' || kind === 'arguments';

interface ObjectChildren {
  readonly view: ObjectView;
  readonly path: string | undefined;
  readonly range: VariablesRange;
}

function objectChildren(
  context: VariablesContext,
  viewer: Viewer,
  { view, path, range }: ObjectChildren,
): DapVariable[] {
  const isElementsAsked = range.filter !== 'named' && isIndexed(view);
  const elements = isElementsAsked ? elementsOf(context, viewer, { view, path, range }) : [];
  if (range.filter === 'indexed') return elements;
  const named = [
    ...ownProperties(context, viewer, { view, path, range }),
    ...internals(context, viewer, { view, path }),
  ];
  return [...elements, ...(isElementsAsked ? named : slice(named, range))];
}

function elementsOf(context: VariablesContext, viewer: Viewer, { view, path, range }: ObjectChildren): DapVariable[] {
  const page = pageOf(range);
  const found = context.recording
    .properties(viewer.at, view.id, 'indexed', page)
    .map((property) => propertyVariable(context, viewer, { property, path, id: view.id }));
  const isWhole = range.count === undefined || range.count === 0;
  if (isWhole && view.size > page.start + found.length)
    found.push(note(`${view.size - found.length} more elements`, 'not shown'));
  return found;
}

function ownProperties(context: VariablesContext, viewer: Viewer, { view, path }: ObjectChildren): DapVariable[] {
  const found = context.recording.properties(viewer.at, view.id, 'named', { start: 0, count: MAX_UNPAGED });
  const shown = found.map((property) => propertyVariable(context, viewer, { property, path, id: view.id }));
  if (view.cut)
    shown.push(
      note(
        '…',
        `not recorded: this ${view.className ?? 'object'} has ${view.size.toLocaleString('en-US')} properties or entries`,
      ),
    );
  return shown;
}

function propertyVariable(
  context: VariablesContext,
  viewer: Viewer,
  { property, path, id }: { readonly property: Property; readonly path: string | undefined; readonly id: HeapId },
): DapVariable {
  const { name, symbol, enumerable, value } = property;
  const isPrivate = name.startsWith('#');
  const shown = variable(context, viewer, {
    name: symbol ? `[${name}]` : name,
    value,
    path: path === undefined || symbol ? undefined : memberPath(path, name),
    hint: {
      kind: value.kind === 'accessor' ? 'property' : 'data',
      ...(isPrivate && { visibility: 'private' }),
      ...(!enumerable && !isPrivate && { visibility: 'internal' }),
    },
  });
  if (value.kind !== 'accessor' || !value.get || path === undefined || symbol || !context.isLive(viewer.at))
    return shown;
  const getter = { kind: 'getter', at: viewer.at, id, path, name } as const;
  return {
    ...shown,
    variablesReference: context.handles.open(getter),
    presentationHint: { ...shown.presentationHint, lazy: true },
  };
}

/** `cart.items[0]`, `cart["odd key"]`, `this.#secret`. */
export function memberPath(object: string, name: string): string {
  if (isName(name)) return `${object}.${name}`;
  return /^\d+$/.test(name) ? `${object}[${name}]` : `${object}[${JSON.stringify(name)}]`;
}

/** What V8 calls internal properties: entries, the state of promises, the prototype's class. */
function internals(
  context: VariablesContext,
  viewer: Viewer,
  { view, path }: Pick<ObjectChildren, 'view' | 'path'>,
): DapVariable[] {
  const hint = { kind: 'virtual' } as const;
  const rows: DapVariable[] = [];
  const row = (name: string, value: Value | undefined): void => {
    if (value !== undefined) rows.push(variable(context, viewer, { name, value, path: undefined, hint }));
  };
  if (view.kind === 'map' || view.kind === 'set') {
    rows.push({
      name: '[[Entries]]',
      value: `(${view.size})`,
      variablesReference:
        view.size === 0 ? 0 : context.handles.open({ kind: 'entries', at: viewer.at, id: view.id, path }),
      indexedVariables: view.size,
      presentationHint: { ...hint, attributes: ['readOnly'] },
    });
  }
  if (view.kind === 'error') {
    row('[[Message]]', view.slots.errorMessage);
    row('[[Stack]]', view.slots.errorStack);
  }
  row('[[PromiseState]]', view.slots.promiseState);
  row('[[PromiseResult]]', view.slots.promiseResult);
  row('[[PrimitiveValue]]', view.slots.primitive);
  if (view.kind === 'typedArray') row('[[ArrayBuffer]]', view.slots.viewBuffer);
  if (view.classChain.length > 0)
    rows.push({
      ...note('[[Prototype]]', view.classChain.join(' → ')),
      presentationHint: { ...hint, attributes: ['readOnly'] },
    });
  return rows;
}

function note(name: string, value: string): DapVariable {
  return { name, value, variablesReference: 0, presentationHint: { kind: 'virtual', attributes: ['readOnly'] } };
}

/** `count: 0` and a missing count both mean everything, says the protocol. */
function pageOf({ start, count }: VariablesRange): Page {
  return { start: start ?? 0, count: count || MAX_UNPAGED };
}

function slice<T>(all: T[], range: VariablesRange): T[] {
  if (range.filter === 'indexed') return [];
  const { start, count } = pageOf(range);
  return all.slice(start, start + count);
}
