import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { UserError } from '../base/result.js';
import { parseAttach, parseLaunch, recordOptions } from './configuration.js';

const program = import.meta.filename;

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
      cwd: '/work',
      ring: '8MB',
      maxOverhead: 3,
      sample: 'auto',
      maxStringLength: 50,
      recording: 'a.escope',
      env: { A: '1', B: null },
    });
    expect(recordOptions(launch)).toMatchObject({
      launch: { kind: 'program', program, args: [] },
      cwd: '/work',
      ringBytes: 8 << 20,
      maxOverhead: 3,
      sample: 'auto',
      limits: { stringLength: 50 },
      out: '/work/a.escope',
      env: { A: '1', B: null },
      waitForGo: true,
      children: true,
      stdio: 'pipe',
    });
  });

  it('is a command without a program', () => {
    const launch = parseLaunch({ runtimeExecutable: 'npm', runtimeArgs: ['test'], args: ['--', 'sum'], cwd: '/work' });
    const options = recordOptions(launch);
    expect(options).toMatchObject({
      launch: { kind: 'command', command: 'npm', args: ['test', '--', 'sum'] },
      cwd: '/work',
    });
    expect(options).not.toHaveProperty('runtimeExecutable');
  });

  it.each<[object, RegExp]>([
    [{}, /"program" must name the file to run/],
    [{ runtimeExecutable: 'npm' }, /"program" must name the file to run/],
    [{ program: 5 }, /"program" must name/],
    [{ program, args: 'a b' }, /args: .*Expected Array/],
    [{ program, console: 'xterm' }, /"console" must be/],
    [{ program: '/nowhere/a.ts' }, /does not exist/],
  ])('%j is refused', (configuration, message) => {
    expect(() => parseLaunch(configuration)).toThrow(UserError);
    expect(() => parseLaunch(configuration)).toThrow(message);
  });

  it('a size that is none is refused', () => {
    expect(() => recordOptions(parseLaunch({ program, ring: 'big' }))).toThrow('"big" is not a size');
  });
});

it('reads a file of environment variables, which the configuration goes before', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.env'), 'A=1\n# note\nB="two words"\nC=3\n');
  const launch = parseLaunch({ program, cwd: folder, envFile: '.env', env: { A: '0', C: null } });
  expect(recordOptions(launch).env).toEqual({ A: '0', B: 'two words', C: null });
  expect(() => recordOptions(parseLaunch({ program, cwd: folder, envFile: 'no.env' }))).toThrow('does not exist');
  removeFolders();
});

it('attach names a recording, or means the program that is being recorded', () => {
  expect(parseAttach({}).recording).toBeUndefined();
  expect(() => parseAttach({ recording: '/nowhere.escope' })).toThrow('does not exist');
  expect(parseAttach({ recording: program })).toMatchObject({ recording: program });
});
