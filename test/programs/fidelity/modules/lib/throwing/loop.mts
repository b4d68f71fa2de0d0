async function* numbers(): AsyncGenerator<number> {
  try {
    yield 1;
  } finally {
    await 0;
  }
  throw new Error('in the loop');
}

for await (const n of numbers()) console.log(n);
