import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { UserError } from '../base/result.js';
import { parseAttach, parseLaunch, recordOptions } from './configuration.js';

const program = import.meta.filename;
const folder = import.meta.dirname;

describe('launch', () => {
  it('has defaults for everything but the program', () => {
    expect(parseLaunch({ program, type: 'elixirscope', __sessionId: 'x' })).toMatchObject({
      args: [],
      stopOnEntry: false,
      stopOnExit: true,
      console: 'internalConsole',
      noDebug: false,
    });
  });

  it('becomes the options of a recording', () => {
    const launch = parseLaunch({
      program,
      cwd: folder,
      ring: '8MB',
      maxOverhead: 3,
      sample: 'auto',
      maxStringLength: 50,
      recording: 'a.escope',
      env: { A: '1', B: null },
    });
    expect(recordOptions(launch)).toMatchObject({
      launch: { kind: 'program', program, args: [] },
      cwd: folder,
      ringBytes: 8 << 20,
      maxOverhead: 3,
      sample: 'auto',
      limits: { stringLength: 50 },
      out: join(folder, 'a.escope'),
      env: { A: '1', B: null },
      waitForGo: true,
      children: true,
      stdio: 'pipe',
    });
  });

  it('is a command without a program', () => {
    const launch = parseLaunch({ runtimeExecutable: 'npm', runtimeArgs: ['test'], args: ['--', 'sum'], cwd: folder });
    const options = recordOptions(launch);
    expect(options).toMatchObject({
      launch: { kind: 'command', command: 'npm', args: ['test', '--', 'sum'] },
      cwd: folder,
    });
    expect(options).not.toHaveProperty('runtimeExecutable');
  });

  it.each<[object, RegExp]>([
    [{}, /"program" must name the file to run/],
    [{ runtimeExecutable: 'npm' }, /"program" must name the file to run/],
    [{ program: 5 }, /"program" must name/],
    [{ program, args: 'a b' }, /: "args" must be a list, and is "a b"\.$/],
    [{ program, args: ['a\0b'] }, /: "args\.0" must not contain a null character\.$/],
    [{ program, include: [5] }, /: "include\.0" must be a text, and is 5\.$/],
    [{ program, overflow: 'never' }, /"overflow" must be "block", "drop-oldest" or "drop-newest", and is "never"\.$/],
    [{ program, mode: 'fast' }, /right: "mode" must be "full", "calls" or "off"\.$/],
    [{ program, ring: true }, /"ring" must be a number or a text, and is true\.$/],
    [{ program, maxStringLength: -1 }, /"maxStringLength" must be 0 or more, and is -1\.$/],
    [{ program, maxStringLength: 1.5 }, /"maxStringLength" must be a whole number, and is 1\.5\.$/],
    [{ program, env: { A: 5 } }, /"env\.A" must be a text, and is 5\.$/],
    [{ program, env: ['A=1'] }, /"env" must be an object of names and texts, and is a list\.$/],
    [{ program, env: { 'A=B': '' } }, /"env\.A=B" is not the name of a variable\.$/],
    [{ program, cwd: '/nowhere' }, /^The working folder .*nowhere does not exist: check "cwd"\.$/],
    [{ program, cwd: program }, /^The working folder .* is no folder: check "cwd"\.$/],
    [{ program: folder }, /^The program .* is a folder: name a file in it\.$/],
    [{ program, stopOnEntry: 'x'.repeat(500) }, /"stopOnEntry" must be true or false, and is "x{59}…\.$/],
    [{ program, console: 'xterm' }, /"console" must be/],
    [{ program: '/nowhere/a.ts' }, /does not exist/],
  ])('%j is refused', (configuration, message) => {
    expect(() => parseLaunch(configuration)).toThrow(UserError);
    expect(() => parseLaunch(configuration)).toThrow(message);
  });

  it.each(['big', '0', '-5MB', '999TB'])('%s is not a size', (ring) => {
    expect(() => recordOptions(parseLaunch({ program, ring }))).toThrow(`"${ring}" is not a size`);
  });
});

it('reads a file of environment variables, which the configuration goes before', () => {
  const workspace = temporaryFolder();
  writeFileSync(join(workspace, '.env'), 'A=1\n# note\nB="two words"\nC=3\n');
  const launch = parseLaunch({ program, cwd: workspace, envFile: '.env', env: { A: '0', C: null } });
  expect(recordOptions(launch).env).toEqual({ A: '0', B: 'two words', C: null });
  expect(() => recordOptions(parseLaunch({ program, cwd: workspace, envFile: 'no.env' }))).toThrow('does not exist');
  removeFolders();
});

it('attach names a recording, or means the program that is being recorded', () => {
  expect(parseAttach({}).recording).toBeUndefined();
  expect(() => parseAttach({ recording: '/nowhere.escope' })).toThrow('does not exist');
  expect(parseAttach({ recording: program })).toMatchObject({ recording: program });
});
