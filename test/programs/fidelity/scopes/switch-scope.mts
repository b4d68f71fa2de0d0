// All cases of a switch share one block: a `let` of another case is there, uninitialised; closures share it.
function classify(kind: number) {
  const log: string[] = [];
  switch (kind) {
    case 0:
      let text = 'zero';
      const first = () => text;
      log.push(first());
    case 1:
      text = `fell ${kind}`;
      log.push(text);
      break;
    case 2: {
      const text = 'own block';
      log.push(text);
      break;
    }
    default:
      function declared() {
        return `declared ${kind}`;
      }
      log.push(declared());
    case 3:
      var hoisted = kind * 2;
      log.push(String(hoisted));
  }
  return log;
}
for (const kind of [0, 2, 3, 4]) console.log(kind, classify(kind));
try {
  classify(1);
} catch (error) {
  console.log((error as Error).message);
}
const evaluated: string[] = [];
const note = (label: string, value: unknown) => {
  evaluated.push(label);
  return value;
};
switch (note('subject', 2)) {
  case note('one', 1):
  case note('two', 2):
    evaluated.push('hit');
  case note('three', 3):
    evaluated.push('fell through');
}
console.log(evaluated);
