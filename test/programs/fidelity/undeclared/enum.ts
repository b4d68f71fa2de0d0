// No package.json says what this is: Node tries it as CommonJS, which imports make fail, and comes back. It cannot strip an enum.
import { sep } from 'node:path';

enum Colour {
  Red,
  Green = 4,
}

const colours = [Colour.Red, Colour.Green];
for (const colour of colours) {
  const name = Colour[colour];
  console.log(typeof sep, colour, name, typeof require);
}
