// The import rules of the repository: who may import whom, checked by `npm run check:imports`.
//
// The three tables are the source of truth; src/README.md explains the folders. A folder that is in no table may import
// nothing, so a new folder has to be entered here first.

/** Folder in src/ -> the other folders it may import. `query/api` means that file alone. */
const folders = {
  base: [],
  wire: ['base'],
  instrument: ['base', 'wire'],
  runtime: ['base', 'wire'],
  store: ['base', 'wire'],
  record: ['base', 'wire', 'instrument', 'store'],
  query: ['base', 'wire', 'store'],
  analysis: ['base', 'query/api'],
  // Payload types of the custom DAP requests and the control messages live in wire, so both ends import it.
  adapter: ['base', 'wire', 'query/api', 'record'],
  editor: ['base', 'wire'],
  webview: ['base', 'wire'],
  cli: ['base', 'wire', 'record', 'query/api', 'analysis', 'adapter'],
};

/** Folder -> npm packages it may import. Tests may import vitest and fast-check as well. */
const packages = {
  instrument: ['ts-morph', 'typescript', 'ts-blank-space', 'magic-string', '@jridgewell/remapping', 'acorn'],
  wire: ['valibot'],
  store: ['better-sqlite3', '@types/better-sqlite3'],
  record: ['valibot', 'ts-morph'],
  query: ['acorn', '@types/estree'],
  analysis: ['ts-morph'],
  adapter: ['@vscode/debugadapter', '@vscode/debugprotocol', 'valibot'],
  editor: ['vscode', '@types/vscode', 'valibot'],
  webview: [
    'lit',
    '@vscode-elements/elements',
    'd3-scale',
    'd3-selection',
    'd3-zoom',
    '@types/d3-scale',
    '@types/d3-selection',
    '@types/d3-zoom',
  ],
  cli: ['commander', 'valibot'],
};

/** Folders that run where there is no Node, or must stay pure: no node: module at all. */
const withoutNode = ['base', 'wire', 'webview'];

const tests = '(\\.(test|bench)|/fake[A-Z]\\w*)\\.ts$';
const source = (name) => (name.includes('/') ? `^src/${name}\\.ts$` : `^src/${name}/`);

const folderRules = Object.entries(folders).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import ${allowed.length === 0 ? 'no other folder' : allowed.join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [`^src/${folder}/`, ...allowed.map((name) => source(name))] },
}));

const packageRules = Object.keys(folders).map((folder) => ({
  name: `${folder}-packages`,
  comment: `src/${folder} may import these npm packages: ${(packages[folder] ?? ['none']).join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: tests },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'unknown'],
    ...(packages[folder] && { pathNot: packages[folder].map((name) => `(^|node_modules/)${name}(/|$)`) }),
  },
}));

module.exports = {
  forbidden: [
    ...folderRules,
    ...packageRules,
    {
      name: 'known-folders',
      comment: 'every folder of src/ is listed in .dependency-cruiser.cjs',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(folders).join('|')})/` },
      to: {},
    },
    {
      name: 'without-node',
      comment: `no node: module in ${withoutNode.join(', ')}`,
      severity: 'error',
      from: { path: `^src/(${withoutNode.join('|')})/`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'instrument-is-pure',
      comment: 'instrument gets text and gives data: it reads no files and starts nothing',
      severity: 'error',
      from: { path: '^src/instrument/', pathNot: tests },
      to: { dependencyTypes: ['core'], path: '^(node:)?(fs|fs/promises|child_process|worker_threads|net|http|https)$' },
    },
    {
      name: 'no-cycles',
      comment:
        'a cycle of run-time imports makes the order of evaluation an accident (walkers call each other as what they walk nests: instrument over syntax, content and heap over objects)',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(instrument/|runtime/(content|heap)\\.ts$)' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-test-imports',
      comment: 'product code does not import tests',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: [tests, '^test/'] },
    },
    {
      name: 'resolvable',
      comment: 'every import can be found',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'types'] },
  },
};
