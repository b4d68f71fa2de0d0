/**
 * The line of source that Node shows above an uncaught error, and the one that `assert` quotes, are the user's: asked for by Node, which
 * knows where in the instrumented code the exception was thrown.
 *
 * Node asks for the line only of scripts with a source map, when source maps are on. They are switched on where the line is asked for,
 * and nowhere else: the program finds them off, as it left them.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ErrorsBinding, GetErrorSource, Internals } from './internals.js';
import type { Place } from './mappings.js';
import type { InstrumentedModules } from './modules.js';
import { originOf } from './stacks.js';
import type { FunctionTexts } from './texts.js';

/** Where the error was made that Node shows next, by its stack: what overflows the stack in a probe has been thrown by a line of ours. */
let failedAt: ReturnType<typeof originOf>;

/** Nobody has caught the error; Node shows it if the program does not handle it now. */
export function mayBeShown(error: unknown): void {
  failedAt = typeof error === 'object' && error !== null ? originOf(error) : undefined;
}

/** False: this Node does not ask. */
export function showErrorSources(modules: InstrumentedModules, texts: FunctionTexts, { errors }: Internals): boolean {
  const { setSourceMapsEnabled, setGetSourceMapErrorSource, getErrorSourcePositions } = errors;
  if (typeof setSourceMapsEnabled !== 'function' || typeof setGetSourceMapErrorSource !== 'function') return false;
  const sources = new ErrorSources(modules, texts);
  setGetSourceMapErrorSource(sources.headerOf);
  setSourceMapsEnabled(true);
  const own: Partial<ErrorsBinding> = {
    // Node loads its own answer when the program switches source maps on.
    setGetSourceMapErrorSource: (get) => sources.useMaps(get),
  };
  if (typeof getErrorSourcePositions === 'function') {
    own.getErrorSourcePositions = (error) => {
      const found = getErrorSourcePositions(error);
      const { scriptResourceName: file, lineNumber, startColumn } = found;
      const at = modules.place(file, lineNumber, startColumn + 1);
      if (at === undefined) return found;
      return { ...found, sourceLine: sources.line(file, at.line) ?? found.sourceLine, startColumn: at.column - 1 };
    };
  }
  Object.assign(errors, own);
  return true;
}

class ErrorSources {
  readonly #modules: InstrumentedModules;
  readonly #texts: FunctionTexts;
  #byMaps: GetErrorSource | undefined;

  constructor(modules: InstrumentedModules, texts: FunctionTexts) {
    this.#modules = modules;
    this.#texts = texts;
  }

  useMaps(get: GetErrorSource): void {
    this.#byMaps = get;
  }

  /** `column` is 0-based. */
  readonly headerOf: GetErrorSource = (file, line, column) => {
    if (file === __filename && failedAt !== undefined) return this.#header(failedAt.file, failedAt);
    const place = this.#modules.place(file, line, column + 1);
    if (place === undefined && this.#byMaps !== undefined) return this.#byMaps(file, line, column);
    return this.#header(file, place ?? { line, column: column + 1 });
  };

  #header(file: string, at: Place): string | undefined {
    const lines = this.#lines(file);
    const text = lines[at.line - 1];
    if (text === undefined) return undefined;
    const before = [...lines.slice(0, at.line - 1), text.slice(0, at.column - 1)].join('\n');
    return header({ file, line: at.line, text, column: at.column - 1, imported: IMPORT.test(before) });
  }

  line(file: string, line: number): string | undefined {
    return this.#lines(file)[line - 1];
  }

  /** Lines of a file as Node runs it without us: types are blanks. */
  #lines(file: string): readonly string[] {
    try {
      const path = file.startsWith('file:') ? fileURLToPath(file) : file;
      return (this.#texts.source(file) ?? readFileSync(path, 'utf8')).split(/\r\n|[\n\r\u2028\u2029]/);
    } catch {
      return [];
    }
  }
}

interface Header {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly column: number;
  /** the place is among the names of an import: one that is missing is marked as a whole, everything else by its first character */
  readonly imported: boolean;
}

const IMPORT = /(?:^|[\n;])\s*(?:import|export)\b[^'"=(]*$/;
const NAME = /^(?:[\w$\u0080-\uffff]+|"[^"]*")/;

/** As Node prints it; its columns count bytes. */
function header({ file, line, text, column, imported }: Header): string {
  const bytes = Buffer.from(text);
  if (column >= bytes.length) return `${file}:${line}\n${text}\n`;
  const blanks = [...bytes.subarray(0, column)].map((byte) => (byte === 9 ? '\t' : ' ')).join('');
  const marked = imported ? (NAME.exec(text.slice(column))?.[0].length ?? 1) : 1;
  return `${file}:${line}\n${text}\n${blanks}${'^'.repeat(marked)}\n`;
}
