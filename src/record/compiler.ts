/** All that needs the TypeScript compiler: the build makes one script of it (compilerScript.ts). */
export { ts } from 'ts-morph';
export { Instrumenter } from './instrumenter.js';
