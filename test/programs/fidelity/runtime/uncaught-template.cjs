// Thrown inside a template.
const o = { get a() { throw new SyntaxError('getter'); } };
const s = `line one
${o.a} line two`;
