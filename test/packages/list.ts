/** The real packages that are recorded, each by the program that exercises it. */
import { join } from 'node:path';
import { ROOT } from '../record/process.js';
import type { Sample } from '../record/programs.js';

export const PACKAGES_FOLDER = join(ROOT, 'test/packages');

export interface RealPackage {
  readonly name: string;
  /** relative to test/packages */
  readonly program: string;
  readonly mode: 'full' | 'calls';
  /** packages whose files are recorded with the program's own: the package and those that do its work */
  readonly recorded: readonly string[];
  /** short enough for every run of the tests */
  readonly quick: boolean;
}

const EXPRESS = [
  'express',
  'router',
  'path-to-regexp',
  'body-parser',
  'raw-body',
  'qs',
  'finalhandler',
  'send',
  'serve-static',
];
const EXPRESS_HTTP = [
  'accepts',
  'negotiator',
  'content-disposition',
  'content-type',
  'cookie',
  'etag',
  'fresh',
  'range-parser',
  'type-is',
];
const FASTIFY = [
  'fastify',
  '@fastify/ajv-compiler',
  '@fastify/error',
  'avvio',
  'fastq',
  'find-my-way',
  'light-my-request',
];
const FASTIFY_JSON = [
  'fast-json-stringify',
  'secure-json-parse',
  'rfdc',
  'toad-cache',
  'process-warning',
  'safe-regex2',
  'ret',
];

const full = (name: string, extension: string, recorded: readonly string[] = [name]): RealPackage => ({
  name,
  program: `programs/${name}.${extension}`,
  mode: 'full',
  recorded,
  quick: true,
});
const slow = (real: RealPackage): RealPackage => ({ ...real, quick: false });

export const PACKAGES: readonly RealPackage[] = [
  full('marked', 'mjs'),
  full('acorn', 'mjs'),
  full('handlebars', 'cjs'),
  full('qs', 'cjs'),
  // One of its tests declares `globalThis`, which the probes' prelude names.
  slow(full('object-inspect', 'cjs')),
  full('lodash', 'mjs'),
  slow(full('date-fns', 'mjs')),
  full('zod', 'mjs'),
  full('immer', 'mjs'),
  full('mobx', 'mjs'),
  full('rxjs', 'mjs'),
  slow(full('ajv', 'cjs', ['ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'])),
  // Its router does not run: a function expression's name that its body declares again.
  slow(full('express', 'mjs', [...EXPRESS, ...EXPRESS_HTTP])),
  full('fastify', 'mjs', [...FASTIFY, ...FASTIFY_JSON]),
  slow(full('prettier', 'mjs')),
  slow({ ...full('typescript', 'cjs'), mode: 'calls' }),
];

/** What of the folder is recorded. */
export const globsOf = ({ recorded }: RealPackage): readonly string[] => [
  'programs/**',
  ...recorded.map((name) => `node_modules/${name}/**`),
];

/** The package's program as a sample for the oracle. */
export function packageSample(name: string): Sample | undefined {
  const real = PACKAGES.find((one) => one.name === name);
  if (real === undefined) return undefined;
  const path = join(PACKAGES_FOLDER, real.program);
  return { name, path, args: [], input: '', cwd: PACKAGES_FOLDER, include: globsOf(real), isLarge: true };
}
