/** `$262`, the functions that the tests ask of their host (test262's INTERPRETING.md, "Host-Defined Functions"). */
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { Agents } from './agents.js';

setFlagsFromString('--expose-gc');
setFlagsFromString('--allow-natives-syntax');
const collectGarbage = vm.runInNewContext('gc') as () => void;
const isHtmlDda = vm.runInThisContext('%GetUndetectable()') as object;
setFlagsFromString('--no-allow-natives-syntax');

export interface Host {
  /** value of the global `$262` */
  readonly global262: object;
  /** scripts were evaluated, whose `let` and `const` nothing removes */
  hasScripts(): boolean;
  close(): Promise<void>;
}

export function createHost(): Host {
  const agents = new Agents();
  let scripts = 0;
  const evalScript = (text: string): unknown => {
    scripts++;
    return vm.runInThisContext(text);
  };
  return {
    global262: members(globalThis, evalScript, agents),
    hasScripts: () => scripts > 0,
    close: () => agents.close(),
  };
}

function members(global: object, evalScript: (text: string) => unknown, agents: Agents): object {
  return {
    createRealm: () => createRealm(agents),
    detachArrayBuffer: (buffer: ArrayBuffer) => void structuredClone(buffer, { transfer: [buffer] }),
    evalScript,
    gc: () => collectGarbage(),
    global,
    IsHTMLDDA: isHtmlDda,
    agent: agents.members(),
  };
}

function createRealm(agents: Agents): object {
  const context = vm.createContext();
  const evalScript = (text: string): unknown => vm.runInContext(text, context);
  const global = evalScript('globalThis') as object;
  const own = members(global, evalScript, agents);
  Object.defineProperty(global, '$262', { value: own, writable: true, configurable: true });
  return own;
}
