// `npm run conformance:fetch [-- FOLDER]`: gets ECMAScript's conformance suite, test262, into a folder outside of the repository (by default
// ~/.cache/elixirscope/test262) for `npm run conformance -- FOLDER/test`.
//
// No package registry has test262 itself, but Firefox carries all of it in its own tests, and Debian carries Firefox's source:
// `apt-get source firefox-esr`, 0.7 GB, of which 54,000 small files stay. Firefox keeps the tests in a form of its own
// (js/src/tests/test262-update.py): a comment and a call for its runner around each, one file per variant, the harness files concatenated
// per folder. That is undone here, so that what is left is test262 as its authors have it. A checkout of test262 serves as well.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';

const PACKAGE = 'firefox-esr';
const SUITE = '*/js/src/tests/test262/*';

/** Runs a command to its end; its errors are ours. */
function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

/** Debian's own package sources as this machine has them, asked for sources instead of binaries. */
function sourceEntries() {
  const folder = '/etc/apt/sources.list.d';
  const files = readdirSync(folder).filter((name) => name.endsWith('.sources'));
  const stanzas = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/\n\s*\n/));
  // Mirrors seldom carry the sources of security updates.
  const isWanted = (stanza) => /^Signed-By:.*debian-archive/m.test(stanza) && !/^Suites:.*-security/m.test(stanza);
  const debian = stanzas.filter(isWanted);
  if (debian.length === 0) throw new Error('This machine knows no Debian package source: use a checkout of test262.');
  return debian.map((stanza) => stanza.replace(/^Types:.*$/m, 'Types: deb-src')).join('\n\n');
}

/** A configuration of apt's that leaves the machine's alone. */
function aptConfiguration(folder) {
  for (const name of ['lists/partial', 'cache/archives/partial', 'none', 'source']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'debian.sources'), `${sourceEntries()}\n`);
  const file = join(folder, 'apt.conf');
  const entries = {
    'Etc::SourceList': 'debian.sources',
    'Etc::SourceParts': 'none',
    'State::Lists': 'lists',
    Cache: 'cache',
  };
  writeFileSync(
    file,
    Object.entries(entries)
      .map(([key, name]) => `Dir::${key} "${join(folder, name)}";\n`)
      .join(''),
  );
  return { ...process.env, APT_CONFIG: file };
}

/** Unpacks Firefox's test262 and says where it is. */
function unpackSource(folder) {
  const env = aptConfiguration(folder);
  const cwd = join(folder, 'source');
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['source', '-qq', '--download-only', '--only-source', '--tar-only', PACKAGE], { env, cwd });
  const archive = readdirSync(cwd).find((name) => name.includes('.orig.tar.'));
  if (archive === undefined) throw new Error(`the source of ${PACKAGE} has no original archive`);
  run('tar', ['--extract', '--wildcards', '--file', archive, SUITE], { cwd });
  const top = readdirSync(cwd, { withFileTypes: true }).find((entry) => entry.isDirectory());
  return join(cwd, top.name, 'js/src/tests/test262');
}

/** A folder's harness files, each after a line with its name. Firefox's own begin with "non262" and belong to test/staging/sm. */
function writeHarness(text, out) {
  for (const part of text.split(/^(?=\/\/ file: )/m)) {
    const [line, name] = /^\/\/ file: (\S+)\n/.exec(part) ?? [];
    if (line === undefined) continue;
    const own = name === 'test262-non262.js' ? 'sm/non262.js' : name.startsWith('non262-') ? `sm/${name}` : name;
    mkdirSync(dirname(join(out, 'harness', own)), { recursive: true });
    writeFileSync(join(out, 'harness', own), part.slice(line.length));
  }
}

const STRICT_PROLOGUE = "'use strict';\n";

/** The test as its authors wrote it; undefined for a strict variant that only repeats another file. */
function original(name, text, names) {
  const bare = text.replace(/^\/\/ \|reftest\|[^\n]*\n/, '').replace(/\nreportCompare\(0, 0\);\n$/, '');
  if (!name.endsWith('-strict.js') || !bare.startsWith(STRICT_PROLOGUE)) return { name, text: bare };
  const plain = name.replace(/-strict\.js$/, '.js');
  return names.has(plain) ? undefined : { name: plain, text: bare.slice(STRICT_PROLOGUE.length) };
}

function convert(from, out) {
  const entries = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = new Set(entries.map(({ parentPath, name }) => relative(from, join(parentPath, name))));
  let count = 0;
  for (const name of names) {
    // One byte, one character: some tests are not UTF-8 on purpose.
    const text = readFileSync(join(from, name), 'latin1');
    if (basename(name) === 'shell.js') writeHarness(Buffer.from(text, 'latin1').toString('utf8'), out);
    else if (basename(name) !== 'browser.js' && name !== 'jstests.list') {
      const isTest = name.includes(sep) && name.endsWith('.js');
      const file = isTest ? original(name, text, names) : { name, text };
      if (file === undefined) continue;
      const target = name.includes(sep) ? join(out, 'test', file.name) : join(out, name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, file.text, 'latin1');
      count++;
    }
  }
  return count;
}

const out = process.argv[2] ?? join(homedir(), '.cache/elixirscope/test262');
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-test262-'));
try {
  const source = unpackSource(folder);
  rmSync(out, { recursive: true, force: true });
  console.log(`${convert(source, out)} files in ${out}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
