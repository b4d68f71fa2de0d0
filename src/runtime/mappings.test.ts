import { SourceMap } from 'node:module';
import fc from 'fast-check';
import MagicString from 'magic-string';
import { expect, it } from 'vitest';
import { Mappings } from './mappings.js';

/** Edits of a text as an instrumenter makes them, and the map of the result. */
const edited = fc
  .record({
    text: fc.string({ unit: fc.constantFrom('a', ' ', ';', '(', '\n'), minLength: 1, maxLength: 200 }),
    insertions: fc.array(fc.tuple(fc.nat(200), fc.constantFrom('$p(1,', ')', '\n', '{\n}')), { maxLength: 20 }),
    before: fc.constantFrom('', 'prelude;', 'prelude\n'),
  })
  .map(({ text, insertions, before }) => {
    const code = new MagicString(text);
    for (const [at, inserted] of insertions) code.appendLeft(Math.min(at, text.length), inserted);
    code.prepend(before);
    return { code: code.toString(), map: code.generateMap({ source: 'a.ts', hires: 'boundary' }) };
  });

it('finds the places that Node finds', () => {
  fc.assert(
    fc.property(edited, ({ code, map }) => {
      const theirs = new SourceMap({ ...map, version: 3, file: '', sourceRoot: '', sourcesContent: [] });
      const ours = new Mappings(map.mappings);
      for (const [line, text] of code.split('\n').entries()) {
        for (let column = 0; column <= text.length; column++) {
          const entry = theirs.findEntry(line, column);
          const place =
            'originalLine' in entry ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 } : undefined;
          expect(ours.at(line + 1, column + 1), `${line}:${column} of ${code}`).toEqual(place);
        }
      }
    }),
  );
});

it('a part of the code that is not of the source has no place; far lines and columns, and names, are read', () => {
  // 0:0 to 0:0, from 0:4 nothing, 0:8 to 996:16, with a name
  const ours = new Mappings('AAAA,I,IAo+BgBA');
  expect(ours.at(1, 4)).toEqual({ line: 1, column: 1 });
  expect(ours.at(1, 5)).toBeUndefined();
  expect(ours.at(1, 9)).toEqual({ line: 997, column: 17 });
  expect(new Mappings('').at(1, 1)).toBeUndefined();
  expect(new Mappings(';;AAAA').at(2, 1)).toBeUndefined();
});
