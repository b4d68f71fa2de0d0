// Compiles a small file with TypeScript's compiler: parse, bind, check against lib.es5.d.ts, emit.
const ts = require('typescript');

const source = `
interface Shape { readonly kind: 'circle' | 'square'; readonly size: number }
enum Color { Red, Green }
const area = (shape: Shape): number => (shape.kind === 'circle' ? Math.PI * shape.size ** 2 : shape.size ** 2);
class Box<T extends Shape> { constructor(private readonly items: T[] = []) {} total(): number { return this.items.map(area).reduce((a, b) => a + b, 0); } }
const wrong: string = new Box([{ kind: 'circle', size: 2 }]).total();
export { Color, wrong };
`;
const options = { target: ts.ScriptTarget.ES5, lib: ['lib.es5.d.ts'], types: [], module: ts.ModuleKind.CommonJS };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.getSourceFile = (name, ...rest) => (name === 'small.ts' ? ts.createSourceFile(name, source, ...rest) : getSourceFile(name, ...rest));
host.fileExists = (name) => name === 'small.ts' || fileExists(name);
host.writeFile = (name, text) => console.log(`${name}:\n${text}`);
const program = ts.createProgram(['small.ts'], options, host);
for (const { code, messageText, start } of ts.getPreEmitDiagnostics(program)) console.log(code, start, ts.flattenDiagnosticMessageText(messageText, '\n'));
const { emitSkipped } = program.emit();
process.exitCode = emitSkipped ? 2 : 0;
