// process.exit inside try does not run finally; generators and async functions are abandoned; output before it is complete.
process.on('exit', (code) => console.log('exit', code));
function* abandoned() {
  try {
    yield 1;
  } finally {
    console.log('never: generator finally');
  }
}
const walker = abandoned();
const first = walker.next();
async function pending() {
  try {
    await new Promise(() => {});
  } finally {
    console.log('never: async finally');
  }
}
void pending();
console.log(first);
process.stdout.write('x'.repeat(200_000).length + ' written\n');
try {
  const code = 3;
  process.exit(code);
} finally {
  console.log('never: finally');
}
