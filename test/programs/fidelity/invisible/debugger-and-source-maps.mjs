// debugger statements do nothing; a sourceMappingURL comment and sourceURL of evals are the program's own.
let reached = 0;
debugger;
reached++;
if (reached) debugger;
for (let i = 0; i < 2; i++) { debugger; reached += i; }
const arrow = () => { debugger; return reached; };
console.log(arrow(), process.sourceMapsEnabled);
try {
  eval('throw new Error("named eval")\n//# sourceURL=own-name.js');
} catch (error) {
  console.log(error.stack.split('\n').slice(0, 2));
}
try {
  eval('throw new Error("mapped eval")\n//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbIngudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQUEifQ==');
} catch (error) {
  console.log(error.stack.split('\n')[1].replace(/\(.*\//, '('));
}
const error = new Error('here');
console.log(error.stack.split('\n')[1].replace(/file:.*\//, ''));
const { findSourceMap, SourceMap } = await import('node:module');
console.log(findSourceMap(import.meta.filename)?.payload?.sources, typeof SourceMap);
//# sourceMappingURL=does-not-exist.map
