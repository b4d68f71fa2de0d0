// stdin that is at its end, readline, events of stdin: as without recording.
import { createInterface } from 'node:readline';
const lines = [];
const reader = createInterface({ input: process.stdin, terminal: false });
reader.on('line', (line) => lines.push(line));
reader.on('close', () => {
  const count = lines.length;
  console.log('closed', count, process.stdin.readableEnded, process.stdin.destroyed);
});
for await (const chunk of process.stdin) lines.push(chunk.length);
console.log('end of stdin', lines);
const { text } = await import('node:stream/consumers');
const { Readable } = await import('node:stream');
console.log(await text(Readable.from(['a', 'b'])), process.stdin.fd, process.stdin.isTTY);
