import { describe, expect, it } from 'vitest';
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
      maxStringLength: 50,
      recording: 'a.escope',
      env: { A: '1', B: null },
    });
    expect(recordOptions(launch)).toMatchObject({
      launch: { kind: 'program', program, args: [] },
      cwd: '/work',
      ringBytes: 8 << 20,
      limits: { stringLength: 50 },
      out: '/work/a.escope',
      env: { A: '1', B: null },
      waitForGo: true,
      stdio: 'pipe',
    });
  });

  it.each<[object, RegExp]>([
    [{}, /"program" must name the file to run/],
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

it('attach needs a recording', () => {
  expect(() => parseAttach({})).toThrow('"recording" must name the recording file');
  expect(parseAttach({ recording: program })).toMatchObject({ recording: program });
});
