/**
 * V8's inspector, spoken to from inside the inspected thread: while the program is paused, Node calls the listener on the paused
 * thread and every request is answered before `send` returns. The program goes on when the listener returns.
 */
import { Session } from 'node:inspector';
import type { PrivateField } from './internals.js';

export interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
}

interface ScriptPlace {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export interface Scope {
  readonly type: string;
  readonly object: RemoteObject;
  readonly startLocation?: ScriptPlace;
  readonly endLocation?: ScriptPlace;
}

export interface CallFrame {
  readonly functionName: string;
  readonly location: ScriptPlace & { readonly scriptId: string };
  readonly scopeChain: readonly Scope[];
  readonly this: RemoteObject;
  readonly returnValue?: RemoteObject;
}

export interface AsyncStack {
  readonly description?: string;
  readonly callFrames: readonly { readonly functionName: string; readonly url: string }[];
  readonly parent?: AsyncStack;
}

export interface Paused {
  readonly callFrames: readonly CallFrame[];
  readonly reason: string;
  readonly data?: RemoteObject;
  readonly asyncStackTrace?: AsyncStack;
}

interface InnerProperty {
  readonly name: string;
  readonly value?: RemoteObject;
  readonly get?: RemoteObject;
  readonly set?: RemoteObject;
}

interface Properties {
  readonly internalProperties?: readonly InnerProperty[];
  readonly privateProperties?: readonly InnerProperty[];
}

export interface SettledPromise {
  readonly state: string;
  readonly result?: unknown;
}

export class SyncSession {
  private readonly session = new Session();
  private values: readonly unknown[] = [];
  /** what the collector gives out when it is called without arguments */
  private handed: object | undefined;
  private readonly collectId: string;

  constructor() {
    this.session.connect();
    this.collectId = this.shareCollector();
  }

  on<P>(method: string, listener: (params: P) => void): void {
    this.session.on(method, (message: { params: P }) => listener(message.params));
  }

  send<R>(method: string, params: object = {}): R {
    let failure: Error | null = null;
    let answer: unknown;
    this.session.post(method, params, (error: Error | null, result?: object) => {
      failure = error;
      answer = result;
    });
    if (failure !== null) throw new Error(`${method}: ${(failure as Error).message}`);
    return answer as R;
  }

  /** The values themselves, in the order asked for. */
  valuesOf(remotes: readonly RemoteObject[]): readonly unknown[] {
    const held = remotes.filter(({ objectId }) => objectId !== undefined);
    if (held.length > 0)
      this.send('Runtime.callFunctionOn', {
        objectId: this.collectId,
        functionDeclaration: 'function (...values) { this(values); }',
        arguments: held.map(({ objectId }) => ({ objectId })),
      });
    let next = 0;
    return remotes.map((remote) => (remote.objectId === undefined ? primitiveOf(remote) : this.values[next++]));
  }

  /** Private fields and accessors; V8 lists private methods, which belong to the class, as well. */
  privateFields(value: object): readonly PrivateField[] {
    const { privateProperties = [] } = this.inside(value);
    if (privateProperties.length === 0) return [];
    const values = this.valuesOf(privateProperties.map((property) => property.value ?? { type: 'undefined' }));
    return privateProperties.map(({ name, value: shown, get, set }, i) => ({
      name,
      value: values[i],
      accessor: shown === undefined ? { get: get?.objectId, set: set?.objectId } : undefined,
    }));
  }

  promise(value: object): SettledPromise {
    const { internalProperties = [] } = this.inside(value);
    const named = (name: string): RemoteObject =>
      internalProperties.find((property) => property.name === name)?.value ?? { type: 'undefined' };
    const state = String(named('[[PromiseState]]').value);
    return state === 'pending' ? { state } : { state, result: this.valuesOf([named('[[PromiseResult]]')])[0] };
  }

  private inside(value: object): Properties {
    this.handed = value;
    const { result } = this.send<{ result: RemoteObject }>('Runtime.callFunctionOn', {
      objectId: this.collectId,
      functionDeclaration: 'function () { return this(); }',
    });
    return this.send<Properties>('Runtime.getProperties', { objectId: result.objectId, ownProperties: true });
  }

  private shareCollector(): string {
    const name = `oracle ${Math.random()}`;
    const globals = globalThis as unknown as Record<string, unknown>;
    globals[name] = (values?: readonly unknown[]): unknown => {
      if (values === undefined) return this.handed;
      this.values = values;
      return undefined;
    };
    const { result } = this.send<{ result: RemoteObject }>('Runtime.evaluate', {
      expression: `globalThis[${JSON.stringify(name)}]`,
    });
    delete globals[name];
    return result.objectId!;
  }
}

function primitiveOf({ value, unserializableValue }: RemoteObject): unknown {
  if (unserializableValue === undefined) return value;
  return unserializableValue.endsWith('n') ? BigInt(unserializableValue.slice(0, -1)) : Number(unserializableValue);
}
