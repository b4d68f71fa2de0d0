// No package.json says what this is: Node tries it as CommonJS, which imports make fail, and comes back.
import { sep } from 'node:path';

const separators: string[] = [sep, ':'];
for (const separator of separators) {
  const { length } = separator;
  console.log(length, typeof require, typeof module);
}
console.log(new Error('where').stack?.split('\n')[1]?.replace(/^.*\//, ''));
