// A program that V8 refuses to compile: the message and the line on stderr are those of the user's text.
const before = 'never runs';
console.log(before);
switch (before.length) {
  case 1:
    using resource = { [Symbol.dispose]() {} };
    console.log(resource);
}
