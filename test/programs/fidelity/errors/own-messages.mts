// Errors whose message, name or stack is a field, is assigned, defined or deleted.
class My extends Error { extra = 1; constructor(m: string) { super(m); } }
class Sub extends My { override message = 'own field'; }
class Sub2 extends My { message = 'own field'; }
class Sub3 extends Error { message = 'own field'; name = 'N'; stack = 's'; cause = { x: 1 }; }
const s = new Sub('given'), s2 = new Sub2('given'), s3 = new Sub3('given');
s3.message = 'later'; const o = Object.assign(new Error('x'), { message: 'assigned', name: 'nn' });
const d = new Error('q'); Object.defineProperty(d, 'message', { value: 'defined' });
delete (d as any).message;
console.log(s.message, s2.message, s3.message);
